"""Files of a message that still lie at the provider are brought into our store, one at a time.

What cannot be had, or is refused by our own rules, stays in the message with the reason. A provider
that is away is asked again, for as long as its files live.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import httpx2

from channels_adapters.base import Account, AccountBroken, Fetches, SendDelayed, SendRefused
from channels_adapters.registry import adapter_of
from hub.kit.errors import HubError, NotFound, Unavailable
from hub.kit.log import get_logger
from hub.rules.actors import SYSTEM
from hub.rules.audience import sees
from hub.rules.file_claims import FileClaim
from hub.rules.incoming_messages import uploader_of
from hub.services import attachments, messages
from hub.services.attachments import Upload
from hub.store.due_times import finish_due, set_due
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Attachment, Channel, Conversation, Due, Member, Message
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.documents.message import RemoteFile
from models.words import DueKind, EventType, FileState, ObjectKind

log = get_logger(__name__)

PATIENCE_SECONDS = 240.0
"""For one file. Shorter than a claim of the job that calls this."""

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 3600.0
MOST_TRIES = 60
"""About two days; providers keep files for a week and less."""


@dataclass(frozen=True)
class Again:
    """Worth trying later."""

    why: str
    seconds: float | None = None


class FetchFiles:
    def __init__(
        self, store: Store, files: Files, account_of: Callable[[Channel], Account]
    ) -> None:
        self._store = store
        self._files = files
        self._account_of = account_of

    async def __call__(self, due: Due) -> None:
        message = await self._store.get(Message, {"_id": due.object_id})
        waiting = [one for one in message.remote_files if _waits(one)] if message else []
        if message is None or not waiting:
            await self._store.transact(lambda tx: finish_due(tx, due))
            return
        channel = await self._store.get(Channel, {"_id": message.channel_id})
        got = await self._fetch(channel, waiting[0]) if channel else "the channel is gone"
        await self._store.transact(lambda tx: self._settle(tx, due, waiting[0], got))

    async def again(self, member: Member, message_id: Id) -> Message:
        """Somebody wants files tried once more that could not be had. Raises NotFound."""

        async def work(tx: Transaction) -> Message:
            message = await tx.get(Message, {"_id": message_id})
            if message is None:
                raise NotFound
            conversation = await tx.get(Conversation, {"_id": message.conversation_id})
            if conversation is None or not sees(member, conversation):
                raise NotFound
            waiting = [
                one.model_copy(update={"state": FileState.FETCHING, "error": None})
                if one.state is FileState.FAILED and one.remote_id
                else one
                for one in message.remote_files
            ]
            if waiting == message.remote_files:
                return message
            after = await messages.change(tx, message, {"remote_files": waiting})
            await set_due(tx, DueKind.FETCH_FILES, message.id, tx.now)
            await _tell(tx, after)
            return after

        return await self._store.transact(work)

    async def _fetch(self, channel: Channel, file: RemoteFile) -> Attachment | Again | str:
        """The stored file; or when to try again; or why it will never come."""
        adapter = adapter_of(channel.kind)
        if not isinstance(adapter, Fetches):
            return "this channel has no files to fetch"
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                remote = await adapter.fetch(self._account_of(channel), file.remote_id)
                upload = Upload(
                    pieces=remote.pieces,
                    name=remote.name or file.name,
                    mime=remote.mime or file.mime,
                    uploader=uploader_of(channel, channel.id),
                    limit=adapter.traits.max_file,
                )
                return await attachments.receive(self._store, self._files, upload)
        except SendRefused as refused:
            return refused.detail or refused.code
        except SendDelayed as delayed:
            return Again(delayed.code, delayed.retry_after)
        except AccountBroken as broken:
            return Again(broken.code, LONGEST_PAUSE)
        except Unavailable:
            raise
        except HubError as refusal:
            return refusal.detail
        except (TimeoutError, OSError, httpx2.HTTPError) as away:
            return Again(type(away).__name__)

    async def _settle(
        self, tx: Transaction, due: Due, file: RemoteFile, got: Attachment | Again | str
    ) -> None:
        tries = due.object_version + 1
        if isinstance(got, Again) and tries < MOST_TRIES:
            pause = got.seconds or min(FIRST_PAUSE * 2 ** min(tries, 12), LONGEST_PAUSE)
            log.info("file_waits", message=str(due.object_id), why=got.why, seconds=pause)
            at = tx.now + timedelta(seconds=pause)
            await set_due(tx, DueKind.FETCH_FILES, due.object_id, at, tries)
            return
        message = await tx.get(Message, {"_id": due.object_id})
        found = message and next((one for one in message.remote_files if _same(one, file)), None)
        if message is None or not found:
            if isinstance(got, Attachment):
                await attachments.sweep(tx, self._files, got.id)
            await finish_due(tx, due)
            return
        others = [one for one in message.remote_files if one is not found]
        if isinstance(got, Attachment):
            kept = await self._keep(tx, message, got)
            values = {"attachments": [*message.attachments, *kept], "remote_files": others}
        else:
            why = got.why if isinstance(got, Again) else got
            failed = found.model_copy(update={"state": FileState.FAILED, "error": why[:300]})
            values = {"remote_files": [*others, failed]}
        await _tell(tx, await messages.change(tx, message, values))
        if any(_waits(one) for one in others):
            await set_due(tx, DueKind.FETCH_FILES, message.id, tx.now)
        else:
            await finish_due(tx, due)

    async def _keep(self, tx: Transaction, message: Message, got: Attachment) -> list[object]:
        [kept] = await attachments.keep_many(
            tx,
            [
                FileClaim(
                    ids=[got.id],
                    uploader=got.uploader,
                    conversation_id=message.conversation_id,
                    message_id=message.id,
                )
            ],
        )
        return list(kept)


def _waits(file: RemoteFile) -> bool:
    return file.state is FileState.FETCHING


def _same(file: RemoteFile, other: RemoteFile) -> bool:
    return _waits(file) and file.remote_id == other.remote_id


async def _tell(tx: Transaction, message: Message) -> None:
    conversation = await tx.get(Conversation, {"_id": message.conversation_id})
    if conversation is None:
        return
    tx.record(
        EventType.MESSAGE_UPDATED,
        object=ObjectRef(kind=ObjectKind.MESSAGE, id=message.id, version=message.version),
        actor=SYSTEM,
        rooms=conversation.audience,
        changes={"fields": ["attachments"]},
        conversation_id=conversation.id,
    )
