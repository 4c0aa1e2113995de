"""A customer has waited too long for an answer: it is said once for each time he had to wait."""

from hub.rules.actors import SYSTEM
from hub.rules.derived import unanswered_at
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.words import DueKind, EventType


class MarkUnanswered:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Checked again here: an answer or a newer message may have come since it was planned."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            before = await tx.get(Conversation, {"_id": due.object_id})
            if before is None or before.unanswered_since is not None:
                return
            at = unanswered_at(before, self._directory.workspace.unanswered_after)
            if at is None:
                return
            if at > tx.now:
                await set_due(tx, DueKind.CONVERSATION_UNANSWERED, before.id, at)
                return
            after = await conversations.change(tx, before, {"unanswered_since": at})
            conversations.record(tx, EventType.CONVERSATION_UNANSWERED, after, SYSTEM)

        await self._store.transact(work)
