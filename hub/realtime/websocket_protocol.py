"""The WebSocket door: the protocol class that uvicorn hands a connection to when it is upgraded.

uvicorn's own class costs a task, two queues and a second parser for each connection, frames every
message anew, and keeps its transport private. This one speaks to the connection without ASGI in
between. uvicorn calls it by a convention (constructor arguments, `server_state`, `shutdown`) that
is not documented: the version is pinned and test_engine_uvicorn.py fails when it changes. Without
this class everything works by way of asgi_door.py, only slower.
"""

import asyncio
import base64
import binascii
import hashlib
from typing import Any, ClassVar, cast

from hub.realtime import frames
from hub.realtime.connection import CLIENT_LEFT, TRANSPORT_CLOSED, TRANSPORT_ERROR, Connection
from hub.realtime.engineio_server import EngineServer
from hub.realtime.request import client_address, read_query
from hub.realtime.socket import Handshake
from hub.realtime.upgrade import Upgrade
from hub.realtime.wire import Wire

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_ACCEPTED = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: "
)
_PATH = "/socket.io"


class WebSocketProtocol(asyncio.Protocol):
    """One WebSocket from its HTTP request to its end. Subclassed per engine by `bound_to`."""

    __slots__ = (
        "_connection", "_connections", "_forwarders", "_reader", "_transport", "_upgrade", "_wire",
    )  # fmt: skip

    server: ClassVar[EngineServer]

    def __init__(self, config: Any, server_state: Any, app_state: object) -> None:
        del app_state
        self._forwarders = config.forwarded_allow_ips if config.proxy_headers else ""
        self._connections: set[Any] = server_state.connections
        self._transport: asyncio.Transport
        self._wire: Wire
        self._reader: frames.Reader | None = None
        self._connection: Connection | None = None
        self._upgrade: Upgrade | None = None

    # What the event loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._wire = Wire(self._transport)
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self._wire.forget()
        self._connections.discard(self)
        if self._upgrade is not None:
            self._upgrade.give_up()
        if self._connection is not None:
            self._connection.shut(TRANSPORT_CLOSED)
            self._connection = None

    def data_received(self, data: bytes) -> None:
        if self._reader is None:
            self._open(data)
            return
        try:
            messages = self._reader.feed(data)
        except frames.BadFrame as broken:
            self._fail(broken.code)
            return
        for opcode, payload in messages:
            self._receive(opcode, payload)

    # What uvicorn calls

    def shutdown(self) -> None:
        """Close, so that the client comes back (to a server that stays)."""
        if self._connection is not None:
            self._connection.shut(TRANSPORT_ERROR, frames.GOING_AWAY)
        else:
            self._transport.close()

    # Ours

    def _open(self, request: bytes) -> None:
        """Answer the HTTP request that uvicorn passes on in one piece."""
        path, query, headers = _parse(request)
        key = headers.get("sec-websocket-key", "")
        if not path.startswith(_PATH) or not _acceptable(query, headers, key):
            self._wire.write(
                b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            self._transport.close()
            return
        digest = hashlib.sha1(key.encode() + _GUID, usedforsecurity=False).digest()
        accepted = _ACCEPTED + base64.b64encode(digest) + b"\r\n\r\n"
        self._reader = frames.Reader(self.server.limits.payload)
        if "sid" in query:
            self._wire.write(accepted)
            self._upgrade = Upgrade(self.server.sockets.get(query["sid"]))
            self.server.closing(self._transport)
            return
        peer = self._transport.get_extra_info("peername")
        address = client_address(peer[0] if peer else "", headers, self._forwarders)
        self._connection = self.server.open(Handshake(headers, address))
        greeting: str = self.server.greeting(self._connection, []).encode()
        # In one write: each costs more than all else that opens a connection.
        self._wire.write(accepted + frames.build(frames.TEXT, greeting.encode()))
        self._connection.attach(self._wire)

    def _receive(self, opcode: int, payload: bytes) -> None:
        if opcode == frames.TEXT:
            try:
                text = payload.decode()
            except UnicodeDecodeError:
                self._fail(frames.INVALID_TEXT)
                return
            if self._connection is not None:
                self._connection.take(text)
            elif self._upgrade is not None:
                self._probe(self._upgrade, text)
        elif self._connection is None or opcode == frames.BINARY:
            self._fail(frames.POLICY_VIOLATION)
        elif opcode == frames.CLOSE:
            self._connection.shut(CLIENT_LEFT)
        elif self._connection.within_rate() and opcode == frames.PING:
            self._connection.write_raw(frames.build(frames.PONG, payload))

    def _probe(self, upgrade: Upgrade, text: str) -> None:
        """A polling connection asks whether this WebSocket works, then moves over to it."""
        answer = upgrade.take(text)
        if answer is not None:
            self._wire.write(frames.build(frames.TEXT, answer))
        elif upgrade.done:
            self._upgrade, self._connection = None, upgrade.connection
            self.server.keep(self._transport)
            upgrade.connection.attach(self._wire)
        else:
            self._fail(frames.PROTOCOL_ERROR)

    def _fail(self, code: int) -> None:
        if self._upgrade is not None:
            self._upgrade.give_up()
            self._upgrade = None
        if self._connection is not None:
            self._connection.shut(TRANSPORT_ERROR, code)
        elif not self._transport.is_closing():
            self._wire.write(frames.build_close(code))
            self._wire.forget().close()


def bound_to(server: EngineServer) -> type[WebSocketProtocol]:
    """The class for uvicorn's setting `ws`."""
    return type("WebSocketProtocol", (WebSocketProtocol,), {"__slots__": (), "server": server})


def _parse(request: bytes) -> tuple[str, dict[str, str], dict[str, str]]:
    """Path, query and headers (names in lower case) of a request that uvicorn has checked."""
    first, *lines = request.decode("latin-1").split("\r\n")
    path, _, query_string = first.split(" ")[1].partition("?")
    pairs = (line.partition(": ") for line in lines if line)
    return path, read_query(query_string), {name.lower(): value for name, _, value in pairs}


def _acceptable(query: dict[str, str], headers: dict[str, str], key: str) -> bool:
    try:
        whole = len(base64.b64decode(key, validate=True)) == 16
    except (binascii.Error, ValueError):
        whole = False
    return (
        whole
        and headers.get("sec-websocket-version") == "13"
        and query.get("transport") == "websocket"
        and query.get("EIO") == "4"
    )
