"""Bytes of files, in MongoDB by the GridFS layout, written and read in pieces.

The driver's own writer keeps up to 48 MB before it writes (pymongo 4.20, ``_UPLOAD_BUFFER_SIZE``),
and its reader holds one cursor open for as long as the slowest client takes. So the two small
operations are done here; MongoDB's tools read and write the same layout.
"""

from collections.abc import AsyncIterator

from bson.binary import Binary
from pymongo.asynchronous.client_session import AsyncClientSession

from hub.kit.errors import NotFound
from hub.store.mongo import Store
from models.documents.base import Id

CHUNK_BYTES = 255 * 1024
"""Bytes of a stored piece. Never to be changed: reads count on it."""

FILES = "fs.files"
CHUNKS = "fs.chunks"


class Files:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._indexed = False

    async def writer(self, id: Id) -> "FileWriter":
        """Begin a file; nothing is stored before ``CHUNK_BYTES`` have come or it is finished."""
        if not self._indexed:
            # As the GridFS specification asks of every writer; building it again costs nothing.
            await self._store.db[CHUNKS].create_index([("files_id", 1), ("n", 1)], unique=True)
            self._indexed = True
        return FileWriter(self._store, id)

    async def read(self, id: Id, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from ``start`` up to and without ``end``. Raises NotFound when one is missing."""
        for n in range(start // CHUNK_BYTES, -(-end // CHUNK_BYTES)):
            found = await self._store.db[CHUNKS].find_one({"files_id": id, "n": n})
            if found is None:
                raise NotFound
            offset = n * CHUNK_BYTES
            yield bytes(found["data"])[max(start - offset, 0) : end - offset]

    async def delete(self, id: Id, session: AsyncClientSession | None = None) -> None:
        """Take the file away, whole or half written; with a session, in its transaction."""
        await self._store.db[FILES].delete_one({"_id": id}, session=session)
        await self._store.db[CHUNKS].delete_many({"files_id": id}, session=session)


class FileWriter:
    """Holds less than one stored piece and one given piece in memory."""

    def __init__(self, store: Store, id: Id) -> None:
        self._store = store
        self._id = id
        self._waiting = bytearray()
        self._pieces = 0
        self._length = 0

    async def write(self, data: bytes) -> None:
        self._waiting += data
        self._length += len(data)
        while len(self._waiting) >= CHUNK_BYTES:
            await self._store_piece(bytes(self._waiting[:CHUNK_BYTES]))
            del self._waiting[:CHUNK_BYTES]

    async def finish(self, name: str, mime: str) -> None:
        """Store what is left, and the entry that says the file is whole."""
        if self._waiting:
            await self._store_piece(bytes(self._waiting))
        await self._store.db[FILES].insert_one(
            {
                "_id": self._id,
                "length": self._length,
                "chunkSize": CHUNK_BYTES,
                "uploadDate": self._store.clock.now(),
                "filename": name,
                "metadata": {"mime": mime},
            }
        )

    async def _store_piece(self, data: bytes) -> None:
        await self._store.db[CHUNKS].insert_one(
            {"files_id": self._id, "n": self._pieces, "data": Binary(data)}
        )
        self._pieces += 1
