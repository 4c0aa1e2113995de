"""Who is in which room: python-socketio's manager with its own API and semantics over plain sets.

The library keeps two bidicts for each client and room, and walks all rooms of a namespace for each
client that leaves, which makes a thousand leaving at once a matter of minutes. Here each socket
knows its rooms. The library's `emit` works on and takes the same way out as the fan-out.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import socketio
from engineio import packet as engineio_packet
from socketio import packet as socketio_packet

from hub.realtime.fan_out import Frame
from hub.realtime.limits import Limits
from hub.realtime.socket import Socket, TooManyRooms


class Rooms(socketio.AsyncManager):  # type: ignore[misc]  # the library is untyped
    """The sockets of this process by namespace, and the rooms they are in."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self._sockets: dict[str, dict[str, Socket]] = {}
        self._members: dict[str, dict[str, set[Socket]]] = {}

    # Our own, synchronous

    def add(self, socket: Socket) -> None:
        self._sockets.setdefault(socket.namespace, {})[socket.sid] = socket

    def remove(self, socket: Socket) -> None:
        """Out of all rooms and out of the namespace."""
        for room in tuple(socket.rooms):
            self.leave(socket, room)
        self._sockets.get(socket.namespace, {}).pop(socket.sid, None)
        self.callbacks.pop(socket.sid, None)

    def join(self, socket: Socket, room: str) -> None:
        """Raises TooManyRooms. Nothing happens when the socket is gone."""
        if not socket.open or room in socket.rooms:
            return
        if len(socket.rooms) >= self._limits.rooms:
            raise TooManyRooms(socket.sid)
        socket.rooms.add(room)
        self._members.setdefault(socket.namespace, {}).setdefault(room, set()).add(socket)

    def leave(self, socket: Socket, room: str) -> None:
        socket.rooms.discard(room)
        rooms = self._members.get(socket.namespace, {})
        members = rooms.get(room)
        if members is not None:
            members.discard(socket)
            if not members:
                del rooms[room]

    def names(self, namespace: str) -> set[str]:
        """The rooms of a namespace that have somebody in them."""
        return set(self._members.get(namespace, ()))

    def within(self, namespace: str, rooms: Iterable[str]) -> set[Socket]:
        """The sockets that are in any of `rooms`; a new set, so that members may leave meanwhile."""
        by_room = self._members.get(namespace, {})
        found = [by_room[room] for room in rooms if room in by_room]
        return found[0].copy() if len(found) == 1 else set().union(*found)

    def all(self, namespace: str) -> set[Socket]:
        """Every socket that is let in to the namespace."""
        sockets = self._sockets.get(namespace, {}).values()
        return {socket for socket in sockets if socket.state == Socket.CONNECTED}

    # The library's, which keys by session ids

    def get_namespaces(self) -> list[str]:
        return list(self._sockets)

    def get_participants(self, namespace: str, room: Any) -> Iterator[tuple[str, str]]:
        for socket in self._addressed(namespace, room):
            yield socket.sid, socket.connection.sid

    def get_rooms(self, sid: str, namespace: str) -> list[str]:
        socket = self._find(sid, namespace)
        return [sid, *socket.rooms] if socket is not None else []

    def is_connected(self, sid: str, namespace: str) -> bool:
        socket = self._find(sid, namespace)
        return socket is not None and socket.state == Socket.CONNECTED

    def eio_sid_from_sid(self, sid: str, namespace: str) -> str | None:
        socket = self._find(sid, namespace)
        return None if socket is None else socket.connection.sid

    def pre_disconnect(self, sid: str, namespace: str) -> str | None:
        socket = self._find(sid, namespace)
        if socket is None:
            return None
        socket.state = Socket.GONE
        socket.wire = None
        socket.connection.sockets.pop(namespace, None)
        return socket.connection.sid

    def basic_disconnect(self, sid: str, namespace: str, **_: object) -> None:
        socket = self._find(sid, namespace)
        if socket is not None:
            self.remove(socket)

    def basic_enter_room(self, sid: str, namespace: str, room: str, eio_sid: object = None) -> None:  # noqa: ARG002
        socket = self._find(sid, namespace)
        if socket is None:
            raise ValueError("sid is not connected to requested namespace")
        self.join(socket, room)

    def basic_leave_room(self, sid: str, namespace: str, room: str) -> None:
        socket = self._find(sid, namespace)
        if socket is not None:
            self.leave(socket, room)

    def basic_close_room(self, room: str, namespace: str) -> None:
        for socket in self.within(namespace, [room]):
            self.leave(socket, room)

    async def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **_: object,
    ) -> None:
        """As the library's: tuples are several arguments, bytes go as attachments."""
        arguments = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        skipped = skip_sid if isinstance(skip_sid, list) else [skip_sid]
        sockets = [s for s in self._addressed(namespace, to or room) if s.sid not in skipped]
        outgoing = _engineio_packets(namespace, [event, *arguments], None)
        for socket in sockets:
            if callback is not None:
                number = self._generate_ack_id(socket.sid, callback)
                outgoing = _engineio_packets(namespace, [event, *arguments], number)
            for packet in outgoing:
                if isinstance(packet, Frame):
                    socket.connection.write(packet)
                else:
                    socket.connection.write_packet(packet)

    def _find(self, sid: str, namespace: str) -> Socket | None:
        return self._sockets.get(namespace, {}).get(sid)

    def _addressed(self, namespace: str, room: Any) -> set[Socket]:
        """The library lets one name all, a session, a room, or a list of these."""
        if room is None:
            return self.all(namespace)
        names = [room] if isinstance(room, str) else list(room)
        single = {socket for name in names if (socket := self._find(name, namespace)) is not None}
        return self.within(namespace, names) | single


def _engineio_packets(namespace: str, data: list[Any], number: int | None) -> list[Any]:
    """An event as what goes down the wire: one frame, or with bytes in it a packet for each part."""
    packet = socketio_packet.Packet(
        socketio_packet.EVENT, namespace=namespace, data=data, id=number
    )
    encoded: str | list[str | bytes] = packet.encode()
    if isinstance(encoded, str):
        return [Frame(b"4" + encoded.encode())]
    return [engineio_packet.Packet(engineio_packet.MESSAGE, part) for part in encoded]
