"""A conversation has waited so long for its customer that it counts no more: its agent has room again."""

from hub.rules.actors import SYSTEM
from hub.rules.load import quiet_at
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.words import DueKind, EventType


class MarkQuiet:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Checked again here: somebody may have written since it was planned."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            before = await tx.get(Conversation, {"_id": due.object_id})
            at = quiet_at(before, self._directory.workspace.quiet_after) if before else None
            if before is None or at is None:
                return
            if at > tx.now:
                await set_due(tx, DueKind.CONVERSATION_QUIET, before.id, at)
                return
            after = await conversations.change(tx, before, {"quiet_since": at})
            conversations.record(
                tx,
                EventType.CONVERSATION_UPDATED,
                after,
                SYSTEM,
                changes={"quietSince": [None, at]},
            )

        await self._store.transact(work)
