"""One engine.io connection, whichever door it came in by: polling, WebSocket, or one after the other.

It takes the place of engineio's AsyncSocket, which keeps two tasks, three timers and four queues
for each idle client. Here an idle connection has none: packets go straight to the WebSocket's
transport, pings come from one clock for all (heartbeats of the protocol, not of the hub), and a
task lives only while packets of the client are being worked on.

A connection has one way out at any moment, so order cannot change between ways: `wire` once there
is a WebSocket of our own (websocket_protocol.py), else `outbox`, which the other doors empty.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from engineio import packet as engineio_packet

from hub.realtime import frames
from hub.realtime.fan_out import Frame
from hub.realtime.limits import Bucket, Limits
from hub.realtime.outbox import PACKETS_PER_POLL, Outbox, framed
from hub.realtime.socket import Handshake, Socket
from hub.realtime.wire import Wire

CLIENT_LEFT = "client disconnect"
TRANSPORT_CLOSED = "transport close"
TRANSPORT_ERROR = "transport error"
PING_TIMEOUT = "ping timeout"
SERVER_CLOSED = "server disconnect"
TOO_SLOW = "too slow"
TOO_MANY = "too many packets"
MALFORMED = "malformed packet"

_MESSAGE, _CLOSE, _PONG = "4", "1", "3"
_PING_PACKET = engineio_packet.Packet(engineio_packet.PING)
_PING_FRAME = frames.build(frames.TEXT, b"2")


class Home(Protocol):
    """What a connection needs of the engine."""

    limits: Limits

    def now(self) -> float:
        """Seconds of a steady clock."""

    def answered(self, connection: "Connection") -> None:
        """The client answered the ping."""

    async def receive(self, connection: "Connection", text: str) -> None:
        """Handle one Socket.IO packet. Raises ValueError for a malformed one."""

    def left(self, connection: "Connection", reason: str) -> None:
        """The connection has closed."""

    def closing(self, transport: asyncio.Transport) -> None:
        """Abort this transport if it has not flushed and closed in a few seconds."""

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a task that somebody holds."""


