"""An agent got a conversation and says nothing to who waits: it goes back to the queue (S9).

A rule that is off at first. He is not offered it again within the hour while another has room. How
often it has come back so stands in the row of the journal.
"""

from datetime import timedelta

from hub.rules.actors import SYSTEM
from hub.rules.derived import silent_at
from hub.services import conversations, workspace
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Due
from models.documents.conversation import Silence
from models.words import AssignmentCause

NOT_AGAIN = timedelta(hours=1)


class ReturnSilent:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, due: Due) -> None:
        """Checked again here: he may have answered, or somebody else may have it."""

        async def work(tx: Transaction) -> None:
            # Not as this process remembers it: an admin may just have given them more time.
            after = (await workspace.get_in(tx)).silent_after
            before = await conversations.overdue(tx, due, lambda one: silent_at(one, after))
            if before is None or before.assignee is None:
                return
            silence = Silence(agent_id=before.assignee.id, until=tx.now + NOT_AGAIN)
            await conversations.requeue(
                tx,
                before,
                by=SYSTEM,
                cause=AssignmentCause.REASSIGNED_SILENT,
                silences=[*before.silences, silence],
            )

        await self._store.transact(work)
