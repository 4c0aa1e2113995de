"""One event to many clients: encoded once, then written straight to each connection.

python-socketio encodes once too, but then makes a task per client, which queues a packet, which
wakes the client's writer task, which has the server frame it anew: 13,600 deliveries a second
where a bare loop of write() makes 121,000. Here the bytes of the WebSocket frame are made once and
handed to each connection's transport in one loop without a task, a queue or an await.
"""

import os
from collections.abc import Iterable
from typing import Any

import orjson
from engineio import packet as engineio_packet

from hub.realtime import frames
from hub.realtime.socket import Socket


class Frame:
    """An event as the wire wants it: for WebSockets as bytes, for polling as the library's packet."""

    __slots__ = ("_packet", "text", "wire")

    def __init__(self, text: bytes) -> None:
        """`text` is the engine.io packet, of type message."""
        self.text = text
        self.wire = frames.build(frames.TEXT, text)
        self._packet: Any = None

    @property
    def packet(self) -> Any:
        """The same as an engine.io packet, made when the first polling client needs it."""
        if self._packet is None:
            self._packet = engineio_packet.Packet(engineio_packet.MESSAGE, self.text[1:].decode())
        return self._packet


def encode(namespace: str, event: str, payload: object) -> Frame:
    """A Socket.IO event with one argument, ready for any number of sockets of `namespace`.

    `payload` is JSON by orjson (so it may hold `orjson.Fragment`s); raises TypeError otherwise.
    """
    address = b"" if namespace == "/" else namespace.encode() + b","
    return Frame(b"42" + address + orjson.dumps([event, payload]))


def write(socket: Socket, frame: Frame) -> None:
    """Send to one socket now. What was sent to it before arrives before, by whatever path; one
    that is gone is passed over; one that is too slow is closed. Never raises, never waits."""
    socket.send(frame)


def write_all(sockets: Iterable[Socket], frame: Frame) -> None:
    """Send to each of `sockets`; as `write`, which for most of them is spelled out here: at
    hundreds of thousands a second each call between here and the kernel is felt."""
    data = frame.wire
    size = len(data)
    send = os.write
    for socket in sockets:
        wire = socket.wire
        if wire is None or (descriptor := wire.fd) < 0:
            socket.send(frame)
            continue
        try:
            sent = send(descriptor, data)
        except OSError:
            sent = 0
        if sent != size:
            socket.connection.check(wire.hand_over(data, sent))
