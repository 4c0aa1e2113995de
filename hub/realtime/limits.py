"""What one client may cost: sizes, rates and counts, and the token bucket that meters them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one engine. Clients send only signals, so what they may send is small."""

    payload: int = 32 * 1024
    """Largest packet or polling body a client may send, in bytes."""
    send_buffer: int = 1024 * 1024
    """Bytes that may wait for one client; with more it is too slow and is closed."""
    packets_per_second: float = 40.0
    packets_burst: float = 160.0
    packets_waiting: int = 160
    """Packets of one client that may wait while one of them is being worked on."""
    namespaces: int = 4
    """Namespaces one connection may join."""
    rooms: int = 2_000
    """Rooms one socket may be in."""
    join_seconds: float = 20.0
    """Time a connection has to join its first namespace."""
    ping_interval: float = 25.0
    """Seconds from one ping of the server to the next."""
    ping_timeout: float = 20.0
    """Seconds a client has to answer a ping."""


class Bucket:
    """A token bucket. Holds `burst` tokens at first and gains `rate` of them a second."""

    __slots__ = ("level", "since")

    def __init__(self, burst: float, now: float) -> None:
        self.level = burst
        self.since = now

    def spend(self, rate: float, burst: float, now: float) -> bool:
        """Take one token at `now` (seconds of a steady clock); False when there is none."""
        self.level = min(burst, self.level + (now - self.since) * rate)
        self.since = now
        if self.level < 1.0:
            return False
        self.level -= 1.0
        return True
