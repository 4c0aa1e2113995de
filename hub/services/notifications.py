"""The bell: what members are told, folded where several come at once, and what they have read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hub.kit.errors import NotFound
from hub.rules.actors import actor_of
from hub.rules.audience import member_room
from hub.rules.news import News, entry_of, folds, grow, is_wanted
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Member, Notification, NotificationSettings
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.documents.notification import MOST_KEPT
from models.words import EventType, MemberState, ObjectKind, Role

Place = tuple[Id, str]
"""Member and key: what is folded into one."""


class _Bells:
    """What a batch of news comes to: new entries, and earlier ones that have grown."""

    def __init__(self, known: Iterable[Notification]) -> None:
        self._newest: dict[Place, Notification] = {(one.member_id, one.key): one for one in known}
        self.fresh: dict[Id, Notification] = {}
        self.grown: dict[Id, Notification] = {}

    def take(self, news: News, settings: NotificationSettings | None) -> None:
        place = (news.member_id, news.key)
        entry = self._newest.get(place)
        if entry is None or not folds(entry, news):
            entry = entry_of(news, settings)
            self._newest[place] = self.fresh[entry.id] = entry
        elif grow(entry, news) and entry.id not in self.fresh:
            self.grown[entry.id] = entry


async def tell(tx: Transaction, news: Iterable[News]) -> list[Notification]:
    """Tell members what they want to be told, with its journal rows; the new entries.

    Own acts are not told.
    """
    news = [one for one in news if one.actor.id != one.member_id]
    member_ids = list({one.member_id for one in news})
    if not member_ids:
        return []
    active = {"_id": {"$in": member_ids}, "state": MemberState.ACTIVE}
    members = {one.id: one for one in await tx.find(Member, active)}
    chosen = await tx.find(NotificationSettings, {"_id": {"$in": member_ids}})
    settings = {one.id: one for one in chosen}
    news = [one for one in news if is_wanted(one, members.get(one.member_id), settings)]
    bells = _Bells(await _unread_of(tx, news))
    for one in news:
        bells.take(one, settings.get(one.member_id))
    await _write(tx, bells)
    return list(bells.fresh.values())


async def _unread_of(tx: Transaction, news: list[News]) -> list[Notification]:
    """The unread entries that these may be folded into, the newest last."""
    if not news:
        return []
    keys, member_ids = {one.key for one in news}, {one.member_id for one in news}
    found = await tx.find(
        Notification,
        {"unread": True, "key": {"$in": sorted(keys)}, "member_id": {"$in": sorted(member_ids)}},
    )
    return sorted(found, key=lambda one: one.at)


async def _write(tx: Transaction, bells: _Bells) -> None:
    await tx.insert_many(bells.fresh.values())
    await tx.change_each(Notification, [(one.id, _growth(one)) for one in bells.grown.values()])
    for entry in bells.fresh.values():
        _record(tx, EventType.NOTIFICATION_CREATED, entry, entry.actor)
    for entry in bells.grown.values():
        _record(tx, EventType.NOTIFICATION_UPDATED, entry, entry.actor)
    for member_id in {entry.member_id for entry in bells.fresh.values()}:
        await _keep_the_newest(tx, member_id)


def _growth(entry: Notification) -> dict[str, Any]:
    update: dict[str, Any] = {
        "$set": {"times": entry.times, "at": entry.at, "version": entry.version}
    }
    if entry.message_id is not None:
        update["$set"]["message_id"] = entry.message_id
    if entry.conversation_id is None:
        update["$unset"] = {"conversation_id": "", "message_id": ""}
    return update


async def _keep_the_newest(tx: Transaction, member_id: Id) -> None:
    bell = {"member_id": member_id, "bell": True}
    if await tx.count(Notification, bell) <= MOST_KEPT:
        return
    newest_first = [("at", -1), ("_id", -1)]
    kept = await tx.find(Notification, bell, sort=newest_first, limit=MOST_KEPT)
    await tx.delete(Notification, {**bell, "$or": _older_than(kept[-1].at, kept[-1].id)})


def _older_than(at: datetime, id: Id) -> list[dict[str, Any]]:
    return [{"at": {"$lt": at}}, {"at": at, "_id": {"$lt": id}}]


async def page(
    store: Store,
    member: Member,
    *,
    unread_only: bool,
    after: tuple[datetime, Id] | None,
    limit: int,
) -> list[Notification]:
    """Entries of a member's bell, the newest first, from after a place."""
    filter = _bell_of(member)
    if unread_only:
        filter["unread"] = True
    if after is not None:
        filter["$or"] = _older_than(*after)
    return await store.find(Notification, filter, sort=[("at", -1), ("_id", -1)], limit=limit)


async def unread_count(store: Store, member: Member) -> int:
    unread = {**_bell_of(member), "unread": True}
    return await store.count(Notification, unread, limit=MOST_KEPT)


def _bell_of(member: Member) -> dict[str, Any]:
    """What is listed, but for queues of departments that he has left."""
    filter: dict[str, Any] = {"member_id": member.id, "bell": True}
    if member.role is not Role.ADMIN:
        filter["department_id"] = {"$in": [None, *member.department_ids]}
    return filter


async def mark_read(
    tx: Transaction, member: Member, *, ids: list[Id] | None = None, up_to: Id | None = None
) -> None:
    """Mark these, or all not newer than one, or all there are. Raises NotFound for a foreign one."""
    filter: dict[str, Any] = {"member_id": member.id, "unread": True}
    if ids is not None:
        filter["_id"] = {"$in": ids}
    else:
        filter["bell"] = True
    if up_to is not None:
        last = await tx.get(Notification, {"_id": up_to, "member_id": member.id})
        if last is None:
            raise NotFound
        filter["at"] = {"$lte": last.at}
    entries = await tx.find(Notification, filter)
    read = {"$set": {"read_at": tx.now}, "$unset": {"unread": ""}, "$inc": {"version": 1}}
    await tx.change_each(Notification, [(entry.id, read) for entry in entries])
    for entry in entries:
        entry.version += 1
        _record(tx, EventType.NOTIFICATION_UPDATED, entry, actor_of(member))


def _record(tx: Transaction, type: EventType, entry: Notification, actor: Actor) -> None:
    tx.record(
        type,
        object=ObjectRef(kind=ObjectKind.NOTIFICATION, id=entry.id, version=entry.version),
        actor=actor,
        rooms=[member_room(entry.member_id)],
    )
