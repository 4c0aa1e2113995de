"""Uploads, and what is left of them, for the tests of attachments."""

from collections.abc import AsyncIterator

from hub.services.attachments import MAX_FILE, Upload
from hub.store.files import CHUNKS, FILES, Files
from hub.store.mongo import Store
from models.documents.base import Id

ANA, BUDI = "member:aaaaaaaaaaaaaaaaaaaaaaaa", "visitor:bbbbbbbbbbbbbbbbbbbbbbbb"


async def in_pieces(data: bytes, size: int = 60_000) -> AsyncIterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def upload(data: bytes, name: str = "a.png", limit: int = MAX_FILE) -> Upload:
    return Upload(in_pieces(data), name, "", ANA, limit)


async def whole(files: Files, id: Id, size: int) -> bytes:
    return b"".join([piece async for piece in files.read(id, 0, size)])


async def traces(store: Store) -> dict[str, int]:
    """How much of any file is stored anywhere."""
    names = (CHUNKS, FILES, "attachments", "due")
    counts = {name: await store.db[name].count_documents({}) for name in names}
    return {name: count for name, count in counts.items() if count}
