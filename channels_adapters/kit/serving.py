"""Serves a stand-in on a free port of the loopback, for tests and the demo."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"

PORTS = range(20_000, 32_000)
"""Below those that a kernel gives to whoever asks for none in particular: none of them is taken by chance
before a program that is told of it listens there.
"""
TRIES = 50


def free_ports(count: int) -> list[int]:
    """So many different ones, for programs that must be told where to listen. Raises OSError."""
    with ExitStack() as held:
        return [_held(held) for _ in range(count)]


def _held(stack: ExitStack) -> int:
    dice = random.SystemRandom()
    for _ in range(TRIES):
        port = dice.choice(PORTS)
        with suppress(OSError):
            stack.enter_context(socket.create_server((HOST, port)))
            return port
    raise OSError("no free port was found")


@asynccontextmanager
async def served(app: ASGIApp, port: int = 0) -> AsyncIterator[str]:
    """Its address, while it runs. ``port`` 0: any free one. Raises OSError when it is taken."""
    with socket.create_server((HOST, port)) as listener:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
            ws="none",
        )
        server = _Server(config)
        task = asyncio.ensure_future(server.serve(sockets=[listener]))
        try:
            while not server.started and not task.done():
                await asyncio.sleep(0.005)
            yield f"http://{HOST}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """They belong to whoever runs the process."""
        yield
