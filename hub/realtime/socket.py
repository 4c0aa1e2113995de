"""The words of the socket engine: a client in a namespace, where it came from, who handles it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, Protocol

from typing_extensions import TypeVar

if TYPE_CHECKING:
    from hub.realtime.connection import Connection
    from hub.realtime.fan_out import Frame

Data = TypeVar("Data", default=Any)


class Refused(Exception):
    """A client may not in: it gets `connect_error` with `reason` as message and `data` beside."""

    def __init__(self, reason: str, data: Mapping[str, object] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.data = data


class TooManyRooms(Exception):
    """A socket was to join more rooms than `Limits.rooms`."""


class Handshake:
    """What the client's first HTTP request said of it."""

    __slots__ = ("_cookie", "_site", "address", "origin", "user_agent")

    def __init__(self, headers: Mapping[str, str], address: str) -> None:
        """`headers` by lower-case name; `address` is the client's IP address."""
        self.address = address
        self.origin = headers.get("origin")
        self.user_agent = headers.get("user-agent")
        self._cookie = headers.get("cookie")
        self._site = headers.get("sec-fetch-site")

    @property
    def from_own_page(self) -> bool:
        """Whether a browser vouches for a page of ours: a poll of one carries no Origin."""
        return self._site == "same-origin"

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies sent, by name. One that is malformed hides no other: a browser sends us also
        those of our neighbours on the same host, and http.cookies gives up at the first odd one."""
        pairs = (pair.partition("=") for pair in (self._cookie or "").split(";"))
        return {name.strip(): value.strip().strip('"') for name, equals, value in pairs if equals}


class Socket(Generic[Data]):
    """One client in one namespace. `data` is the namespace's own, set when it lets the client in."""

    __slots__ = ("connection", "data", "namespace", "rooms", "sid", "state", "wire")

    CONNECTING, CONNECTED, GONE = range(3)

    data: Data

    def __init__(self, connection: "Connection", namespace: str, sid: str) -> None:
        self.connection = connection
        self.namespace = namespace
        self.sid = sid
        self.rooms: set[str] = set()
        self.state = Socket.CONNECTING
        # The connection's, at hand for the fan-out: each step on the way to it is a cache miss.
        self.wire = connection.wire

    @property
    def open(self) -> bool:
        """Whether what is sent now can still arrive."""
        return self.state != Socket.GONE and not self.connection.closed

    @property
    def handshake(self) -> Handshake:
        return self.connection.handshake

    @property
    def backlog(self) -> int:
        """Bytes written to it that it has not taken yet."""
        return self.connection.backlog

    def send(self, frame: "Frame") -> None:
        """Send this one client a frame. Nothing happens when it has left the namespace."""
        if self.state != Socket.GONE:
            self.connection.write(frame)

    def close(self) -> None:
        """Close the transport under the socket, so that official clients come back by themselves
        (one that is put out of its namespace does not)."""
        self.connection.shut("server disconnect")


class NamespaceHandler(Protocol):
    """What a namespace does with its sockets. The calls for one socket never overlap, except that
    `disconnect` may come while `connected` or `signal` still runs."""

    async def connect(self, socket: Socket, auth: object) -> None:
        """Let the client in, or raise Refused. Nothing may be sent to it yet."""

    async def connected(self, socket: Socket) -> None:
        """The client knows that it is in; its signals wait until this returns."""

    async def disconnect(self, socket: Socket) -> None:
        """It is gone and in no room. Called once for each socket that was let in."""

    async def signal(self, socket: Socket, event: str, data: object) -> None:
        """An event from the client; `data` is its first argument, None when there is none."""
