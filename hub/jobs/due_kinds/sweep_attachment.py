"""A file that no message kept within a day goes, and so does what a broken upload left."""

from hub.services.attachments import sweep
from hub.store.due_times import finish_due
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Due
from models.words import DueKind

KIND = DueKind.SWEEP_ATTACHMENT


async def act(store: Store, files: Files, due: Due) -> None:
    async def work(tx: Transaction) -> None:
        await sweep(tx, files, due.object_id)
        await finish_due(tx, due)

    await store.transact(work)
