"""One event to many: what goes over the wire, in which order, and what a slow client costs."""

import asyncio
import base64
import os
import socket as sockets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import orjson
import pytest

from hub.realtime import frames
from hub.realtime.fan_out import encode, write, write_all
from hub.realtime.limits import Limits
from tests.hub.realtime.engine_server import AGENT, Served, serving, until

DOORS = ["own", "asgi"]
MEGABYTE = 1024 * 1024


def test_a_frame_is_the_same_event_for_polling_and_for_websockets() -> None:
    frame = encode(AGENT, "message.created", {"text": "Apa kabar? ☕"})
    (message,) = frames.Reader(MEGABYTE).feed(_masked(frame.wire))
    assert message == (frames.TEXT, frame.text)
    assert "4" + frame.packet.data == frame.text.decode()
    assert frame.text.startswith(b'42/agent,["message.created",{"text":"Apa kabar? ')


def test_the_default_namespace_has_no_address() -> None:
    assert encode("/", "x", None).text == b'42["x",null]'


def test_what_is_no_json_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(TypeError):
        encode(AGENT, "x", {"bytes": b"no"})


@asynccontextmanager
async def a_slow_client(served: Served, window: int = 4096) -> AsyncIterator[sockets.socket]:
    """A WebSocket in /agent whose program reads nothing more, over a small window."""
    loop = asyncio.get_running_loop()
    raw = sockets.socket()
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, window)
    raw.setblocking(False)
    await loop.sock_connect(raw, ("127.0.0.1", served.port))
    key = base64.b64encode(os.urandom(16)).decode()
    await loop.sock_sendall(
        raw,
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: " + key.encode() + b"\r\n\r\n",
    )
    await loop.sock_recv(raw, 4096)
    before = len(served.agents.sockets)
    await loop.sock_sendall(raw, _masked(frames.build(frames.TEXT, b"40/agent,{}")))
    await until(lambda: len(served.agents.sockets) > before)
    try:
        yield raw
    finally:
        raw.close()


@pytest.mark.parametrize("door", DOORS)
async def test_a_slow_client_is_closed_and_costs_the_others_nothing(door: str) -> None:
    limits = Limits(send_buffer=MEGABYTE)
    async with serving(limits, door) as served, a_slow_client(served), served.raw() as quick:
        text = "x" * 100_000
        for number in range(200):
            frame = encode(AGENT, "news", {"number": number, "text": text})
            write_all(served.engine.sockets_in(AGENT, ["room"]), frame)
            received = orjson.loads(str(await quick.recv()).partition(",")[2])
            assert received[1]["number"] == number
        assert served.engine.ends["too slow"] == 1
        await until(lambda: len(served.agents.gone) == 1)
        assert len(served.engine.sockets_in(AGENT, ["room"])) == 1


@pytest.mark.parametrize("door", DOORS)
async def test_what_waits_for_a_slow_client_stays_within_the_limit(door: str) -> None:
    limits = Limits(send_buffer=MEGABYTE)
    async with serving(limits, door) as served, a_slow_client(served):
        slow = served.agents.sockets[0]
        frame = encode(AGENT, "news", "x" * 10_000)
        while slow.open:
            write(slow, frame)
            assert slow.backlog <= MEGABYTE + len(frame.wire)
            await asyncio.sleep(0)
        assert slow.backlog == 0


async def test_a_polling_client_that_does_not_poll_is_closed() -> None:
    async with serving(Limits(send_buffer=50_000)) as served, aiohttp.ClientSession() as http:
        url = f"{served.url}/socket.io/?EIO=4&transport=polling"
        async with http.get(url) as answer:
            sid = orjson.loads((await answer.text())[1:])["sid"]
        async with http.post(f"{url}&sid={sid}", data=f"40{AGENT},{{}}") as answer:
            assert await answer.text() == "ok"
        await until(lambda: served.agents.sockets)
        for _ in range(10):
            write_all(served.engine.sockets_in(AGENT, ["room"]), encode(AGENT, "x", "y" * 10_000))
        assert served.engine.ends["too slow"] == 1
        async with http.get(f"{url}&sid={sid}") as answer:
            assert answer.status == 400


@pytest.mark.parametrize("door", DOORS)
async def test_a_client_that_reads_late_gets_everything_whole_and_in_order(door: str) -> None:
    """Frames of all sizes go partly to the kernel and partly to the transport, and the library's
    own emit in between; the stream must come out as if there were one way only."""
    sizes = [10, 200, 70_000, 3, 130, 40_000, 65_535, 65_536, 1, 300_000]
    async with serving(Limits(send_buffer=64 * MEGABYTE), door) as served, served.raw() as late:
        socket = served.agents.sockets[0]
        waited = 0
        for number in range(300):
            data = [number, "z" * sizes[number % len(sizes)]]
            if number % 5 == 0:
                await served.engine.server.emit("news", data, to=socket.sid, namespace=AGENT)
            elif number % 2:
                write_all([socket], encode(AGENT, "news", data))
            else:
                socket.send(encode(AGENT, "news", data))
            waited = max(waited, socket.backlog)
        assert waited > MEGABYTE
        for number in range(300):
            event = orjson.loads(str(await late.recv()).partition(",")[2])
            assert (event[1][0], len(event[1][1])) == (number, sizes[number % len(sizes)])
        await until(lambda: socket.backlog == 0)
        write_all([socket], encode(AGENT, "short way", None))
        assert "short way" in str(await late.recv())
        if door == "own":
            wire = socket.connection.wire
            assert wire is not None
            assert wire.fd >= 0


async def test_a_closed_clients_descriptor_is_written_to_no_more() -> None:
    """Its number may be the next client's."""
    async with serving() as served:
        async with served.raw():
            alice = served.agents.sockets[0]
            wire = alice.connection.wire
            assert wire is not None
            assert wire.fd >= 0
        await until(lambda: served.engine.connections == 0)
        assert wire.fd == -1
        async with served.raw() as bob:
            write(alice, encode(AGENT, "secret", None))
            alice.send(encode(AGENT, "secret", None))
            served.agents.sockets[1].send(encode(AGENT, "own", None))
            assert await bob.recv() == '42/agent,["own",null]'


async def test_a_closed_transport_is_forgotten_before_the_event_loop_closes_it() -> None:
    async with serving() as served, served.raw():
        socket = served.agents.sockets[0]
        wire = socket.connection.wire
        assert wire is not None
        socket.close()
        assert wire.fd == -1
        assert socket.connection.wire is None


async def test_a_socket_that_left_its_namespace_is_written_to_no_more() -> None:
    """Its connection may live on for another namespace."""
    async with serving() as served, served.raw() as raw:
        await raw.send("40/other1,{}")
        await until(lambda: served.others.sockets)
        alice, other = served.agents.sockets[0], served.others.sockets[0]
        await raw.send(f"41{AGENT},")
        await until(lambda: served.agents.gone == [alice])
        write_all([alice], encode(AGENT, "secret", None))
        write(alice, encode(AGENT, "secret", None))
        other.send(encode("/other1", "end", None))
        heard = [str(await raw.recv()) for _ in range(3)]
        assert [text[:11] for text in heard] == ["40/other1,{", "42/other1,[", "42/other1,["]


def _masked(frame: bytes) -> bytes:
    """A server's frame as a client sends it, with a mask of zeros."""
    head = 2 if frame[1] < 126 else 4 if frame[1] == 126 else 10
    return bytes((frame[0], frame[1] | 0x80)) + frame[2:head] + bytes(4) + frame[head:]