class Connection:
    """One engine.io session and what waits on its way in and out."""

    __slots__ = (
        "_bucket", "_busy", "_home", "_inbox", "closed", "handshake", "limit",
        "outbox", "polling", "sid", "sockets", "upgrading", "when_shut", "wire",
    )  # fmt: skip

    def __init__(self, home: Home, sid: str, handshake: Handshake) -> None:
        self._home = home
        self.sid = sid
        self.handshake = handshake
        self.limit = home.limits.send_buffer
        self.sockets: dict[str, Socket] = {}
        self.wire: Wire | None = None
        self.outbox: Outbox | None = None
        self.polling = False
        self.upgrading = False
        self.closed = False
        self.when_shut: Callable[[], None] | None = None
        self._inbox: list[str] = []
        self._busy = False
        self._bucket = Bucket(home.limits.packets_burst, home.now())

    def start_polling(self) -> None:
        """Let what is sent wait for the client's polls."""
        self.outbox = Outbox()
        self.polling = True

    # Out

    def write(self, frame: Frame) -> None:
        """Send an event, by the way that is open."""
        wire = self.wire
        if wire is None:
            self._queue(frame.packet)
            return
        self.check(wire.write(frame.wire))

    def write_packet(self, packet: Any) -> None:
        """Send a packet of the library's."""
        wire = self.wire
        if wire is None:
            self._queue(packet)
            return
        self.check(wire.write(framed(packet)))

    @property
    def backlog(self) -> int:
        """Bytes that wait for the client."""
        if self.wire is not None:
            return self.wire.waiting
        return self.outbox.size if self.outbox is not None else 0

    def write_raw(self, data: bytes) -> None:
        """Send a frame of the WebSocket protocol itself."""
        if self.wire is not None:
            self.check(self.wire.write(data))

    def check(self, waiting: int) -> None:
        """Close if so many bytes waiting for the client are too many."""
        if waiting > self.limit:
            self.shut(TOO_SLOW)

    def ping(self) -> None:
        """Ask the client whether it is there."""
        if self.wire is not None:
            self.check(self.wire.write(_PING_FRAME))
        else:
            self._queue(_PING_PACKET)

    def _queue(self, packet: Any) -> None:
        if self.outbox is None:
            return
        self.outbox.put(packet)
        self.check(self.outbox.size)

    def attach(self, wire: Wire) -> None:
        """From now on write to this WebSocket, and first what was waiting."""
        waiting, self.outbox = self.outbox, None
        self.polling = self.upgrading = False
        self.wire = wire
        for socket in self.sockets.values():
            socket.wire = wire
        if waiting is not None:
            for packet in waiting.take(len(waiting)):
                if packet.packet_type != engineio_packet.NOOP:
                    wire.write(framed(packet))
            waiting.close()

    def move_outbox(self) -> None:
        """From now on another door empties what waits; a poll that still waits returns."""
        waiting, self.outbox = self.outbox, Outbox()
        self.polling = self.upgrading = False
        if waiting is not None:
            for packet in waiting.take(len(waiting)):
                if packet.packet_type != engineio_packet.NOOP:
                    self.outbox.put(packet)
            waiting.close()

    async def poll(self) -> list[Any]:
        """The packets for one polling answer; waits for the first. Raises ValueError when another
        poll is waiting already or the connection has closed."""
        outbox = self.outbox
        if outbox is None or self.upgrading or not self.polling:
            return [engineio_packet.Packet(engineio_packet.NOOP)]
        if outbox.awaited:
            self.shut(TRANSPORT_ERROR)
        await outbox.wait()
        if self.closed:
            raise ValueError("closed")
        return outbox.take(PACKETS_PER_POLL) or [engineio_packet.Packet(engineio_packet.NOOP)]

    # In

    def take(self, data: str | bytes) -> None:
        """Accept one engine.io packet of the client. What breaks the rules closes the connection."""
        if self.closed or not self.within_rate():
            return
        if isinstance(data, bytes) or len(data) > self._home.limits.payload:
            self.shut(MALFORMED, frames.POLICY_VIOLATION)
        elif len(self._inbox) >= self._home.limits.packets_waiting:
            self.shut(TOO_MANY, frames.POLICY_VIOLATION)
        elif data.startswith(_MESSAGE):
            self._inbox.append(data[1:])
            if not self._busy:
                self._busy = True
                self._home.spawn(self._work())
        elif data == _PONG:
            self._home.answered(self)
        elif data == _CLOSE:
            self.shut(CLIENT_LEFT)
        else:
            self.shut(MALFORMED, frames.PROTOCOL_ERROR)

    def within_rate(self) -> bool:
        """Count one packet of the client; False when it sends too many, and is closed for it."""
        limits = self._home.limits
        within = self._bucket.spend(
            limits.packets_per_second, limits.packets_burst, self._home.now()
        )
        if not within:
            self.shut(TOO_MANY, frames.POLICY_VIOLATION)
        return within

    async def _work(self) -> None:
        """Handle what has come in, one after the other, until there is no more."""
        try:
            while self._inbox and not self.closed:
                await self._home.receive(self, self._inbox.pop(0))
        except ValueError:
            self.shut(MALFORMED, frames.PROTOCOL_ERROR)
        finally:
            self._busy = False

    # End

    def shut(self, reason: str, code: int = frames.NORMAL_CLOSURE) -> None:
        """Close the transport. Nothing is written after it; the namespaces hear of it in a task."""
        if self.closed:
            return
        self.closed = True
        self._inbox.clear()
        wire, self.wire = self.wire, None
        outbox, self.outbox = self.outbox, None
        if wire is not None:
            self._close(wire, reason, code)
        if outbox is not None:
            outbox.close()
        if self.when_shut is not None:
            self.when_shut()
        self._home.left(self, reason)

    def _close(self, wire: Wire, reason: str, code: int) -> None:
        if reason == TRANSPORT_CLOSED:
            wire.forget()
        elif reason in (TOO_SLOW, PING_TIMEOUT):
            wire.forget().abort()
        else:
            wire.write(frames.build_close(code))
            transport = wire.forget()
            transport.close()
            self._home.closing(transport)
