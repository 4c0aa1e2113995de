"""The socket engine: Socket.IO for the rest of the hub, typed, with nothing of the library in sight.

    engine = Engine({"/agent": AgentNamespace(...)})
    uvicorn.Config(engine.asgi(app), **engine.uvicorn_options())

Who is in which room is read and changed without an await, so that catching up and joining can
happen in one step of the event loop.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hub.realtime import frames
from hub.realtime.asgi_door import AsgiDoor, Receive, Scope, Send
from hub.realtime.connection import SERVER_CLOSED
from hub.realtime.limits import Limits
from hub.realtime.socket import NamespaceHandler, Socket
from hub.realtime.socketio_server import SocketServer
from hub.realtime.websocket_protocol import bound_to

AsgiApp = Callable[[Scope, Receive, Send], Any]

PATH = "/socket.io"


class Engine:
    """All sockets of this process."""

    def __init__(
        self,
        namespaces: Mapping[str, NamespaceHandler],
        limits: Limits | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`namespaces` by name, each beginning with "/"; `now` gives seconds of a steady clock."""
        self.server = SocketServer(namespaces, limits or Limits(), now)
        self._door = AsgiDoor(self.server.eio)

    def asgi(self, app: AsgiApp) -> AsgiApp:
        """`app` with the sockets under /socket.io/."""

        async def with_sockets(scope: Scope, receive: Receive, send: Send) -> None:
            here = scope["type"] != "lifespan" and _is_ours(scope["path"])
            await (self._door if here else app)(scope, receive, send)

        return with_sockets

    def uvicorn_options(self) -> dict[str, Any]:
        """What uvicorn.Config needs for the fast path; without it all works, only slower."""
        return {"ws": bound_to(self.server.eio), "ws_per_message_deflate": False}

    def join(self, socket: Socket, room: str) -> None:
        """Raises TooManyRooms. Nothing happens when the socket is gone."""
        self.server.manager.join(socket, room)

    def leave(self, socket: Socket, room: str) -> None:
        """Nothing happens when the socket is not in the room."""
        self.server.manager.leave(socket, room)

    def rooms_of(self, namespace: str) -> set[str]:
        """The rooms of the namespace that have somebody in them."""
        return self.server.manager.names(namespace)

    def sockets_in(self, namespace: str, rooms: Iterable[str]) -> set[Socket]:
        """The sockets in any of `rooms`, each once."""
        return self.server.manager.within(namespace, rooms)

    def sockets_of(self, namespace: str) -> set[Socket]:
        """Every socket that has been let in to the namespace."""
        return self.server.manager.all(namespace)

    @property
    def connections(self) -> int:
        """How many clients are connected."""
        return len(self.server.eio.sockets)

    @property
    def ends(self) -> Mapping[str, int]:
        """How many connections have ended, by reason ("too slow", "ping timeout", ...)."""
        return self.server.eio.ends

    def close_some(self, most: int) -> int:
        """Close at most so many transports, for a stop in slices; how many are left."""
        for connection in list(self.server.eio.sockets.values())[:most]:
            connection.shut(SERVER_CLOSED, frames.GOING_AWAY)
        return self.connections


def _is_ours(path: str) -> bool:
    return path == PATH or path.startswith(PATH + "/")
