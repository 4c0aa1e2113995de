"""python-socketio on uvicorn as both come."""

import sys
from pathlib import Path

import socketio

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.sockets.serving import EVENT, run

sio = socketio.AsyncServer(async_mode="asgi")


@sio.on("connect", namespace="/agent")  # type: ignore[untyped-decorator]
async def connect(sid: str, environ: object, auth: object) -> None:
    del environ, auth
    await sio.enter_room(sid, "room", namespace="/agent")


@sio.on("go", namespace="/agent")  # type: ignore[untyped-decorator]
async def go(sid: str, events: int) -> None:
    del sid
    for _ in range(events):
        await sio.emit("event", EVENT, room="room", namespace="/agent")


run(socketio.ASGIApp(sio))
