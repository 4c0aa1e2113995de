"""Files come in, wait, are kept by a message, or go."""

import asyncio
import hashlib
import tracemalloc
from collections.abc import AsyncIterator

import pytest

from hub.kit.clock import SettableClock
from hub.kit.errors import Malformed
from hub.rules.file_claims import FileClaim
from hub.rules.file_safety import FileTypeRefused
from hub.services import attachments
from hub.services.attachments import (
    AttachmentUnusable,
    FileEmpty,
    FileTooLarge,
    Upload,
    keep_many,
    receive,
    sweep,
)
from hub.store.files import CHUNK_BYTES, CHUNKS, FILES, Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Attachment, Due
from models.documents.base import Id
from models.documents.message import AttachedFile
from models.words import AttachmentKind, AttachmentState, DueKind
from tests import made_files as made

ANA, BUDI = "member:aaaaaaaaaaaaaaaaaaaaaaaa", "visitor:bbbbbbbbbbbbbbbbbbbbbbbb"


@pytest.fixture
def files(store: Store) -> Files:
    return Files(store)


async def in_pieces(data: bytes, size: int = 60_000) -> AsyncIterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def upload(data: bytes, name: str = "a.png", limit: int = attachments.MAX_FILE) -> Upload:
    return Upload(in_pieces(data), name, "", ANA, limit)


async def whole(files: Files, id: Id, size: int) -> bytes:
    return b"".join([piece async for piece in files.read(id, 0, size)])


async def traces(store: Store) -> dict[str, int]:
    """How much of any file is stored anywhere."""
    names = (CHUNKS, FILES, "attachments", "due")
    counts = {name: await store.db[name].count_documents({}) for name in names}
    return {name: count for name, count in counts.items() if count}


async def keep(store: Store, ids: list[Id], uploader: str = ANA) -> list[AttachedFile]:
    async def work(tx: Transaction) -> list[AttachedFile]:
        return (await keep_many(tx, [FileClaim(ids, uploader, Id(), Id())]))[0]

    return await store.transact(work)


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
    from gridfs import AsyncGridFSBucket

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


async def test_a_message_keeps_its_files_in_the_order_it_names_them(
    store: Store, files: Files
) -> None:
    first = await receive(store, files, upload(made.png(), "first.png"))
    second = await receive(store, files, upload(made.pdf(), "second.pdf"))
    kept = await keep(store, [second.id, first.id])
    assert [file.name for file in kept] == ["second.pdf", "first.png"]
    assert (kept[1].width, kept[1].height) == (3, 2)
    assert await store.count(Due, {"kind": DueKind.SWEEP_ATTACHMENT}) == 0
    stored = await store.get(Attachment, {"_id": first.id})
    assert stored is not None
    assert stored.state is AttachmentState.KEPT
    assert stored.conversation_id is not None
    assert stored.message_id is not None


async def test_many_messages_keep_theirs_at_once(store: Store, files: Files) -> None:
    made_ids = [(await receive(store, files, upload(made.png(), f"{n}.png"))).id for n in range(3)]
    conversation = Id()
    claims = [
        FileClaim(made_ids[:2], ANA, conversation, Id()),
        FileClaim([], ANA, conversation, Id()),
        FileClaim([str(made_ids[2])], ANA, conversation, Id()),
    ]

    async def work(tx: Transaction) -> list[list[AttachedFile]]:
        return await keep_many(tx, claims)

    names = [[file.name for file in kept] for kept in await store.transact(work)]
    assert names == [["0.png", "1.png"], [], ["2.png"]]


async def test_only_what_waits_and_is_ones_own_can_be_kept(store: Store, files: Files) -> None:
    mine = (await receive(store, files, upload(made.png()))).id
    with pytest.raises(AttachmentUnusable, match=str(mine)):
        await keep(store, [mine], uploader=BUDI)
    with pytest.raises(AttachmentUnusable):
        await keep(store, [mine, mine])
    unknown = Id()
    with pytest.raises(AttachmentUnusable, match=str(unknown)):
        await keep(store, [mine, unknown])
    assert await keep(store, [mine])
    with pytest.raises(AttachmentUnusable):
        await keep(store, [mine])


async def test_of_two_messages_that_want_one_file_at_once_one_gets_it(
    store: Store, files: Files
) -> None:
    wanted = [(await receive(store, files, upload(made.png()))).id]
    results = await asyncio.gather(*(keep(store, wanted) for _ in range(6)), return_exceptions=True)
    assert sum(isinstance(result, list) for result in results) == 1
    assert sum(isinstance(result, AttachmentUnusable) for result in results) == 5


async def test_the_sweep_takes_what_waits_and_leaves_what_was_kept(
    store: Store, files: Files
) -> None:
    kept = await receive(store, files, upload(made.png()))
    left = await receive(store, files, upload(made.png() + made.noise(CHUNK_BYTES)))
    await keep(store, [kept.id])

    async def sweep_both(tx: Transaction) -> list[bool]:
        return [await sweep(tx, files, id) for id in (kept.id, left.id)]

    assert await store.transact(sweep_both) == [False, True]
    assert await whole(files, kept.id, kept.size) == made.png()
    assert await traces(store) == {CHUNKS: 1, FILES: 1, "attachments": 1, "due": 1}
    with pytest.raises(AttachmentUnusable):
        await keep(store, [left.id])


async def test_a_sweep_and_a_message_at_once_never_both_win(store: Store, files: Files) -> None:
    for _ in range(10):
        file = await receive(store, files, upload(made.png()))

        async def work(tx: Transaction, id: Id = file.id) -> bool:
            return await sweep(tx, files, id)

        kept, swept = await asyncio.gather(
            keep(store, [file.id]), store.transact(work), return_exceptions=True
        )
        assert isinstance(kept, list) != (swept is True)
        there = await store.get(Attachment, {"_id": file.id})
        assert (there is not None) == isinstance(kept, list)
