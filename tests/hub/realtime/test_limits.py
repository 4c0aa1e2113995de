"""What breaks the rules costs its own socket, and nobody else."""

import asyncio
import logging
import os
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import aiohttp
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from hub.realtime import frames
from hub.realtime.deadlines import Deadlines
from hub.realtime.fan_out import encode
from hub.realtime.limits import Bucket, Limits
from hub.realtime.socket import TooManyRooms
from tests.hub.realtime.engine_server import AGENT, Served, SteadyClock, serving, until

DOORS = ["own", "asgi"]


def test_a_bucket_gives_its_burst_at_once_and_then_its_rate() -> None:
    bucket = Bucket(burst=3, now=0.0)
    spend = [bucket.spend(rate=2, burst=3, now=0.0) for _ in range(4)]
    assert spend == [True, True, True, False]
    assert bucket.spend(rate=2, burst=3, now=0.5)
    assert not bucket.spend(rate=2, burst=3, now=0.5)
    assert [bucket.spend(rate=2, burst=3, now=99.0) for _ in range(4)] == [True] * 3 + [False]


def test_deadlines_fall_due_in_the_order_they_were_put() -> None:
    deadlines: Deadlines[str] = Deadlines(delay=10)
    deadlines.put("a", now=0)
    deadlines.put("b", now=1)
    deadlines.put("a", now=2)
    assert list(deadlines.fallen_due(now=10)) == []
    assert list(deadlines.fallen_due(now=12)) == ["b", "a"]
    assert not deadlines.drop("a")


@pytest.mark.parametrize("door", DOORS)
async def test_too_many_packets_close_the_socket(door: str) -> None:
    clock = SteadyClock()
    limits = Limits(packets_per_second=10, packets_burst=30)
    async with serving(limits, door, clock) as served, served.raw() as bob:
        async with served.raw() as alice:
            with suppress(ConnectionClosed):
                for _ in range(100):
                    await alice.send(f'42{AGENT},["typing",1]')
            with pytest.raises(ConnectionClosed):
                await alice.recv()
        assert served.engine.ends["too many packets"] == 1
        assert len(served.agents.signals) <= 30
        await _works(served, bob, served.agents.sockets[0])


async def test_packets_that_pile_up_behind_slow_work_close_the_socket() -> None:
    clock = SteadyClock()
    async with serving(Limits(packets_waiting=20), clock=clock) as served, served.raw() as alice:
        served.others.before_in = asyncio.get_running_loop().create_future
        await alice.send("40/other1,{}")
        with suppress(ConnectionClosed):
            for _ in range(40):
                await alice.send(f'42{AGENT},["typing",1]')
        with pytest.raises(ConnectionClosed):
            await alice.recv()
        assert served.engine.ends["too many packets"] == 1


@pytest.mark.parametrize("door", DOORS)
async def test_too_large_a_packet_closes_the_socket(door: str) -> None:
    async with serving(Limits(payload=10_000), door) as served, served.raw() as bob:
        async with served.raw() as alice:
            await alice.send(f'42{AGENT},["typing","{"x" * 9_900}"]')
            await until(lambda: served.agents.signals)
            await alice.send(f'42{AGENT},["typing","{"x" * 10_000}"]')
            with pytest.raises(ConnectionClosed):
                await alice.recv()
        await _works(served, bob, served.agents.sockets[0])


async def test_too_large_a_post_closes_the_connection() -> None:
    async with serving(Limits(payload=10_000)) as served, aiohttp.ClientSession() as http:
        url = await _polling(served, http)
        async with http.post(url, data="4" + "x" * 20_000) as answer:
            assert answer.status == 400
        async with http.post(url, data="3") as answer:
            assert answer.status == 400
        assert served.engine.connections == 0


async def test_a_second_poll_at_the_same_time_closes_the_connection() -> None:
    async with serving() as served, aiohttp.ClientSession() as http:
        url = await _polling(served, http)
        first = asyncio.create_task(_status(http.get(url)))
        await asyncio.sleep(0.05)
        assert await _status(http.get(url)) == 400
        assert await first == 400
        assert served.engine.connections == 0


