"""The author of a message takes it back before it is sent: it is his draft again, as it was.

Of him and the worker that begins to send it at that moment exactly one comes first: both write the
message. The worker finds none then, or he is told that it is on its way.
"""

from hub.kit.errors import NotFound
from hub.kit.words import words_of
from hub.rules.actors import actor_of
from hub.rules.audience import staff_rooms
from hub.rules.derived import unanswered_at
from hub.rules.load import quiet_at
from hub.rules.refusals import MessageOnItsWay
from hub.rules.undo_send import is_held
from hub.services import attachments, conversations, drafts, messages, outbox
from hub.services.erasing import forget_words
from hub.store.directory import Directory
from hub.store.due_times import clear_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Draft, Member, Message, UndoneSend
from models.documents.base import Id
from models.words import DraftKind, DueKind, EventType


class UndoSend:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, message_id: Id) -> Draft:
        """The draft that it has become. Raises NotFound, MessageOnItsWay."""

        async def work(tx: Transaction) -> Draft:
            message = await tx.get(Message, {"_id": message_id, "author.id": member.id})
            if message is None:
                return await _undone_already(tx, member, message_id)
            if not is_held(message):
                raise MessageOnItsWay(extra={"status": message.status.value})
            before = await tx.get(Conversation, {"_id": message.conversation_id})
            assert before is not None
            by = actor_of(member)
            await attachments.release(tx, message.id)
            await messages.undo(tx, message, by, staff_rooms(before.audience))
            await outbox.take_out(tx, message)
            after = await conversations.without_message(tx, before, message)
            await forget_words(tx, words_of(message.text))
            await self._plan(tx, after)
            conversations.record(tx, EventType.CONVERSATION_UPDATED, after, by)
            return await drafts.take_back(tx, member, message)

        return await self._store.transact(work)

    async def _plan(self, tx: Transaction, conversation: Conversation) -> None:
        """What will become of it unless its agent answers, or the customer writes."""
        house = self._directory.workspace
        times = {
            DueKind.CONVERSATION_UNANSWERED: unanswered_at(conversation, house.unanswered_after),
            DueKind.CONVERSATION_QUIET: quiet_at(conversation, house.quiet_after),
        }
        for kind, at in times.items():
            if at is None:
                await clear_due(tx, kind, [conversation.id])
            else:
                await set_due(tx, kind, conversation.id, at)


async def _undone_already(tx: Transaction, member: Member, message_id: Id) -> Draft:
    """He repeats what he has done. Raises NotFound."""
    undone = await tx.get(UndoneSend, {"_id": message_id, "author_id": member.id})
    if undone is not None:
        draft = await drafts.get(tx, member.id, undone.conversation_id, DraftKind.REPLY)
        if draft is not None:
            return draft
    raise NotFound("There is no such message of yours.")
