"""The one way to change state: documents and journal rows in one atomic step."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from pymongo import ReturnDocument, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession

from hub.store.bus import Topic
from hub.store.guard import GuardedDatabase
from models.documents import Doc, Event
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import EventType

D = TypeVar("D", bound=Doc)
Filter = Mapping[str, Any]
Update = Mapping[str, Any]
Sort = Sequence[tuple[str, int]]


class Transaction:
    """Reads one snapshot, writes all or nothing. ``now`` is the same instant for all it writes."""

    def __init__(self, db: GuardedDatabase, session: AsyncClientSession, now: datetime) -> None:
        self._db = db
        self.session = session
        self.now = now
        self.rows: list[Event] = []
        self.pokes: set[tuple[Topic, bytes]] = set()

    async def get(self, kind: type[D], filter: Filter) -> D | None:
        raw = await self._db[kind.collection_name()].find_one(
            filter, kind.UNLOADED, session=self.session
        )
        return None if raw is None else kind.from_mongo(raw)

    async def find(
        self, kind: type[D], filter: Filter, *, sort: Sort | None = None, limit: int = 0
    ) -> list[D]:
        cursor = self._db[kind.collection_name()].find(
            filter, kind.UNLOADED, session=self.session, limit=limit
        )
        if sort:
            cursor = cursor.sort(list(sort))
        return [kind.from_mongo(raw) for raw in await cursor.to_list()]

    async def find_fields(
        self, kind: type[Doc], filter: Filter, fields: Sequence[str], *, limit: int = 0
    ) -> list[dict[str, Any]]:
        """As stored, these fields and ``_id`` alone: for looking at many at once."""
        cursor = self._db[kind.collection_name()].find(
            filter, list(fields), session=self.session, limit=limit
        )
        return await cursor.to_list()

    async def aggregate(
        self, kind: type[Doc], stages: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """What these stages make of the documents, as stored."""
        collection = self._db[kind.collection_name()]
        cursor = await collection.aggregate(list(stages), session=self.session)
        return await cursor.to_list()

    async def count(self, kind: type[Doc], filter: Filter) -> int:
        collection = self._db[kind.collection_name()]
        return int(await collection.count_documents(filter, session=self.session))

    async def insert(self, doc: Doc) -> None:
        await self.insert_many([doc])

    async def insert_many(self, docs: Iterable[Doc]) -> None:
        """Insert documents of one kind. A duplicate key aborts; ``Store.transact`` tries again."""
        docs = list(docs)
        if docs:
            collection = self._db[docs[0].collection_name()]
            await collection.insert_many([doc.to_mongo() for doc in docs], session=self.session)

    async def change(
        self, kind: type[D], filter: Filter, update: Update | list[Update], *, upsert: bool = False
    ) -> D | None:
        """Update one document and return it as it is then; None when none matched."""
        raw = await self._db[kind.collection_name()].find_one_and_update(
            filter,
            update,
            projection=kind.UNLOADED,
            upsert=upsert,
            return_document=ReturnDocument.AFTER,
            session=self.session,
        )
        return None if raw is None else kind.from_mongo(raw)

    async def change_many(
        self, kind: type[Doc], filter: Filter, update: Update | list[Update]
    ) -> int:
        """Update all that match; how many were really changed."""
        result = await self._db[kind.collection_name()].update_many(
            filter, update, session=self.session
        )
        return int(result.modified_count)

    async def change_each(self, kind: type[Doc], updates: Iterable[tuple[Id, Update]]) -> None:
        """Update documents by id, each in its own way, in one round trip."""
        writes = [UpdateOne({"_id": id}, update) for id, update in updates]
        if writes:
            await self._db[kind.collection_name()].bulk_write(
                writes, ordered=False, session=self.session
            )

    async def upsert_each(self, kind: type[Doc], updates: Iterable[tuple[Filter, Update]]) -> None:
        writes = [UpdateOne(filter, update, upsert=True) for filter, update in updates]
        if writes:
            await self._db[kind.collection_name()].bulk_write(
                writes, ordered=False, session=self.session
            )

    async def delete(self, kind: type[Doc], filter: Filter) -> int:
        result = await self._db[kind.collection_name()].delete_many(filter, session=self.session)
        return int(result.deleted_count)

    def record(
        self,
        type: EventType,
        *,
        object: ObjectRef,
        actor: Actor,
        rooms: Iterable[str] = (),
        lost_rooms: Iterable[str] = (),
        changes: dict[str, Any] | None = None,
        personal: dict[str, Any] | None = None,
        conversation_id: Id | None = None,
    ) -> None:
        """Write a journal row, in the order of the calls, with the commit."""
        heard = set(rooms)
        self.rows.append(
            Event(
                type=type,
                at=self.now,
                actor=actor,
                object=object,
                rooms=sorted(heard),
                lost_rooms=sorted(set(lost_rooms) - heard),
                changes=changes or {},
                personal=personal or {},
                conversation_id=conversation_id,
            )
        )

    def poke(self, topic: Topic, payload: bytes) -> None:
        """Say it on the bus once this is committed."""
        self.pokes.add((topic, payload))

    async def write_rows(self) -> None:
        """Store the recorded rows; called once, by the store, before the commit."""
        if self.rows:
            raw = [row.to_mongo() for row in self.rows]
            await self._db[Event.collection_name()].insert_many(raw, session=self.session)
