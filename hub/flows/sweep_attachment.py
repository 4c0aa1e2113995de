"""A file that no message has kept within a day is thrown away."""

from hub.services import attachments
from hub.store.due_times import finish_due
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Due


class SweepAttachment:
    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    async def __call__(self, due: Due) -> None:
        async def work(tx: Transaction) -> None:
            await attachments.sweep(tx, self._files, due.object_id)
            await finish_due(tx, due)

        await self._store.transact(work)
