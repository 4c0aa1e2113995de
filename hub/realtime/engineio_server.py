"""The engine.io side: engineio's server over our connections, with one clock for all of them."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

import engineio
from engineio import packet as engineio_packet

from hub.realtime import frames
from hub.realtime.connection import PING_TIMEOUT, SERVER_CLOSED, TRANSPORT_ERROR, Connection
from hub.realtime.deadlines import Deadlines
from hub.realtime.limits import Limits
from hub.realtime.socket import Handshake

# What the libraries log of clients is either expected or said by us.
silent = logging.getLogger(f"{__name__}.silent")
silent.disabled = True

_TICK = 1.0
_CLOSE_SECONDS = 10.0


class Owner(Protocol):
    """The Socket.IO side above."""

    async def receive(self, connection: Connection, text: str) -> None:
        """Handle one Socket.IO packet. Raises ValueError for a malformed one."""

    def left(self, connection: Connection) -> None:
        """A connection has closed."""


class EngineServer(engineio.AsyncServer):  # type: ignore[misc]  # the library is untyped
    """The engine.io side: the connections, their pings and their ends."""

    def __init__(self, limits: Limits, now: Callable[[], float], **options: Any) -> None:
        super().__init__(async_mode="asgi", monitor_clients=False, logger=silent, **options)
        self.limits = limits
        self.now = now
        self.sockets: dict[str, Connection] = {}
        self.ends: Counter[str] = Counter()
        self.owner: Owner
        self._tasks: set[asyncio.Task[None]] = set()
        self._next_ping: Deadlines[Connection] = Deadlines(limits.ping_interval)
        self._next_pong: Deadlines[Connection] = Deadlines(limits.ping_timeout)
        self.joining: Deadlines[Connection] = Deadlines(limits.join_seconds)
        self._flushing: Deadlines[asyncio.Transport] = Deadlines(_CLOSE_SECONDS)
        self._timer: asyncio.TimerHandle | None = None

    def open(self, handshake: Handshake) -> Connection:
        """A new connection, not yet with a way out."""
        sid: str = self.generate_id()
        connection = self.sockets[sid] = Connection(self, sid, handshake)
        now = self.now()
        self._next_ping.put(connection, now)
        self.joining.put(connection, now)
        self._keep_time()
        return connection

    def greeting(self, connection: Connection, upgrades: list[str]) -> Any:
        """The first packet of a connection, with what the client needs to know."""
        data = {
            "sid": connection.sid,
            "upgrades": upgrades,
            "pingInterval": int(self.limits.ping_interval * 1000),
            "pingTimeout": int(self.limits.ping_timeout * 1000),
            "maxPayload": self.limits.payload,
        }
        return engineio_packet.Packet(engineio_packet.OPEN, data)

    def tick(self) -> None:
        """Do what has fallen due; called every second."""
        now = self.now()
        for connection in self._next_ping.fallen_due(now):
            self._next_pong.put(connection, now)
            connection.ping()
        for connection in self._next_pong.fallen_due(now):
            connection.shut(PING_TIMEOUT)
        for connection in self.joining.fallen_due(now):
            connection.shut(TRANSPORT_ERROR, frames.POLICY_VIOLATION)
        for transport in self._flushing.fallen_due(now):
            transport.abort()

    def _on_timer(self) -> None:
        self._timer = None
        try:
            self.tick()
        finally:
            # Whatever one connection did wrong, the others are still asked whether they are there.
            self._keep_time()

    def _keep_time(self) -> None:
        if self._timer is None and (self.sockets or self._flushing):
            self._timer = asyncio.get_running_loop().call_later(_TICK, self._on_timer)

    # What a connection needs (connection.Home)

    def answered(self, connection: Connection) -> None:
        if self._next_pong.drop(connection):
            self._next_ping.put(connection, self.now())

    async def receive(self, connection: Connection, text: str) -> None:
        await self.owner.receive(connection, text)

    def left(self, connection: Connection, reason: str) -> None:
        self.ends[reason] += 1
        self.sockets.pop(connection.sid, None)
        for deadlines in (self._next_ping, self._next_pong, self.joining):
            deadlines.drop(connection)
        self.owner.left(connection)

    def closing(self, transport: asyncio.Transport) -> None:
        self._flushing.put(transport, self.now())
        self._keep_time()

    def keep(self, transport: asyncio.Transport) -> None:
        """Take back `closing`."""
        self._flushing.drop(transport)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # What the library calls

    async def send_packet(self, sid: str, pkt: Any) -> None:
        if (connection := self.sockets.get(sid)) is not None:
            connection.write_packet(pkt)

    async def disconnect(self, sid: str | None = None) -> None:
        for connection in [self.sockets[sid]] if sid else list(self.sockets.values()):
            connection.shut(SERVER_CLOSED, frames.GOING_AWAY)
