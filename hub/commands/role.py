"""Runs roles: waits for MongoDB and Redis, opens the hub, listens, and stops in order."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Set
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.types import ASGIApp

from hub.commands.start import say
from hub.commands.stop import StopSignal
from hub.commands.web_server import WebServer, listening_socket
from hub.kit.collector import spared_collector
from hub.kit.log import get_logger
from hub.kit.settings import Settings, SettingsError
from hub.kit.supervisor import RoleEnded
from hub.process import Process
from hub.store.errors import StoreAway
from hub.store.private_mongod import private_mongod, running_url
from hub.store.requirements import check_mongodb_at, check_redis_at, wait_for

log = get_logger(__name__)

ALL_ROLES = frozenset({"web", "relay", "worker"})
# Twenty seconds in all: the hub drains first, then the web server closes what is left.
DRAIN_SECONDS = 9.0
CLOSE_SECONDS = 5.0
# Longer than what a task has begun outside, such as a message at its provider, is waited for.
CANCEL_SECONDS = 5.0
AGAIN_SECONDS = 1.0


def need_shared_services(settings: Settings, role: str) -> None:
    """A role of its own shares MongoDB and Redis with the others. Raises SettingsError."""
    for name, value in {
        "HUB_MONGODB_URL": settings.mongodb_url,
        "HUB_REDIS_URL": settings.redis_url,
    }.items():
        if not value:
            raise SettingsError(f"{name}: is needed by {role}; python -m hub serve runs without")


@asynccontextmanager
async def services(settings: Settings, *, beside_a_hub: bool = False) -> AsyncIterator[Settings]:
    """The settings with a MongoDB that answers, a private one when none is named.

    ``beside_a_hub``: a short command may use the private one of a hub that is running.
    """
    async with AsyncExitStack() as stack:
        running = running_url(settings.data_dir) if beside_a_hub else None
        if running and not settings.mongodb_url:
            settings = settings.model_copy(update={"mongodb_url": running})
        if settings.mongodb_url:
            await wait_for(check_mongodb_at, settings.mongodb_url, say)
        else:
            url = await stack.enter_async_context(private_mongod(settings.data_dir))
            settings = settings.model_copy(update={"mongodb_url": url})
        if settings.redis_url:
            await wait_for(check_redis_at, settings.redis_url, say)
        yield settings


async def run_roles(settings: Settings, roles: Set[str]) -> int:
    """Run until told to stop; 0 after an orderly stop, 1 when a role ended by itself."""
    async with AsyncExitStack() as stack:
        stop = stack.enter_context(StopSignal())
        listener = listening_socket(settings) if "web" in roles else None
        if listener is not None:
            stack.callback(listener.close)
        starting = asyncio.ensure_future(_open(stack, settings, roles))
        if not await stop.comes_before(starting):
            url = settings.public_url
            return await run_process(
                starting.result(), listener, stop, lambda: log.info("listening", url=url)
            )
        return 0


async def _open(stack: AsyncExitStack, settings: Settings, roles: Set[str]) -> Process:
    ready = await stack.enter_async_context(services(settings))
    while True:
        try:
            return await stack.enter_async_context(Process.open(ready, roles=set(roles)))
        except StoreAway as away:
            # It answered a moment ago, and is gone again: as when both are being restarted.
            log.warning("start_waits", reason=away.error)
            await asyncio.sleep(AGAIN_SECONDS)


async def run_process(
    process: Process,
    listener: socket.socket | None,
    stop: StopSignal,
    on_listening: Callable[[], None] = lambda: None,
    app: ASGIApp | None = None,
) -> int:
    """Run its own tasks, and the web server when there is a socket to listen on.

    ``app``: what stands in front of the process's own application.
    """
    with spared_collector():
        server = None
        if listener is not None:
            server = WebServer(
                app or process.app, listener, on_listening, process.uvicorn_options()
            )
        tasks = {asyncio.create_task(process.run(), name="hub")}
        if server is not None:
            tasks.add(asyncio.create_task(server.run(), name="web_server"))
        waiting = asyncio.create_task(stop.wait(), name="stop")
        done, _ = await asyncio.wait({*tasks, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        died = done & tasks
        await _stop(process, server, tasks)
        for task in died:
            failure = None if task.cancelled() else task.exception()
            if isinstance(failure, RoleEnded) or failure is None:
                log.error("role_ended", task=task.get_name(), reason=str(failure or ""))
            else:
                log.error("role_ended", task=task.get_name(), exc_info=failure)
        return 1 if died else 0


async def _stop(process: Process, server: WebServer | None, tasks: set[asyncio.Task[None]]) -> None:
    log.info("stopping")
    try:
        await asyncio.wait_for(process.drain(), DRAIN_SECONDS)
    except TimeoutError:
        log.warning("drain_cut_short", seconds=DRAIN_SECONDS)
    except Exception:
        log.exception("drain_failed")
    if server is not None:
        server.stop()
        running = {task for task in tasks if task.get_name() == "web_server"}
        await asyncio.wait(running, timeout=CLOSE_SECONDS)
    for task in tasks:
        task.cancel()
    _, stuck = await asyncio.wait(tasks, timeout=CANCEL_SECONDS)
    for task in stuck:
        log.warning("task_does_not_end", task=task.get_name())
