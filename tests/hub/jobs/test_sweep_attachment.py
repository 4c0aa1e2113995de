"""Files that nobody kept go by their due time."""

from collections.abc import AsyncIterator

from hub.flows.sweep_attachment import SweepAttachment
from hub.jobs.due_times import DueTimes
from hub.kit.clock import SettableClock
from hub.rules.file_claims import FileClaim
from hub.services.attachments import STAGED_FOR, Upload, keep_many, receive
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Attachment, Due
from models.documents.base import Id
from models.words import DueKind
from tests import made_files as made


async def once(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def test_a_day_after_its_upload_a_file_is_swept_unless_a_message_kept_it(
    store: Store, clock: SettableClock
) -> None:
    files = Files(store)
    await receive(store, files, Upload(once(made.png()), "left.png", "", "member:a"))
    kept = await receive(store, files, Upload(once(made.png()), "kept.png", "", "member:a"))

    async def work(tx: Transaction) -> None:
        await keep_many(tx, [FileClaim([kept.id], "member:a", Id(), Id())])

    await store.transact(work)
    due_times = DueTimes(store, {DueKind.SWEEP_ATTACHMENT: SweepAttachment(store, files)})
    clock.advance(STAGED_FOR.total_seconds() - 1)
    assert not await due_times.act_on_next()
    clock.advance(1)
    assert await due_times.act_on_next()
    assert not await due_times.act_on_next()
    assert [file.id for file in await store.find(Attachment, {})] == [kept.id]
    assert await store.count(Due, {}) == 0
    names = ("fs.files", "fs.chunks")
    assert [await store.db[name].count_documents({}) for name in names] == [1, 1]
