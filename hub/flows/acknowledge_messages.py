"""A visitor's widget says which of our messages have arrived and been read.

Statuses only move forward; each message that moves tells its agents.
"""

from hub.rules.actors import customer
from hub.rules.message_status import below
from hub.services import conversations, messages
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Message
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.words import EventType, MessageStatus, ObjectKind

AT_ONCE = 500
"""Messages that one receipt moves; more follow with the next."""


class AcknowledgeMessages:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, channel_id: Id, thread_key: str, *, delivered: int | None, read: int | None
    ) -> Conversation | None:
        """Up to which numbers of the newest conversation; None when there is no conversation.

        A receipt that moves no message changes nothing.
        """
        newest = await conversations.newest_of_thread(self._store, channel_id, thread_key)
        if newest is None:
            return None
        conversation_id = newest.id

        async def work(tx: Transaction) -> Conversation:
            before = await tx.get(Conversation, {"_id": conversation_id})
            assert before is not None
            # The newest that he can see: not even the number of a private note is told.
            newest = before.last_message.number if before.last_message else 0
            read_to = max(min(read or 0, newest), before.customer_read_number)
            got_to = max(min(delivered or 0, newest), read_to, before.customer_received_number)
            to_read = await _behind(tx, before, read_to, MessageStatus.READ)
            to_get = await _behind(tx, before, got_to, MessageStatus.DELIVERED)
            if not to_read and not to_get:
                return before
            after = await conversations.change(
                tx, before, {"customer_received_number": got_to, "customer_read_number": read_to}
            )
            await _move(tx, after, to_read, MessageStatus.READ)
            passed = {each.id for each in to_read}
            only_got = [each for each in to_get if each.id not in passed]
            await _move(tx, after, only_got, MessageStatus.DELIVERED)
            return after

        return await self._store.transact(work)


async def _behind(
    tx: Transaction, conversation: Conversation, up_to: int, status: MessageStatus
) -> list[Message]:
    """The messages that have not come as far as this status."""
    return await messages.outbound_below(tx, conversation.id, up_to, below(status), AT_ONCE)


async def _move(
    tx: Transaction, conversation: Conversation, moved: list[Message], status: MessageStatus
) -> None:
    await tx.change_each(
        Message, ((each.id, {"$set": {"status": status}, "$inc": {"version": 1}}) for each in moved)
    )
    for each in moved:
        tx.record(
            EventType.MESSAGE_STATUS_CHANGED,
            object=ObjectRef(kind=ObjectKind.MESSAGE, id=each.id, version=each.version + 1),
            actor=customer(conversation.contact),
            rooms=conversation.audience,
            changes={"status": [each.status, status]},
            conversation_id=conversation.id,
        )
