"""The engine with real clients on a real server, by both doors and all transports."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import socketio
from websockets.exceptions import ConnectionClosed

from hub.realtime.fan_out import encode, write_all
from hub.realtime.limits import Limits
from hub.realtime.socket import Handshake
from tests.hub.realtime.engine_server import AGENT, Served, SteadyClock, serving, until

WAYS = [
    pytest.param(door, transports, id=f"{door}-{'-'.join(transports)}")
    for door in ("own", "asgi")
    for transports in (["websocket"], ["polling"], ["polling", "websocket"])
]
DOORS = ["own", "asgi"]


class Client:
    """python-socketio's client, remembering what it was told."""

    def __init__(self) -> None:
        # Its own session, because the library leaves those it makes itself unclosed.
        self._http = aiohttp.ClientSession()
        self.sio = socketio.AsyncClient(
            reconnection_delay=0.05, reconnection_delay_max=0.05, http_session=self._http
        )
        self.events: list[tuple[str, Any]] = []
        self.refusals: list[Any] = []
        self.sio.on("*", self._on_event, namespace=AGENT)
        self.sio.on("connect_error", self.refusals.append, namespace=AGENT)

    async def close(self) -> None:
        await self.sio.disconnect()
        await self._http.close()

    def _on_event(self, event: str, *data: Any) -> None:
        self.events.append((event, data[0] if len(data) == 1 else data))

    def named(self, event: str) -> list[Any]:
        return [data for name, data in self.events if name == event]


@asynccontextmanager
async def client(
    served: Served, transports: list[str], auth: dict[str, Any] | None = None
) -> AsyncIterator[Client]:
    """A client that is in and has been told so."""
    made = Client()
    await made.sio.connect(served.url, namespaces=[AGENT], transports=transports, auth=auth or {})
    try:
        await until(lambda: made.named("ready"))
        yield made
    finally:
        await made.close()


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_a_client_hears_its_rooms_in_order_and_no_others(
    door: str, transports: list[str]
) -> None:
    async with (
        serving(door=door) as served,
        client(served, transports, {"room": "a"}) as alice,
        client(served, transports, {"room": "b"}) as bob,
    ):
        for number in range(100):
            frame = encode(AGENT, "number", number)
            write_all(served.engine.sockets_in(AGENT, ["a"]), frame)
            if number % 7 == 0:
                await asyncio.sleep(0.001)
        write_all(served.engine.sockets_in(AGENT, ["a", "b"]), encode(AGENT, "end", None))
        await until(lambda: alice.named("end") and bob.named("end"))
        assert alice.named("number") == list(range(100))
        assert bob.named("number") == []


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_a_refused_client_gets_the_reason(door: str, transports: list[str]) -> None:
    async with serving(door=door) as served:
        made = Client()
        with pytest.raises(socketio.exceptions.ConnectionError):
            await made.sio.connect(
                served.url, namespaces=[AGENT], transports=transports, auth={"refuse": "expired"}
            )
        assert made.refusals == [{"message": "expired", "data": {"retry": False}}]
        assert served.engine.sockets_of(AGENT) == set()
        await made.close()


async def test_an_unknown_namespace_is_refused() -> None:
    async with serving() as served:
        made = Client()
        with pytest.raises(socketio.exceptions.ConnectionError, match="namespace"):
            await made.sio.connect(served.url, namespaces=["/nowhere"], transports=["websocket"])
        await made.close()


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_signals_go_up_in_order_and_are_acknowledged(
    door: str, transports: list[str]
) -> None:
    async with serving(door=door) as served, client(served, transports) as alice:
        for number in range(20):
            await alice.sio.emit("typing", number, namespace=AGENT)
        assert await alice.sio.call("view", {"id": "c1"}, namespace=AGENT) is None
        refused = await alice.sio.call("refuse", None, namespace=AGENT)
        assert refused == {"error": "not now"}
        assert served.agents.signals[:20] == [("typing", number) for number in range(20)]


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_a_client_whose_transport_is_closed_comes_back_by_itself(
    door: str, transports: list[str]
) -> None:
    async with serving(door=door) as served, client(served, transports) as alice:
        served.agents.sockets[0].close()
        assert served.engine.sockets_in(AGENT, ["room"]) == set()
        await until(lambda: len(alice.named("ready")) == 2)
        await until(lambda: served.agents.gone == served.agents.sockets[:1])
        assert len(served.engine.sockets_in(AGENT, ["room"])) == 1


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_the_librarys_own_emit_arrives_with_its_attachments(
    door: str, transports: list[str]
) -> None:
    async with (
        serving(door=door) as served,
        client(served, transports) as alice,
        client(served, ["websocket"], {"room": "other"}) as bob,
    ):
        emit = served.engine.server.emit
        await emit("parts", (b"one", {"two": b"two"}), room="room", namespace=AGENT)
        await emit("plain", {"to": "all"}, namespace=AGENT)
        await until(lambda: alice.named("plain") and bob.named("plain"))
        assert alice.named("parts") == [(b"one", {"two": b"two"})]
        assert bob.named("parts") == []
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        alice.sio.on("question", lambda data: data + 1, namespace=AGENT)
        sid = served.agents.sockets[0].sid
        await emit("question", 41, to=sid, namespace=AGENT, callback=answered.set_result)
        assert await asyncio.wait_for(answered, 5) == 42


