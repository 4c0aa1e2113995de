"""Lets time pass in one chat: all of it becomes older, and the rest of the house stays as it is.

What is due about it is due earlier by as much, so it happens as it would have.
"""

from datetime import timedelta

from hub.rules.actors import SYSTEM
from hub.services import conversations
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import Conversation, Due, Message
from models.documents.base import Id
from models.words import EventType

TIMES = (
    *("started_at", "queued_at", "requeued_at", "assigned_at", "first_assigned_at", "answered_at"),
    *("last_inbound_at", "last_activity_at", "waiting_since", "unanswered_since"),
)


class Ageing:
    def __init__(self, hub: Hub, channel_id: Id) -> None:
        self._hub = hub
        self._channel_id = channel_id

    async def by_hours(self, address: str, hours: int) -> None:
        """The open conversation with an address, if there is one."""
        passed = timedelta(hours=hours)
        wanted = {"channel_id": self._channel_id, "address": address, "open": True}
        found = await self._hub.store.get(Conversation, wanted)
        if found is None:
            return

        async def work(tx: Transaction) -> None:
            fresh = await tx.get(Conversation, {"_id": found.id})
            if fresh is not None:
                await self._age(tx, fresh, passed)

        await self._hub.store.transact(work)

    async def _age(self, tx: Transaction, before: Conversation, passed: timedelta) -> None:
        times = {name: getattr(before, name) for name in TIMES}
        news = {name: at - passed for name, at in times.items() if at is not None}
        if before.last_message is not None:
            older = before.last_message.model_copy(update={"at": before.last_message.at - passed})
            news["last_message"] = older.model_dump()
        messages = await tx.find(Message, {"conversation_id": before.id})
        await tx.change_each(
            Message,
            ((each.id, {"$set": {"at": each.at - passed}}) for each in messages),
        )
        dues = await tx.find(Due, {"object_id": before.id})
        await tx.change_each(Due, ((due.id, {"$set": {"at": due.at - passed}}) for due in dues))
        after = await conversations.change(tx, before, news)
        conversations.record(tx, EventType.CONVERSATION_UPDATED, after, SYSTEM)
