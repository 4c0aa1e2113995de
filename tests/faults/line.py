"""A client's line that breaks at random and goes on from its cursor, and what it saw meanwhile."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from socketio.exceptions import SocketIOError

from tests.journeys.people import Client, Picture


@dataclass
class Watched(Picture):
    """A picture that notes what a repeated or late event did to it."""

    repeated: int = 0
    """Events that were told before, of which the contract allows any number."""
    turned_back: list[str] = field(default_factory=list)
    """Repeated events that brought an older version, or one that was gone, back to the screen."""
    late: int = 0
    """Messages that came after one with a higher number; the number puts them in their place."""
    _seen: set[str] = field(default_factory=set)
    _highest: dict[str, int] = field(default_factory=dict)

    def _take_event(self, body: dict[str, Any]) -> None:
        before = {
            (kind, id): shape["version"]
            for kind, shapes in self.objects.items()
            for id, shape in shapes.items()
            if id in (body["object"]["id"], body["data"].get(kind, {}).get("id"))
        }
        message = body["data"].get("message")
        if message is not None and ("message", message["id"]) not in before:
            thread = message["conversationId"]
            self.late += message["number"] < self._highest.get(thread, 0)
            self._highest[thread] = max(message["number"], self._highest.get(thread, 0))
        super()._take_event(body)
        if body["id"] in self._seen:
            self.repeated += 1
            self.turned_back += [
                f"{body['type']} {kind} {id}"
                for (kind, id), version in before.items()
                if id in self.objects[kind] and self.objects[kind][id]["version"] < version
            ]
        self._seen.add(body["id"])


class Restless(Client):
    """A line that breaks after a random time and is opened again, to any of the doors."""

    def __init__(
        self, urls: Sequence[str], namespace: str, auth: dict[str, Any], *, transport: str
    ) -> None:
        super().__init__(urls[0], namespace, auth)
        self.picture: Watched = Watched()
        self._urls = urls
        self._transport = transport
        self.drops = 0
        self.failed = 0
        self.replayed = 0
        self._stays = asyncio.Event()

    async def live(self, lifetime: float) -> None:
        """Be connected, and not for longer than ``lifetime`` seconds on average, until cancelled."""
        while True:
            if not await self._opened():
                await asyncio.sleep(random.uniform(0.05, 0.3))
                continue
            await self._until_broken(random.expovariate(1 / lifetime))
            self.drops += 1
            await self._break()

    def stay(self) -> None:
        """Break no more lines on purpose."""
        self._stays.set()

    async def _opened(self) -> bool:
        self.url = random.choice(self._urls)
        before = len(self.picture.events)
        try:
            await self.connect(transports=[self._transport])
        except (SocketIOError, TimeoutError, OSError, ValueError):
            self.failed += 1
            await self._break()
            return False
        self.replayed += len(self.picture.events) - before
        return True

    async def _until_broken(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._socket is not None and self._socket.connected:
            if loop.time() > end and not self._stays.is_set():
                return
            await asyncio.sleep(0.02)

    async def _break(self) -> None:
        """Half of the time without a goodbye, as when a train enters a tunnel."""
        client, self._socket = self._socket, None
        if client is None:
            return
        abrupt = random.random() < 0.5
        try:
            if abrupt and (line := _transport_of(client)) is not None:
                line.abort()
            else:
                async with asyncio.timeout(2):
                    await client.disconnect()
        except (SocketIOError, TimeoutError, OSError, ValueError):
            return
        if client.eio.http is not None and not client.eio.http.closed:
            await client.eio.http.close()


def _transport_of(client: Any) -> Any:
    response = getattr(client.eio.ws, "_response", None)
    connection = getattr(response, "connection", None)
    return getattr(connection, "transport", None)
