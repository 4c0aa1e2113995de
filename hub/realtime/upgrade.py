"""How a polling connection moves to a WebSocket: probe, answer, move."""

from engineio import packet as engineio_packet

from hub.realtime.connection import Connection


class Upgrade:
    """The talk on a new WebSocket until the connection has moved to it."""

    __slots__ = ("_connection", "_probed", "done")

    def __init__(self, connection: Connection | None) -> None:
        """`connection` may be None or already on a WebSocket: then nothing is accepted."""
        possible = connection is not None and connection.polling
        self._connection = connection if possible else None
        self._probed = False
        self.done = False

    @property
    def connection(self) -> Connection:
        assert self._connection is not None
        return self._connection

    def take(self, text: str) -> bytes | None:
        """The answer to a packet on the new WebSocket; None when there is none: then either the
        connection is to move now (`done`), or the client broke the rules."""
        connection = self._connection
        if connection is None or connection.closed or connection.outbox is None:
            return None
        if text == "2probe" and not self._probed and not connection.upgrading:
            self._probed = connection.upgrading = True
            # Ends a poll that is waiting; the client moves when no poll is under way.
            connection.outbox.put(engineio_packet.Packet(engineio_packet.NOOP))
            return b"3probe"
        self.done = text == "5" and self._probed
        return None

    def give_up(self) -> None:
        """The WebSocket failed: the connection goes on by polling."""
        if self._probed and self._connection is not None and not self.done:
            self._connection.upgrading = False
