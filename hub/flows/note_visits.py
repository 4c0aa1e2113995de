"""Visitors open and leave their chats: who waits in the queue is gone, or takes his old place again.

A batch at a time, so that a storm of reconnects costs a few transactions. Who comes back before he
counted as left was never gone, and nothing is told.
"""

from collections.abc import Awaitable, Callable, Sequence

from hub.rules.actors import SYSTEM
from hub.services import connections, conversations, visits
from hub.store.due_times import clear_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Visit
from models.words import DueKind, EventType

AT_ONCE = 100


class NoteVisits:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, came: Sequence[Visit], went: Sequence[Visit]) -> None:
        """Arrivals first, so that who did both at once is here. Safe to repeat. Raises Unavailable."""
        for start in range(0, len(came), AT_ONCE):
            await self._store.transact(_welcoming(came[start : start + AT_ONCE]))
        for start in range(0, len(went), AT_ONCE):
            some = went[start : start + AT_ONCE]
            await self._store.transact(lambda tx, some=some: visits.forget(tx, some))  # type: ignore[misc]

    async def forget_unheld(self) -> int:
        """Web processes have died: what they held is over; how many visits that were."""
        alive = await connections.alive(self._store)
        if not await visits.is_any_held_by_none_of(self._store, alive):
            return 0

        async def work(tx: Transaction) -> int:
            # Who lives is read with it: one that has just begun may be at it already.
            unheld = await visits.held_by_none_of(tx, await connections.alive_in(tx), AT_ONCE)
            await visits.forget(tx, unheld)
            return len(unheld)

        count = 0
        while some := await self._store.transact(work):
            count += some
        return count


def _welcoming(came: Sequence[Visit]) -> Callable[[Transaction], Awaitable[None]]:
    async def work(tx: Transaction) -> None:
        await visits.write(tx, came)
        back = await visits.waited_for(tx, {each.identity_id for each in came})
        # Also of who was not missed yet: whoever marks him as left meanwhile looks again.
        await tx.change_each(Conversation, [(each.id, visits.PRESENT) for each in back])
        for before in back:
            if before.left:
                after = await conversations.change(tx, before, {"left": False})
                changes = {"left": [True, False]}
                conversations.record(
                    tx, EventType.CONVERSATION_UPDATED, after, SYSTEM, changes=changes
                )
        await clear_due(tx, DueKind.CONVERSATION_LEFT, [each.id for each in back if each.left])

    return work
