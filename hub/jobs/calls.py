"""The calls to a provider that a stored message takes: what they say, and making them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from pymongo.errors import PyMongoError

from channels_adapters.base import (
    Account,
    Adapter,
    ChannelError,
    SendRefused,
    Sends,
    SendUncertain,
)
from hub.jobs.pacing import wait_for_turn
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.kit.tokens import Signer
from hub.presenters.outgoing import outgoing
from hub.presenters.outgoing_mail import with_mail
from hub.rules.message_parts import parts_left
from hub.services import mail_heads
from hub.store.directory import Directory
from hub.store.files import Files
from hub.store.mongo import Store
from models.documents import Contact, Conversation, Message
from models.envelopes import Outgoing, Sent

log = get_logger(__name__)

T = TypeVar("T")

CALL_SECONDS = 240.0
"""The longest that one call may take, a large file included."""


@dataclass
class Line:
    """The way to one provider. ``failures``: how often in a row it has failed just now. ``works``: it
    has answered about a message since.
    """

    adapter: Adapter
    account: Account
    failures: int = 0
    works: bool = False


class Calls:
    def __init__(self, store: Store, directory: Directory, files: Files, signer: Signer) -> None:
        self._store = store
        self._house = directory
        self._files = files
        self._signer = signer

    async def left(self, line: Line, message: Message) -> tuple[list[tuple[int, Outgoing]], int]:
        """Those of a message that are still to be made, with their places, and how many there are in all.

        Raises SendRefused.
        """
        adapter = line.adapter
        assert isinstance(adapter, Sends)
        try:
            calls = adapter.split(await self.whole(message))
        except (ChannelError, Unavailable, PyMongoError):
            raise
        except Exception as error:
            log.exception("message_unreadable", message=str(message.id))
            raise SendRefused("internal", type(error).__name__) from error
        if not calls:
            raise SendRefused("empty", "there is nothing in it to send")
        left = parts_left(message, len(calls)) or range(len(calls))
        return [(part, calls[part]) for part in left], len(calls)

    async def whole(self, message: Message) -> Outgoing:
        conversation = await self._store.get(Conversation, {"_id": message.conversation_id})
        assert conversation is not None
        answered = message.reply_to_id and await self._store.get(
            Message, {"_id": message.reply_to_id, "channel_id": message.channel_id}
        )
        plain = outgoing(message, conversation, answered or None, self._files.read)
        if message.mail is None:
            return plain
        contact = await self._store.get(Contact, {"_id": conversation.contact.id})
        quoted = await mail_heads.quoted_by(self._store, message)
        house, language = self._house.workspace, contact.language if contact else None
        return with_mail(plain, message, quoted, house, language, self._signer)


async def turn(store: Store, line: Line, call: Outgoing) -> datetime | None:
    """Wait for it; when that is long, at what time to ask again."""
    assert isinstance(line.adapter, Sends)
    seconds = await wait_for_turn(store, line.adapter, line.account, call)
    return store.clock.now() + timedelta(seconds=seconds) if seconds else None


async def called(line: Line, call: Outgoing) -> Sent:
    """Raises ChannelError."""
    adapter = line.adapter
    assert isinstance(adapter, Sends)
    try:
        async with asyncio.timeout(CALL_SECONDS):
            return await adapter.send(line.account, call)
    except ChannelError:
        raise
    except TimeoutError as late:
        raise SendUncertain("timeout", f"no answer within {CALL_SECONDS:.0f} s") from late
    except Exception as error:
        log.exception("send_died", message=call.message_id)
        raise SendUncertain("internal", type(error).__name__) from error


async def until_stored(write: Callable[[], Awaitable[T]]) -> T:
    """What a provider has said is worth waiting for the database, and so is half a message."""
    while True:
        try:
            return await write()
        except (Unavailable, PyMongoError) as away:
            log.warning("answer_waits_for_database", reason=type(away).__name__)
            await asyncio.sleep(0.5)
