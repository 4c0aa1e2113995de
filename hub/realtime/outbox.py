"""What waits for a client that cannot be written to at once (polling, or in mid-upgrade)."""

import asyncio
from collections import deque
from typing import Any

from hub.realtime import frames

# Python's own engine.io client refuses a polling answer of more packets than this.
PACKETS_PER_POLL = 16


def encoded(packet: Any) -> str | bytes:
    """What a WebSocket carries of a packet: text, or bytes for an attachment.

    The library's own `encode` keeps its first answer, and is wrong when it is then asked for the
    other form (base64, for polling); so bytes never go through it.
    """
    whole: str | bytes = packet.data if packet.binary else packet.encode()
    return whole


def framed(packet: Any) -> bytes:
    """A packet as a whole WebSocket frame."""
    whole = encoded(packet)
    if isinstance(whole, bytes):
        return frames.build(frames.BINARY, whole)
    return frames.build(frames.TEXT, whole.encode())


class Outbox:
    """A queue of engine.io packets that knows its size in bytes. One reader."""

    __slots__ = ("_packets", "_waiter", "closed", "size")

    def __init__(self) -> None:
        self._packets: deque[Any] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self.size = 0
        self.closed = False

    def __len__(self) -> int:
        return len(self._packets)

    @property
    def awaited(self) -> bool:
        """Whether a reader is waiting for the next packet."""
        return self._waiter is not None

    def put(self, packet: Any) -> None:
        """Add a packet, encoded once by the packet itself however many clients share it."""
        self._packets.append(packet)
        self.size += len(encoded(packet))
        self._wake()

    def close(self) -> None:
        """Drop everything and let the reader go."""
        self.closed = True
        self._packets.clear()
        self.size = 0
        self._wake()

    def take(self, most: int) -> list[Any]:
        """At most so many packets, oldest first, without waiting."""
        taken: list[Any] = []
        while self._packets and len(taken) < most:
            packet = self._packets.popleft()
            self.size -= len(encoded(packet))
            taken.append(packet)
        return taken

    async def wait(self) -> None:
        """Return when there is something to take, or nothing will come any more."""
        while not self._packets and not self.closed:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
