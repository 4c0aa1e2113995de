"""Somebody wants a message sent once more that has failed, or of which nobody knows whether it went.

It keeps its id, so that providers which carry it along can tell the repeat; of several parts those
that were taken are not sent again.
"""

from hub.kit.errors import NotFound
from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_answer
from hub.rules.message_parts import once_more
from hub.rules.refusals import MessageOnItsWay, beaten
from hub.services import channels, conversations, messages, outbox
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Member, Message
from models.documents.base import Id
from models.words import ConversationState, Direction, MessageStatus

OVER = (MessageStatus.FAILED, MessageStatus.UNKNOWN)


class RetryMessage:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, member: Member, message_id: Id) -> Message:
        """Raises NotFound, a conflict naming state and holder, MessageOnItsWay, ChannelOff."""

        async def work(tx: Transaction) -> Message:
            message = await tx.get(Message, {"_id": message_id, "direction": Direction.OUTBOUND})
            if message is None:
                raise NotFound("There is no such message, or you may not see it.")
            conversation = await conversations.heard_of_by(tx, member, message.conversation_id)
            if conversation.state is ConversationState.RESOLVED:
                raise beaten(conversation)
            if not may_answer(member, conversation):
                raise beaten(conversation)
            if message.status is MessageStatus.PENDING:
                return message
            if message.status not in OVER:
                raise MessageOnItsWay(extra={"status": message.status.value})
            await channels.refuse_off(tx, message.channel_id)
            fresh = {"error": None, "error_code": None, "held_until": None}
            fresh |= once_more(message)
            again = await messages.move(
                tx, message.id, MessageStatus.PENDING, OVER, actor_of(member), fresh
            )
            assert again is not None
            if again.mail is not None:
                await outbox.forget_late(tx, again)
            await outbox.put(tx, again)
            return again

        return await self._store.transact(work)
