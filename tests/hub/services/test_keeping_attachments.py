"""Staged files are kept by one message, or swept."""

import asyncio

import pytest

from hub.rules.file_claims import FileClaim
from hub.services.attachments import (
    AttachmentUnusable,
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
from models.words import AttachmentState, DueKind
from tests import made_files as made
from tests.hub.services.uploads import ANA, BUDI, traces, upload, whole


@pytest.fixture
def files(store: Store) -> Files:
    return Files(store)


async def keep(store: Store, ids: list[Id], uploader: str = ANA) -> list[AttachedFile]:
    async def work(tx: Transaction) -> list[AttachedFile]:
        return (await keep_many(tx, [FileClaim(ids, uploader, Id(), Id())]))[0]

    return await store.transact(work)


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
