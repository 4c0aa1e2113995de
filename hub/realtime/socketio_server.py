"""The Socket.IO side: python-socketio's server with our connections, handlers and rooms."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
import socketio
from engineio import packet as engineio_packet
from socketio import packet as socketio_packet

from hub.kit.log import get_logger
from hub.realtime.connection import SERVER_CLOSED, Connection
from hub.realtime.engineio_server import EngineServer, silent
from hub.realtime.limits import Limits
from hub.realtime.rooms import Rooms
from hub.realtime.socket import NamespaceHandler, Refused, Socket, TooManyRooms

log = get_logger(__name__)


class _Json:
    """orjson under the names the libraries call."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str) -> Any:
        return orjson.loads(text)


class SocketServer(socketio.AsyncServer):  # type: ignore[misc]  # the library is untyped
    """The Socket.IO side: namespaces, who is let in, and what clients signal."""

    eio: EngineServer
    manager: Rooms

    def __init__(
        self,
        handlers: Mapping[str, NamespaceHandler],
        limits: Limits,
        now: Callable[[], float],
    ) -> None:
        super().__init__(
            client_manager=Rooms(limits), logger=silent, json=_Json, limits=limits, now=now
        )
        self.eio.owner = self
        self._of = handlers
        self._limits = limits

    def _engineio_server_class(self) -> type[EngineServer]:
        return EngineServer

    async def receive(self, connection: Connection, text: str) -> None:
        """Handle one packet of a client. Raises ValueError for a malformed one."""
        packet = _decode(text)
        namespace = packet.namespace or "/"
        socket = connection.sockets.get(namespace)
        if packet.packet_type == socketio_packet.CONNECT:
            await self._let_in(connection, namespace, packet.data)
        elif socket is None or socket.state != Socket.CONNECTED:
            return
        elif packet.packet_type == socketio_packet.EVENT:
            await self._signal(socket, packet.id, packet.data)
        elif packet.packet_type == socketio_packet.ACK:
            await self._acknowledged(socket, packet.id, packet.data)
        else:
            self._put_out(socket)
            await self._disconnected(socket)

    async def _let_in(self, connection: Connection, namespace: str, auth: object) -> None:
        handler = self._of.get(namespace)
        if handler is None:
            return _refuse(connection, namespace, Refused("Invalid namespace"))
        if namespace in connection.sockets:
            return _refuse(connection, namespace, Refused("Already connected"))
        if len(connection.sockets) >= self._limits.namespaces:
            return _refuse(connection, namespace, Refused("Too many namespaces"))
        socket: Socket = Socket(connection, namespace, self.eio.generate_id())
        connection.sockets[namespace] = socket
        self.manager.add(socket)
        try:
            await handler.connect(socket, auth)
        except Refused as refusal:
            self._put_out(socket)
            return _refuse(connection, namespace, refusal)
        except Exception:
            log.exception("socket_connect_failed", namespace=namespace)
            self._put_out(socket)
            return _refuse(connection, namespace, Refused("Internal error"))
        if not socket.open:
            return await self._disconnected(socket)
        socket.state = Socket.CONNECTED
        self.eio.joining.drop(connection)
        connection.write_packet(_engineio(socketio_packet.CONNECT, namespace, {"sid": socket.sid}))
        try:
            await handler.connected(socket)
        except Exception:
            log.exception("socket_connected_failed", namespace=namespace)
            connection.shut(SERVER_CLOSED)
        return None

    async def _signal(self, socket: Socket, number: int | None, data: list[Any]) -> None:
        answer: list[Any] = []
        try:
            await self._of[socket.namespace].signal(
                socket, data[0], data[1] if len(data) > 1 else None
            )
        except (Refused, TooManyRooms) as refusal:
            answer = [{"error": str(refusal)}]
        except Exception:
            log.exception("socket_signal_failed", namespace=socket.namespace)
            answer = [{"error": "Internal error"}]
        if number is not None and socket.open:
            socket.connection.write_packet(
                _engineio(socketio_packet.ACK, socket.namespace, answer, number)
            )

    async def _acknowledged(self, socket: Socket, number: int, data: list[Any]) -> None:
        try:
            await self.manager.trigger_callback(socket.sid, number, data)
        except Exception:
            log.exception("socket_callback_failed", namespace=socket.namespace)

    def left(self, connection: Connection) -> None:
        """Take the sockets of a closed connection out at once; their namespaces hear of it after."""
        gone = [s for s in connection.sockets.values() if s.state == Socket.CONNECTED]
        for socket in tuple(connection.sockets.values()):
            self._put_out(socket)
        for socket in gone:
            self.eio.spawn(self._disconnected(socket))

    def _put_out(self, socket: Socket) -> None:
        socket.state = Socket.GONE
        socket.wire = None
        self.manager.remove(socket)
        connection = socket.connection
        connection.sockets.pop(socket.namespace, None)
        if not connection.sockets and not connection.closed:
            self.eio.joining.put(connection, self.eio.now())

    async def _disconnected(self, socket: Socket) -> None:
        try:
            await self._of[socket.namespace].disconnect(socket)
        except Exception:
            log.exception("socket_disconnect_failed", namespace=socket.namespace)

    async def _trigger_event(self, event: str, namespace: str, *arguments: Any) -> None:
        """The library's `disconnect(sid, namespace)` ends here."""
        socket = self.manager._find(arguments[0], namespace)
        if event == "disconnect" and socket is not None:
            self._put_out(socket)
            await self._disconnected(socket)


def _decode(text: str) -> Any:
    """A Socket.IO packet of a client. Raises ValueError, whatever the library makes of it."""
    try:
        packet = socketio_packet.Packet(encoded_packet=text)
    except Exception as error:
        raise ValueError("malformed packet") from error
    data, kind = packet.data, packet.packet_type
    if kind == socketio_packet.EVENT:
        well_formed = isinstance(data, list) and bool(data) and isinstance(data[0], str)
    elif kind == socketio_packet.ACK:
        well_formed = isinstance(data, list) and bool(packet.id)
    else:
        well_formed = kind in (socketio_packet.CONNECT, socketio_packet.DISCONNECT)
    if not well_formed:
        raise ValueError("malformed packet")
    return packet


def _engineio(kind: int, namespace: str, data: Any, number: int | None = None) -> Any:
    packet = socketio_packet.Packet(kind, data=data, namespace=namespace, id=number)
    return engineio_packet.Packet(engineio_packet.MESSAGE, packet.encode())


def _refuse(connection: Connection, namespace: str, refusal: Refused) -> None:
    data: dict[str, object] = {"message": refusal.reason}
    if refusal.data is not None:
        data["data"] = dict(refusal.data)
    connection.write_packet(_engineio(socketio_packet.CONNECT_ERROR, namespace, data))
