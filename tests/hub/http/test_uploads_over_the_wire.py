"""Uploads through a real server and real sockets: cut off, lying about their size, too large."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn

from hub.http.app import build
from hub.store.mongo import Store
from hub.wiring import Hub
from tests import made_files as made
from tests.hub.http.doors import Staff

LIMIT = 1024 * 1024
HEAD = b'--frame\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
TAIL = b"\r\n--frame--\r\n"


@pytest.fixture
async def port(hub: Hub, staff: Staff) -> AsyncIterator[int]:
    await hub.directory.refresh()
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build(hub), log_config=None, lifespan="off"))
    task = asyncio.create_task(server._serve([listening]))
    yield listening.getsockname()[1]
    server.should_exit = True
    await task
    listening.close()


@pytest.fixture(autouse=True)
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.http.attachments.MAX_FILE", LIMIT)


class Sender:
    """Speaks HTTP by hand, so that it may break it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def begin(cls, port: int, token: str, *headers: str) -> "Sender":
        sender = cls(*await asyncio.open_connection("127.0.0.1", port))
        lines = [
            "POST /api/v1/attachments HTTP/1.1",
            "Host: hub.test",
            f"Authorization: Bearer {token}",
            "Content-Type: multipart/form-data; boundary=frame",
            *headers,
        ]
        await sender.send("\r\n".join([*lines, "", ""]).encode())
        return sender

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def send_chunk(self, data: bytes) -> None:
        await self.send(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    async def status(self) -> int:
        line = await self._reader.readline()
        return int(line.split()[1])

    def close(self) -> None:
        self._writer.transport.abort()


async def nothing_is_left(store: Store) -> bool:
    """Waits until the server has noticed and cleaned up."""
    names = ("fs.chunks", "fs.files", "attachments", "due")
    for _ in range(200):
        if not any([await store.db[name].count_documents({}) for name in names]):
            return True
        await asyncio.sleep(0.02)
    return False


async def some_is_stored(store: Store) -> bool:
    for _ in range(200):
        if await store.db["fs.chunks"].count_documents({}):
            return True
        await asyncio.sleep(0.02)
    return False


async def test_a_whole_upload_is_taken(port: int, staff: Staff, store: Store) -> None:
    body = HEAD + made.png() + made.noise(LIMIT - len(made.png())) + TAIL
    sender = await Sender.begin(port, staff.agent, f"Content-Length: {len(body)}")
    await sender.send(body)
    assert await sender.status() == 201
    sender.close()
    assert await store.db["fs.files"].count_documents({}) == 1


async def test_a_connection_that_breaks_in_the_middle_leaves_nothing(
    port: int, staff: Staff, store: Store
) -> None:
    sender = await Sender.begin(port, staff.agent, f"Content-Length: {LIMIT}")
    await sender.send(HEAD + made.png() + made.noise(LIMIT // 2))
    assert await some_is_stored(store)
    sender.close()
    assert await nothing_is_left(store)


async def test_a_size_announced_over_the_limit_is_refused_at_once(
    port: int, staff: Staff, store: Store
) -> None:
    sender = await Sender.begin(port, staff.agent, "Content-Length: 30000000")
    await sender.send(HEAD + made.png())
    assert await sender.status() == 413
    sender.close()
    assert await nothing_is_left(store)


async def test_the_refusal_reaches_a_client_that_sends_all_before_it_listens(
    port: int, staff: Staff, store: Store
) -> None:
    body = HEAD + made.png() + made.noise(8 * LIMIT) + TAIL
    sender = await Sender.begin(port, staff.agent, f"Content-Length: {len(body)}")
    await sender.send(body)
    assert await sender.status() == 413
    sender.close()
    assert await nothing_is_left(store)


async def test_a_stream_without_a_size_ends_at_the_limit(
    port: int, staff: Staff, store: Store
) -> None:
    sender = await Sender.begin(port, staff.agent, "Transfer-Encoding: chunked")
    await sender.send_chunk(HEAD + made.png())
    for _ in range(LIMIT // 50_000 + 1):
        await sender.send_chunk(made.noise(50_000))
    assert await sender.status() == 413
    sender.close()
    assert await nothing_is_left(store)


async def test_a_size_announced_too_small_cuts_the_file_and_leaves_nothing(
    port: int, staff: Staff, store: Store
) -> None:
    sender = await Sender.begin(port, staff.agent, "Content-Length: 400000")
    await sender.send(HEAD + made.png() + made.noise(500_000) + TAIL)
    assert await sender.status() == 400
    sender.close()
    assert await nothing_is_left(store)


async def test_an_upload_that_stands_still_is_given_up(
    port: int, staff: Staff, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.http.uploading.PIECE_PATIENCE", 0.1)
    sender = await Sender.begin(port, staff.agent, "Content-Length: 400000")
    await sender.send(HEAD + made.png() + made.noise(300_000))
    assert await sender.status() == 408
    sender.close()
    assert await nothing_is_left(store)
