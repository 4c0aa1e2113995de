"""What the Python servers here have in common: uvicorn on a free port that is printed."""

import asyncio
import gc
import signal
from typing import Any

import uvicorn

EVENT = {"text": "0" * (200 - 11)}


async def serve(app: Any, **options: Any) -> None:
    loop = asyncio.get_running_loop()
    # So that what is measured is what is held, not what is not yet collected.
    loop.add_signal_handler(signal.SIGUSR2, gc.collect)
    config = uvicorn.Config(app, port=0, log_level="warning", lifespan="off", **options)
    server = uvicorn.Server(config)
    task = loop.create_task(server.serve())
    while not server.started:  # uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    print(f"port {server.servers[0].sockets[0].getsockname()[1]}", flush=True)
    await task


def run(app: Any, **options: Any) -> None:
    """Serve `app` until killed, on the event loop that uvicorn takes by itself."""
    factory = uvicorn.Config(app).get_loop_factory()
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(serve(app, **options))
