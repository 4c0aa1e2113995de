"""Closes the sockets of a sign-in that has ended: at once when told, within a minute in any case."""

import asyncio
from contextlib import suppress

from hub.kit.errors import Unavailable
from hub.realtime.engine import Engine
from hub.realtime.socket import Socket
from hub.realtime.told import AGENT
from hub.store.bus import Bus, Topic
from hub.store.mongo import Store
from models.documents import SignIn

LOOK_EVERY = 60.0
"""Seconds between looks at all sign-ins, for those that ended while the bus was away."""


class SignOuts:
    def __init__(self, store: Store, bus: Bus, engine: Engine) -> None:
        self._store = store
        self._bus = bus
        self._engine = engine

    async def listen(self) -> None:
        async for _ in self._bus.listen(Topic.SIGN_OUTS):
            await self._look_or_wait()

    async def run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await self._look_or_wait()

    async def _look_or_wait(self) -> None:
        """While the database is away nobody can be judged; the next look will."""
        with suppress(Unavailable):
            await self.look()

    async def look(self) -> None:
        """Close every socket whose sign-in is no more, or has expired."""
        sockets = self._sockets()
        ids = list({socket.data.sign_in_id for socket in sockets})
        good = {"_id": {"$in": ids}, "expires_at": {"$gt": self._store.clock.now()}}
        still = {sign_in.id for sign_in in await self._store.find(SignIn, good)} if ids else set()
        for socket in sockets:
            if socket.data.sign_in_id not in still:
                socket.close()

    def _sockets(self) -> set[Socket]:
        return self._engine.sockets_of(AGENT)
