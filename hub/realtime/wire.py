"""The writing side of a WebSocket: straight to the kernel while it takes all, else the transport.

A transport's own write() costs as much again as the system call it ends in. So while nothing waits
in the transport, bytes go to its file descriptor at once; what the kernel does not take, and all
that follows until that has gone, goes through the transport. Every byte of the socket must pass
here, or two ways would cut into each other. A descriptor is forgotten before it is closed, because
its number may be another client's a moment later.
"""

import asyncio
import os


class Wire:
    """One WebSocket to write to. Nothing here waits or raises."""

    __slots__ = ("_descriptor", "_transport", "fd")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._descriptor = _plain_descriptor(transport)
        self.fd = self._descriptor
        """Where to write while nothing waits; -1 when the transport must be used."""

    def write(self, data: bytes) -> int:
        """Send `data` after all before it; how many bytes now wait for the client."""
        if self.fd < 0 and not self._clear():
            self._transport.write(data)
            return self.waiting
        try:
            sent = os.write(self.fd, data)
        except OSError:
            sent = 0
        return 0 if sent == len(data) else self.hand_over(data, sent)

    def hand_over(self, data: bytes, sent: int) -> int:
        """The kernel took only `sent` bytes of `data` (or failed, which the transport finds out
        again and reports): the rest waits in the transport. How many bytes wait now."""
        self.fd = -1
        self._transport.write(data[sent:])
        return self.waiting

    @property
    def waiting(self) -> int:
        """Bytes that the kernel has not taken yet."""
        return self._transport.get_write_buffer_size()

    def _clear(self) -> bool:
        """Whether all that waited has gone; if so, the short way is open again."""
        if self._descriptor < 0 or self.waiting:
            return False
        self.fd = self._descriptor
        return True

    def forget(self) -> asyncio.Transport:
        """Write no more; the transport, to be closed or aborted."""
        self.fd = self._descriptor = -1
        return self._transport


def _plain_descriptor(transport: asyncio.Transport) -> int:
    """The descriptor behind a transport, -1 when bytes must not go to it as they are (TLS)."""
    socket = transport.get_extra_info("socket")
    if socket is None or os.name != "posix" or transport.get_extra_info("ssl_object") is not None:
        return -1
    descriptor: int = socket.fileno()
    return descriptor
