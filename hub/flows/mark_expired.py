"""The reply window of a conversation has closed: it is said once for each time the customer wrote, and
its agent has room again.
"""

from hub.rules.actors import SYSTEM
from hub.rules.windows import expires_at, window_of
from hub.services import conversations
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.words import DueKind, EventType


class MarkExpired:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, due: Due) -> None:
        """Checked again here: the customer may have written since it was planned."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            before = await tx.get(Conversation, {"_id": due.object_id})
            at = expires_at(before, window_of(before)) if before else None
            if before is None or at is None or before.expired_since is not None:
                return
            if at > tx.now:
                await set_due(tx, DueKind.CONVERSATION_EXPIRED, before.id, at)
                return
            after = await conversations.change(tx, before, {"expired_since": at})
            conversations.record(tx, EventType.CONVERSATION_EXPIRED, after, SYSTEM)

        await self._store.transact(work)
