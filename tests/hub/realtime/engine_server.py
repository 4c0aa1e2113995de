"""A socket engine on a real uvicorn, and a namespace that writes down what happens to it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import uvicorn
import websockets

from hub.realtime.asgi_door import Receive, Scope, Send
from hub.realtime.engine import Engine
from hub.realtime.fan_out import encode
from hub.realtime.limits import Limits
from hub.realtime.socket import Refused, Socket
from hub.realtime.websocket_protocol import WebSocketProtocol

AGENT = "/agent"


class SteadyClock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Recorder:
    """Lets in all but those with `auth["refuse"]`; puts them in the room `auth["room"]`."""

    sockets: list[Socket] = field(default_factory=list)
    gone: list[Socket] = field(default_factory=list)
    signals: list[tuple[str, object]] = field(default_factory=list)
    engine: Engine | None = None
    before_in: Callable[[], "asyncio.Future[None]"] | None = None

    async def connect(self, socket: Socket, auth: object) -> None:
        socket.data = auth if isinstance(auth, dict) else {}
        if self.before_in is not None:
            await self.before_in()
        if "refuse" in socket.data:
            raise Refused(socket.data["refuse"], {"retry": False})

    async def connected(self, socket: Socket) -> None:
        assert self.engine is not None
        self.sockets.append(socket)
        self.engine.join(socket, socket.data.get("room", "room"))
        socket.send(encode(socket.namespace, "ready", {"sid": socket.sid}))

    async def disconnect(self, socket: Socket) -> None:
        self.gone.append(socket)

    async def signal(self, socket: Socket, event: str, data: object) -> None:
        self.signals.append((event, data))
        if event == "close":
            socket.close()
        elif event == "refuse":
            raise Refused("not now")
        elif event == "break":
            raise RuntimeError("a mistake of ours")


@dataclass
class Served:
    """A running server."""

    engine: Engine
    agents: Recorder
    others: Recorder
    clock: SteadyClock
    port: int
    server: uvicorn.Server

    def protocols(self) -> list[WebSocketProtocol]:
        """The engine's own protocols that uvicorn knows of."""
        found = self.server.server_state.connections
        return [each for each in found if isinstance(each, WebSocketProtocol)]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def websocket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket"

    @asynccontextmanager
    async def raw(self, auth: str = "{}") -> AsyncIterator[websockets.ClientConnection]:
        """A WebSocket client by hand that is in /agent and has been told `ready`."""
        async with websockets.connect(self.websocket_url, compression=None) as client:
            assert str(await client.recv()).startswith("0{")
            await client.send(f"40{AGENT},{auth}")
            assert str(await client.recv()).startswith(f"40{AGENT},")
            assert "ready" in str(await client.recv())
            yield client


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(
    limits: Limits | None = None, door: str = "own", clock: SteadyClock | None = None
) -> AsyncIterator[Served]:
    """`door` "own" is the engine's own WebSocket protocol, "asgi" the way without it."""
    clock = clock or SteadyClock()
    agents, others = Recorder(), Recorder()
    handlers = {AGENT: agents, **{f"/other{n}": others for n in range(9)}}
    engine = agents.engine = others.engine = Engine(handlers, limits, clock)
    options = engine.uvicorn_options() if door == "own" else {"ws_per_message_deflate": False}
    config = uvicorn.Config(
        engine.asgi(_not_found), port=0, lifespan="off", log_level="warning", **options
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(engine, agents, others, clock, port, server)
    finally:
        engine.close_some(engine.connections)
        server.should_exit = True
        await task


async def _not_found(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"not here"})


async def until(reached: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait for something that comes about by itself; fails when it does not."""
    async with asyncio.timeout(seconds):
        while not reached():
            await asyncio.sleep(0.005)