@pytest.mark.parametrize("door", DOORS)
async def test_more_namespaces_than_allowed_are_refused_but_the_rest_stays(door: str) -> None:
    async with serving(Limits(namespaces=3), door) as served, served.raw() as alice:
        answers = []
        for number in range(4):
            await alice.send(f"40/other{number},{{}}")
            answers.append(str(await alice.recv()))
            if answers[-1].startswith("40"):
                assert "ready" in str(await alice.recv())
        assert [answer[:2] for answer in answers] == ["40", "40", "44", "44"]
        assert answers[3] == '44/other3,{"message":"Too many namespaces"}'
        await _works(served, alice, served.agents.sockets[0])


async def test_a_socket_cannot_be_in_more_rooms_than_allowed() -> None:
    async with serving(Limits(rooms=3)) as served, served.raw():
        socket = served.agents.sockets[0]
        served.engine.join(socket, "two")
        served.engine.join(socket, "three")
        served.engine.join(socket, "three")
        with pytest.raises(TooManyRooms):
            served.engine.join(socket, "four")
        served.engine.leave(socket, "two")
        served.engine.join(socket, "four")
        assert socket.rooms == {"room", "three", "four"}


MALFORMED = [
    "", "9", "4", "49", "4x", "42", f"42{AGENT}", f"42{AGENT},", f"42{AGENT},{{}}",
    f"42{AGENT},[]", f"42{AGENT},[1]", f"42{AGENT},[", f"43{AGENT},[]", f"43{AGENT},7",
    f"44{AGENT},{{}}", "45", f"451-{AGENT},[{{}}]", f"46{AGENT},1[]", "4999999999999-",
    "2", "2probe", "5", "6", "0{}", "b4AAAA", "4" + "[" * 5000, f"42{AGENT},{'1' * 101}[]",
    "4²", f'42{AGENT},["x",{"9" * 4000}e99999]', "40" + "/x" * 3000 + ",[" * 50,
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("packet", MALFORMED)
async def test_a_malformed_packet_closes_its_socket_quietly(
    door: str, packet: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(door=door) as served, served.raw() as bob:
        async with served.raw() as alice:
            await alice.send(packet)
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(alice.recv(), 5)
        await until(lambda: len(served.agents.gone) == 1)
        await _works(served, bob, served.agents.sockets[0])
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("packet", MALFORMED)
async def test_a_malformed_packet_in_a_post_closes_its_connection(
    packet: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving() as served, aiohttp.ClientSession() as http:
        url = await _polling(served, http)
        async with http.post(url, data=packet.encode()) as answer:
            assert answer.status in (200, 400)
        await until(lambda: served.engine.connections == 0)
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("door", DOORS)
async def test_random_bytes_after_the_handshake_harm_nobody(
    door: str, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(7)
    async with serving(door=door) as served, served.raw() as bob:
        for _ in range(60):
            reader, writer = await _upgraded(served)
            writer.write(chance.randbytes(chance.choice([1, 2, 6, 20, 300, 5000])))
            await writer.drain()
            writer.close()
            reader.feed_eof()
        await until(lambda: served.engine.connections == 1)
        await _works(served, bob, served.agents.sockets[0])
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("hub")]
    assert ours == []
    if door == "own":
        assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("opcode", [frames.PING, frames.PONG])
async def test_control_frames_count_like_any_others(opcode: int) -> None:
    clock = SteadyClock()
    limits = Limits(packets_per_second=10, packets_burst=30)
    async with serving(limits, clock=clock) as served:
        reader, writer = await _upgraded(served)
        writer.write(_client_frame(opcode, b"") * 29)
        await writer.drain()
        await reader.readexactly(2)
        assert served.engine.connections == 1
        writer.write(_client_frame(opcode, b"") * 100)
        await until(lambda: served.engine.connections == 0)
        assert served.engine.ends["too many packets"] == 1
        writer.close()


@given(
    messages=st.lists(st.tuples(st.sampled_from([1, 2, 9]), st.binary(max_size=125)), max_size=8),
    cuts=st.randoms(use_true_random=False),
)
def test_messages_come_out_whole_however_the_bytes_are_cut(
    messages: list[tuple[int, bytes]], cuts: random.Random
) -> None:
    stream = b"".join(_client_frame(opcode, payload) for opcode, payload in messages)
    reader = frames.Reader(1000)
    out: list[tuple[int, bytes]] = []
    while stream:
        size = cuts.randint(1, 40)
        out += reader.feed(stream[:size])
        stream = stream[size:]
    assert out == messages


@given(st.lists(st.binary(max_size=60), max_size=20))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_a_message_or_a_bad_frame(chunks: list[bytes]) -> None:
    reader = frames.Reader(500)
    with suppress(frames.BadFrame):
        for chunk in chunks:
            for _, payload in reader.feed(chunk):
                assert len(payload) <= 500


def test_fragments_are_put_together_and_control_frames_may_come_between() -> None:
    reader = frames.Reader(100)
    parts = [_client_frame(1, b"Hal", final=False), _client_frame(9, b"?"), _client_frame(0, b"o")]
    assert reader.feed(b"".join(parts)) == [(frames.PING, b"?"), (frames.TEXT, b"Halo")]


@pytest.mark.parametrize(
    "make",
    [
        lambda: _client_frame(0, b"no beginning"),
        lambda: _client_frame(1, b"a", final=False) + _client_frame(1, b"b"),
        lambda: _client_frame(9, b"p", final=False),
        lambda: frames.build(frames.TEXT, b"not masked"),
        lambda: bytes((0xC1, 0x80)) + bytes(4),
        lambda: _client_frame(3, b""),
        lambda: _client_frame(1, b"x" * 101),
        lambda: b"".join(_client_frame(1, b"x" * 60, final=False) for _ in range(2)),
        lambda: _client_frame(1, b"", final=False) + _client_frame(0, b"", final=False) * 100,
        lambda: bytes((0x81, 0xFF)) + (1 << 62).to_bytes(8, "big"),
    ],
)
def test_what_the_standard_forbids_or_is_too_large_is_a_bad_frame(
    make: Callable[[], bytes],
) -> None:
    with pytest.raises(frames.BadFrame):
        frames.Reader(100).feed(make())


async def _works(served: Served, raw: Any, socket: Any) -> None:
    """A client that did nothing wrong still hears and is heard."""
    before = len(served.agents.signals)
    await raw.send(f'42{AGENT},["activity"]')
    await until(lambda: len(served.agents.signals) > before)
    socket.send(encode(AGENT, "works", None))
    assert "works" in str(await raw.recv())


async def _polling(served: Served, http: aiohttp.ClientSession) -> str:
    """A polling client in /agent that has heard all there is; its address."""
    url = f"{served.url}/socket.io/?EIO=4&transport=polling"
    async with http.get(url) as answer:
        sid = orjson.loads((await answer.text())[1:])["sid"]
    url = f"{url}&sid={sid}"
    async with http.post(url, data=f"40{AGENT},{{}}") as answer:
        assert answer.status == 200
    heard = ""
    while "ready" not in heard:
        async with http.get(url) as answer:
            heard += await answer.text()
    return url


async def _status(request: Awaitable[aiohttp.ClientResponse]) -> int:
    answer = await request
    async with answer:
        return answer.status


async def _upgraded(served: Served) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    assert b"101" in await reader.readuntil(b"\r\n\r\n")
    return reader, writer


def _client_frame(opcode: int, payload: bytes, final: bool = True) -> bytes:
    mask = os.urandom(4)
    size = len(payload)
    head = bytes(((0x80 if final else 0) | opcode, 0x80 | (size if size < 126 else 126)))
    if size >= 126:
        head += size.to_bytes(2, "big")
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
