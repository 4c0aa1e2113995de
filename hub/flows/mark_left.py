"""A visitor has been gone from the queue for a while: his chat stands below all others, and automatic
work skips it. He takes his old place when he comes back (``note_visits``).
"""

from datetime import datetime, timedelta

from hub.rules.actors import SYSTEM
from hub.services import conversations, visits
from hub.store.directory import Directory
from hub.store.due_times import due_write
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.words import DueKind, EventType

AT_ONCE = 40


class MarkLeft:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, gone_before: datetime) -> int:
        """All who were gone by then; how many. Raises Unavailable."""
        marked = 0
        while await visits.is_anybody_gone(self._store, gone_before):
            marked += await self._store.transact(lambda tx: self._mark_some(tx, gone_before))
        return marked

    async def _mark_some(self, tx: Transaction, gone_before: datetime) -> int:
        found = await visits.gone_since(tx, gone_before, AT_ONCE)
        here = await visits.here(tx, {each.identity_id for each in found})
        back = [each.id for each in found if each.identity_id in here]
        await tx.change_each(Conversation, [(id, visits.PRESENT) for id in back])
        left = [each for each in found if each.id not in back]
        for before in left:
            after = await conversations.change(tx, before, {"left": True})
            changes = {"left": [False, True]}
            conversations.record(tx, EventType.CONVERSATION_UPDATED, after, SYSTEM, changes=changes)
        if resolve_after := self._directory.workspace.left_resolve_after:
            since = {each.id: each.visitor_gone_at or tx.now for each in left}
            end = timedelta(seconds=resolve_after)
            dues = [due_write(DueKind.CONVERSATION_LEFT, id, at + end) for id, at in since.items()]
            await tx.upsert_each(Due, dues)
        return len(left)
