"""An agent got a conversation and says nothing to who waits: it goes back to the queue (S9).

A rule that is off at first. He is not offered it again within the hour while another has room. How
often it has come back so stands in the row of the journal.
"""

from datetime import datetime, timedelta

from hub.rules.actors import SYSTEM
from hub.rules.derived import silent_at
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.documents.conversation import Silence
from models.words import AssignmentCause

NOT_AGAIN = timedelta(hours=1)


class ReturnSilent:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Checked again here: he may have answered, or somebody else may have it."""

        async def work(tx: Transaction) -> None:
            before = await conversations.overdue(tx, due, self._when)
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

    def _when(self, conversation: Conversation) -> datetime | None:
        return silent_at(conversation, self._directory.workspace.silent_after)
