"""A customer has waited too long for an answer: it is said once for each time he had to wait."""

from datetime import datetime

from hub.rules.actors import SYSTEM
from hub.rules.derived import unanswered_at
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.words import EventType


class MarkUnanswered:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Checked again here: an answer or a newer message may have come since it was planned."""

        async def work(tx: Transaction) -> None:
            before = await conversations.overdue(tx, due, self._when)
            if before is not None:
                values = {"unanswered_since": self._when(before)}
                after = await conversations.change(tx, before, values)
                conversations.record(tx, EventType.CONVERSATION_UNANSWERED, after, SYSTEM)

        await self._store.transact(work)

    def _when(self, conversation: Conversation) -> datetime | None:
        if conversation.unanswered_since is not None:
            return None
        return unanswered_at(conversation, self._directory.workspace.unanswered_after)