@pytest.mark.parametrize("door", DOORS)
async def test_a_client_that_leaves_is_in_no_room_and_told_of_once(door: str) -> None:
    async with serving(door=door) as served:
        async with client(served, ["websocket"]):
            pass
        await until(lambda: served.agents.gone)
        async with served.raw() as raw:
            await raw.send(f"41{AGENT},")
            await until(lambda: len(served.agents.gone) == 2)
        await until(lambda: served.engine.connections == 0)
        assert served.agents.gone == served.agents.sockets
        assert served.engine.rooms_of(AGENT) == set()


@pytest.mark.parametrize("door", DOORS)
async def test_a_client_that_leaves_while_it_is_let_in_leaves_nothing_behind(door: str) -> None:
    async with serving(door=door) as served:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        asked: list[asyncio.Future[None]] = []

        def before_in() -> asyncio.Future[None]:
            asked.append(waiting)
            return waiting

        served.agents.before_in = before_in
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(served.websocket_url) as raw,
        ):
            await raw.receive()
            await raw.send_str(f"40{AGENT},{{}}")
            await until(lambda: waiting in asked)
        await until(lambda: served.engine.connections == 0)
        waiting.set_result(None)
        await until(lambda: served.agents.gone)
        assert served.agents.sockets == []
        assert served.engine.sockets_of(AGENT) == set()


@pytest.mark.parametrize("door", DOORS)
async def test_several_namespaces_share_a_connection(door: str) -> None:
    async with serving(door=door) as served, served.raw() as raw:
        await raw.send("40/other0,{}")
        assert str(await raw.recv()).startswith("40/other0,")
        assert "ready" in str(await raw.recv())
        assert served.engine.connections == 1
        served.agents.sockets[0].send(encode(AGENT, "x", 1))
        served.others.sockets[0].send(encode("/other0", "y", 2))
        assert await raw.recv() == '42/agent,["x",1]'
        assert await raw.recv() == '42/other0,["y",2]'
    await until(lambda: served.agents.gone and served.others.gone)


@pytest.mark.parametrize("door", DOORS)
async def test_a_client_that_does_not_answer_pings_is_closed(door: str) -> None:
    clock = SteadyClock()
    limits = Limits(ping_interval=25, ping_timeout=20)
    async with serving(limits, door, clock) as served, served.raw() as raw, served.raw() as dead:
        clock.seconds += 26
        served.engine.server.eio.tick()
        assert await raw.recv() == await dead.recv() == "2"
        await raw.send("3")
        await raw.send(f'42{AGENT},["seen"]')
        await until(lambda: served.agents.signals)
        clock.seconds += 21
        served.engine.server.eio.tick()
        with pytest.raises(ConnectionClosed):
            await dead.recv()
        await until(lambda: len(served.agents.gone) == 1)
        assert served.engine.ends["ping timeout"] == 1
        served.agents.sockets[0].send(encode(AGENT, "still", None))
        assert "still" in str(await raw.recv())


async def test_a_connection_that_joins_no_namespace_is_closed() -> None:
    clock = SteadyClock()
    async with serving(Limits(join_seconds=20), clock=clock) as served, served.raw():
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(served.websocket_url) as idle,
        ):
            await idle.receive()
            clock.seconds += 21
            served.engine.server.eio.tick()
            assert (await idle.receive()).type is aiohttp.WSMsgType.CLOSE
        await until(lambda: served.engine.connections == 1)


async def test_a_handler_that_fails_costs_the_socket_nothing() -> None:
    async with serving() as served, client(served, ["websocket"]) as alice:
        assert await alice.sio.call("break", None, namespace=AGENT) == {"error": "Internal error"}
        assert await alice.sio.call("typing", 1, namespace=AGENT) is None


async def test_what_is_not_a_socket_goes_to_the_application() -> None:
    async with (
        serving() as served,
        aiohttp.ClientSession() as session,
        session.get(f"{served.url}/socket.iox") as answer,
    ):
        assert (answer.status, await answer.text()) == (404, "not here")


async def test_any_origin_may_poll_but_without_credentials() -> None:
    async with serving() as served, aiohttp.ClientSession() as session:
        asked = session.get(
            f"{served.url}/socket.io/?EIO=4&transport=polling",
            headers={"Origin": "https://shop.example"},
        )
        async with asked as answer:
            assert answer.status == 200
            assert answer.headers["Access-Control-Allow-Origin"] == "https://shop.example"
            assert "Access-Control-Allow-Credentials" not in answer.headers


async def test_the_handshake_is_what_the_client_said_first() -> None:
    headers = {"Origin": "https://hub.example", "Cookie": "session=abc; csrf=d"}
    async with (
        serving() as served,
        aiohttp.ClientSession() as session,
        session.ws_connect(served.websocket_url, headers=headers) as raw,
    ):
        await raw.receive()
        await raw.send_str(f"40{AGENT},{{}}")
        await until(lambda: served.agents.sockets)
        handshake = served.agents.sockets[0].handshake
        assert handshake.origin == "https://hub.example"
        assert handshake.cookies == {"session": "abc", "csrf": "d"}
        assert handshake.address == "127.0.0.1"


@pytest.mark.parametrize(
    "others", ['a={"x":1}', "a=b c", "a[b]=1", "no value", 'q="1"', "", "=", "p\u00e4=1"]
)
def test_an_odd_cookie_of_a_neighbour_hides_none_of_ours(others: str) -> None:
    for header in (f"{others}; session=abc", f"session=abc; {others}"):
        assert Handshake({"cookie": header}, "").cookies["session"] == "abc"
