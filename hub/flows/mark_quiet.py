"""A conversation has waited so long for its customer that it counts no more: its agent has room again."""

from datetime import datetime

from hub.rules.actors import SYSTEM
from hub.rules.load import quiet_at
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.words import EventType


class MarkQuiet:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Checked again here: somebody may have written since it was planned."""

        async def work(tx: Transaction) -> None:
            before = await conversations.overdue(tx, due, self._when)
            if before is None:
                return
            at = self._when(before)
            after = await conversations.change(tx, before, {"quiet_since": at})
            conversations.record(
                tx,
                EventType.CONVERSATION_UPDATED,
                after,
                SYSTEM,
                changes={"quietSince": [None, at]},
            )

        await self._store.transact(work)

    def _when(self, conversation: Conversation) -> datetime | None:
        return quiet_at(conversation, self._directory.workspace.quiet_after)
