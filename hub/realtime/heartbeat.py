"""Every ten seconds each socket hears that the whole path works: journal, relay, this process.

While the relay is silent or this process is behind, nothing is sent, and screens turn stale by
themselves. So a screen that says live is live. It is said as soon as the path works again, which
after a moment of being behind is at once.
"""

import asyncio

from hub.kit.clock import Clock
from hub.realtime.delivery import Delivery
from hub.realtime.engine import Engine
from hub.realtime.fan_out import encode, write_all
from hub.realtime.told import AGENT, VISITOR

EVERY = 10.0
AGAIN = 0.5
"""Seconds between looks at a path that does not work."""

FRESH = 3.0
"""Seconds since the relay's last word within which the path counts as working."""


class Heartbeat:
    def __init__(self, engine: Engine, delivery: Delivery, clock: Clock) -> None:
        self._engine = engine
        self._delivery = delivery
        self._clock = clock

    async def run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            while not self._path_works():
                await asyncio.sleep(AGAIN)
            at = self._clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
            body = {"cursor": self._delivery.position.cursor(), "at": at}
            for namespace in (AGENT, VISITOR):
                live = {socket for socket in self._engine.sockets_of(namespace) if socket.rooms}
                write_all(live, encode(namespace, "heartbeat", body))

    def _path_works(self) -> bool:
        lag = self._delivery.lag()
        return lag is not None and lag <= FRESH
