"""A file that no message has kept within a day, and that lies in no draft, is thrown away."""

from hub.services import attachments, drafts
from hub.store.due_times import finish_due, set_due
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Due
from models.words import DueKind


class SweepAttachment:
    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    async def __call__(self, due: Due) -> None:
        async def work(tx: Transaction) -> None:
            if await drafts.holds_file(tx, due.object_id):
                again = tx.now + attachments.STAGED_FOR
                await set_due(tx, DueKind.SWEEP_ATTACHMENT, due.object_id, again)
                return
            await attachments.sweep(tx, self._files, due.object_id)
            await finish_due(tx, due)

        await self._store.transact(work)
