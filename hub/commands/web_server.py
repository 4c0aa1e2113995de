"""uvicorn as we run it: our own socket and signals, no per-message deflate, no access log."""

import contextlib
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from hub.kit.settings import Settings, SettingsError

KEEP_ALIVE_SECONDS = 75
BACKLOG = 4096
LARGEST_FRAME_BYTES = 1_000_000
CLOSE_SECONDS = 5


def listening_socket(settings: Settings) -> socket.socket:
    """Bound before anything is started, so a taken port is told at once. Raises SettingsError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError):
        raise SettingsError(f"HUB_HOST: {settings.host!r} is no address of a machine") from None
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        # Not listening yet: whoever connects before the hub is open is refused, not left waiting.
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"HUB_PORT: cannot listen on {settings.host}:{settings.port}: {error.strerror}"
        ) from None
    return listener


class WebServer:
    def __init__(
        self,
        app: ASGIApp,
        listener: socket.socket,
        on_listening: Callable[[], None],
        options: Mapping[str, Any],
    ) -> None:
        """``options`` are the socket engine's wishes, which win over what stands here."""
        ours: dict[str, Any] = {
            "http": "httptools",
            "ws": "websockets-sansio",
            "ws_max_size": LARGEST_FRAME_BYTES,
            "ws_per_message_deflate": False,
            "ws_ping_interval": None,  # Socket.IO has its own heartbeat
            "interface": "asgi3",
            "lifespan": "off",
            "access_log": False,
            "log_config": None,
            "server_header": False,
            "backlog": BACKLOG,
            # Longer than proxies and clients keep an idle connection: whoever closes first must not
            # be the one who is about to be asked.
            "timeout_keep_alive": KEEP_ALIVE_SECONDS,
            "timeout_graceful_shutdown": CLOSE_SECONDS,
        }
        config = uvicorn.Config(app, **{**ours, **options})
        self._listener = listener
        self._server = _Server(config, on_listening)

    async def run(self) -> None:
        await self._server.serve(sockets=[self._listener])

    def stop(self) -> None:
        """Take no new connections, finish what is open, and return from ``run``."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_listening = on_listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_listening()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the command's business."""
        yield
