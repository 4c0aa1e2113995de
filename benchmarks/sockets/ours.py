"""The hub's socket engine, with one namespace that lets everybody in."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.sockets.serving import EVENT, run
from hub.realtime.engine import Engine
from hub.realtime.fan_out import encode, write_all
from hub.realtime.socket import Socket


class Agents:
    async def connect(self, socket: Socket, auth: object) -> None:
        pass

    async def connected(self, socket: Socket) -> None:
        engine.join(socket, "room")

    async def disconnect(self, socket: Socket) -> None:
        pass

    async def signal(self, socket: Socket, event: str, data: object) -> None:
        del socket, event
        assert isinstance(data, int)
        for _ in range(data):
            write_all(engine.sockets_in("/agent", ["room"]), encode("/agent", "event", EVENT))
            await asyncio.sleep(0)


engine = Engine({"/agent": Agents()})


async def nothing(scope: object, receive: object, send: object) -> None:
    pass


run(engine.asgi(nothing), **engine.uvicorn_options())
