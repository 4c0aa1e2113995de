"""Tells a customer who begins outside the hours of his department when we open next: once.

Machines are not answered, and on channels that go through a provider nobody gets more than one
automatic answer a day, so that two machines never talk to each other.
"""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from channels_adapters.base import Medium
from channels_adapters.registry import adapter_of
from hub.rules.business_hours import calendar_of, is_open, next_opening
from hub.rules.closed_notice import closed_text
from hub.rules.message_bodies import automatic_message
from hub.services import conversations, mail_heads, outbox
from hub.store.directory import Directory
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Event, Message
from models.documents.list_indexes import A_TIME
from models.words import (
    ActorKind,
    Direction,
    EventType,
    MessageKind,
)

FRESH = timedelta(minutes=15)
"""What began longer ago is not told any more: nobody expects it then."""

ONE_A_DAY = timedelta(days=1)


class ClosedNotices:
    name = "closed_notices"

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        ids = [row.object.id for row in rows if tx.now - row.at <= FRESH and _begins(row)]
        if not ids or not self._directory.workspace.closed_notice:
            return
        for conversation in await tx.find(Conversation, {"_id": {"$in": ids}, "open": True}):
            if self._is_closed(tx, conversation) and await _may_be_told(tx, conversation):
                await self._tell(tx, conversation)

    def _is_closed(self, tx: Transaction, conversation: Conversation) -> bool:
        """It was when he began, and still is."""
        department = self._directory.departments.get(conversation.department_id)
        calendar = calendar_of(self._directory.workspace, department)
        return not is_open(calendar, conversation.started_at) and not is_open(calendar, tx.now)

    async def _tell(self, tx: Transaction, before: Conversation) -> None:
        traits = adapter_of(before.channel_kind).traits
        message = automatic_message(
            before,
            await self._text(tx, before),
            tx.now,
            delivered_by_feed=traits.delivers_by_feed,
        )
        if traits.medium is Medium.MAIL:
            message.kind = MessageKind.EMAIL
            message.mail = await mail_heads.automatic(tx, self._directory, before, message.id)
        await conversations.add_automatic(tx, before, message, told_closed_at=tx.now)
        await outbox.put(tx, message)

    async def _text(self, tx: Transaction, conversation: Conversation) -> str:
        house = self._directory.workspace
        department = self._directory.departments.get(conversation.department_id)
        contact = await tx.get(Contact, {"_id": conversation.contact.id})
        language = (contact.language if contact else None) or house.default_language
        opening = next_opening(calendar_of(house, department), tx.now)
        zone = ZoneInfo(house.time_zone)
        return closed_text(house.closed_texts, language, opening, tx.now, zone)


def _begins(row: Event) -> bool:
    by_customer = row.actor.kind is ActorKind.CUSTOMER
    return row.type is EventType.CONVERSATION_CREATED and by_customer


async def _may_be_told(tx: Transaction, conversation: Conversation) -> bool:
    if conversation.told_closed_at is not None:
        return False
    if adapter_of(conversation.channel_kind).traits.delivers_by_feed:
        return True
    of_machines = {"$or": [{"mail.is_auto": True}, {"mail.suppress_auto_reply": True}]}
    inbound = {"conversation_id": conversation.id, "direction": Direction.INBOUND}
    if await tx.get(Message, {**inbound, **of_machines}):
        return False
    lately = {"started_at": {"$gte": tx.now - ONE_A_DAY}, "told_closed_at": A_TIME}
    return await tx.get(Conversation, {"contact.id": conversation.contact.id, **lately}) is None
