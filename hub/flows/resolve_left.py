"""A visitor has left the queue and stays away, and there is no address to write to: his chat ends.

Whoever left an address, or comes back, is still waited for.
"""

from datetime import timedelta

from hub.kit.awake import Awake
from hub.rules.actors import SYSTEM
from hub.services import connections, conversations, workspace
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Due
from models.documents.conversation import ResolvedBy
from models.words import ActorKind, ConversationState, DueKind, ResolveCause

A_MOMENT = timedelta(seconds=60)
"""What he has to come back in, after a time in which he could not."""


class ResolveLeft:
    def __init__(self, store: Store, awake: Awake) -> None:
        self._store = store
        self._awake = awake

    async def __call__(self, due: Due) -> None:
        """Checked again here: he may have come back, or given an address."""
        serving = await connections.is_anybody_serving(self._store)

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            before = await tx.get(Conversation, {"_id": due.object_id})
            # Not as this process remembers it: an admin may just have given them more time.
            after = (await workspace.get_in(tx)).left_resolve_after
            if before is None or before.state is not ConversationState.QUEUED or not after:
                return
            if not before.left or before.visitor_gone_at is None:
                return
            contact = await tx.get(Contact, {"_id": before.contact.id})
            if contact is not None and (contact.emails or contact.phones):
                return
            could_come = tx.now if not serving else self._awake.since
            at = max(before.visitor_gone_at + timedelta(seconds=after), could_come + A_MOMENT)
            if at > tx.now:
                await set_due(tx, DueKind.CONVERSATION_LEFT, before.id, at)
                return
            by = ResolvedBy(kind=ActorKind.SYSTEM)
            await conversations.resolve(tx, before, by, SYSTEM, ResolveCause.CUSTOMER_LEFT)

        await self._store.transact(work)
