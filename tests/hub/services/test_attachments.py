"""Files come in: checked, stored whole, or not at all."""

import asyncio
import hashlib
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from gridfs import AsyncGridFSBucket

from hub.kit.clock import SettableClock
from hub.kit.errors import Malformed
from hub.rules.file_safety import FileTypeRefused
from hub.services import attachments
from hub.services.attachments import (
    FileEmpty,
    FileTooLarge,
    Upload,
    receive,
    sweep,
)
from hub.store.files import CHUNK_BYTES, CHUNKS, Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Attachment, Due
from models.words import AttachmentKind, AttachmentState, DueKind
from tests import made_files as made
from tests.hub.services.uploads import ANA, traces, upload, whole


@pytest.fixture
def files(store: Store) -> Files:
    return Files(store)


async def test_a_file_is_stored_as_it_came_and_described_by_its_bytes(
    store: Store, files: Files
) -> None:
    data = made.png(640, 480) + made.noise(3 * CHUNK_BYTES)
    attachment = await receive(store, files, upload(data, "../holiday.html"))
    assert attachment == await store.get(Attachment, {"_id": attachment.id})
    assert attachment.state is AttachmentState.STAGED
    assert (attachment.name, attachment.mime) == ("holiday.png", "image/png")
    assert attachment.kind is AttachmentKind.IMAGE
    assert (attachment.width, attachment.height) == (640, 480)
    assert attachment.size == len(data)
    assert attachment.sha256 == hashlib.sha256(data).hexdigest()
    assert await whole(files, attachment.id, len(data)) == data


async def test_every_allowed_type_is_taken(store: Store, files: Files) -> None:
    for name, data, mime in made.ALLOWED.values():
        attachment = await receive(store, files, upload(data, name))
        assert attachment.mime == mime
        assert await whole(files, attachment.id, len(data)) == data


async def test_any_part_can_be_read_alone(store: Store, files: Files) -> None:
    for size in (1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1):
        data = b"x" * size
        attachment = await receive(store, files, upload(data, "a.txt"))
        assert await whole(files, attachment.id, size) == data
        middle = [piece async for piece in files.read(attachment.id, size // 2, size)]
        assert b"".join(middle) == data[size // 2 :]


async def test_a_range_may_cross_stored_pieces(store: Store, files: Files) -> None:
    data = made.png() + made.noise(3 * CHUNK_BYTES)
    attachment = await receive(store, files, upload(data))
    start, end = CHUNK_BYTES - 5, 2 * CHUNK_BYTES + 5
    got = b"".join([piece async for piece in files.read(attachment.id, start, end)])
    assert got == data[start:end]


async def test_the_drivers_own_reader_reads_what_we_wrote(store: Store, files: Files) -> None:
    data = made.png() + made.noise(2 * CHUNK_BYTES)
    attachment = await receive(store, files, upload(data))
    stream = await AsyncGridFSBucket(store.db).open_download_stream(attachment.id)
    assert await stream.read() == data


async def test_nothing_of_a_forbidden_file_is_stored(store: Store, files: Files) -> None:
    for name, data in made.REFUSED.values():
        with pytest.raises(FileTypeRefused):
            await receive(store, files, upload(data, name))
    assert await traces(store) == {}


async def test_nothing_is_left_when_a_long_text_turns_out_to_be_none(
    store: Store, files: Files
) -> None:
    with pytest.raises(FileTypeRefused):
        await receive(store, files, upload(b"a" * 4 * CHUNK_BYTES + b"\0", "a.txt"))
    assert await traces(store) == {}


async def test_an_empty_file_is_refused(store: Store, files: Files) -> None:
    with pytest.raises(FileEmpty):
        await receive(store, files, upload(b""))
    assert await traces(store) == {}


async def test_a_file_over_the_limit_is_refused_and_the_limit_is_told(
    store: Store, files: Files
) -> None:
    limit = 2 * 1024 * 1024
    data = made.png() + made.noise(limit)
    with pytest.raises(FileTooLarge, match="limit of 2 MB") as refused:
        await receive(store, files, upload(data, limit=limit))
    assert refused.value.extra == {"limit": limit}
    assert await traces(store) == {}
    fitting = await receive(store, files, upload(data[:limit], limit=limit))
    assert fitting.size == limit


async def test_an_upload_that_breaks_off_leaves_nothing(store: Store, files: Files) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield made.png() + made.noise(2 * CHUNK_BYTES)
        raise Malformed

    with pytest.raises(Malformed):
        await receive(store, files, Upload(broken(), "a.png", "", ANA))
    assert await traces(store) == {}


async def test_a_cancelled_upload_leaves_nothing(store: Store, files: Files) -> None:
    stuck = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield made.png() + made.noise(2 * CHUNK_BYTES)
        stuck.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(receive(store, files, Upload(slow(), "a.png", "", ANA)))
    await stuck.wait()
    assert CHUNKS in await traces(store)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await traces(store) == {}


async def test_bytes_of_an_upload_that_died_with_its_process_are_swept(
    store: Store, files: Files, clock: SettableClock
) -> None:
    writing = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield made.png() + made.noise(2 * CHUNK_BYTES)
        writing.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(receive(store, files, Upload(slow(), "a.png", "", ANA)))
    await writing.wait()
    due = await store.get(Due, {"kind": DueKind.SWEEP_ATTACHMENT})
    assert due is not None
    assert due.at == clock.now() + attachments.STAGED_FOR

    async def work(tx: Transaction) -> bool:
        return await sweep(tx, files, due.object_id)

    assert await store.transact(work)
    assert set(await traces(store)) == {"due"}
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_large_file_needs_little_memory(store: Store, files: Files) -> None:
    piece = made.noise(64 * 1024)

    async def large() -> AsyncIterator[bytes]:
        yield made.png()
        for _ in range(25 * 16 - 1):
            yield piece

    await receive(store, files, Upload(large(), "warm.png", "", ANA))
    tracemalloc.start()
    try:
        attachment = await receive(store, files, Upload(large(), "a.png", "", ANA))
        async for _ in files.read(attachment.id, 0, attachment.size):
            pass
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert attachment.size > 24 * 1024 * 1024
    assert most < 3 * 1024 * 1024
