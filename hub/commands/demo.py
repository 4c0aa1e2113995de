"""``demo``: everything in one process with lifelike data, on a private mongod of its own."""

import argparse
import asyncio
import json
import socket
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from hub.commands.demo_sheet import sheet
from hub.commands.role import ALL_ROLES, run_process
from hub.commands.start import prepare_process, run_async, say
from hub.commands.stop import StopSignal
from hub.commands.web_server import listening_socket
from hub.demo import load
from hub.kit.settings import Settings, SettingsError, completed, read_settings
from hub.process import Process
from hub.store.private_mongod import private_mongod

DATA_DIR = Path(".data/demo")
PORTS_TO_TRY = 50


def declare(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    return run_async(_demo())


async def _demo() -> int:
    settings, listener = _settings_and_listener()
    prepare_process(settings)
    async with AsyncExitStack() as stack:
        stack.callback(listener.close)
        stop = stack.enter_context(StopSignal())
        starting = asyncio.ensure_future(_prepare(stack, settings))
        if await stop.comes_before(starting):
            return 0
        process, made = starting.result()
        _write(settings.data_dir / "demo.json", made)
        return await run_process(
            process, listener, stop, lambda: print(sheet(made, settings.data_dir), flush=True)
        )


def _settings_and_listener() -> tuple[Settings, socket.socket]:
    """The demo's own settings, on the asked port or the next free one. Raises SettingsError."""
    given = read_settings()
    changes: dict[str, Any] = {"mongodb_url": "", "redis_url": ""}
    if "data_dir" not in given.model_fields_set:
        changes["data_dir"] = DATA_DIR
    settings = given.model_copy(update=changes)
    for port in range(given.port, min(given.port + PORTS_TO_TRY, 65536)):
        candidate = settings.model_copy(update={"port": port})
        try:
            listener = listening_socket(candidate)
        except SettingsError:
            if port == min(given.port + PORTS_TO_TRY, 65536) - 1:
                raise
            continue
        if port != given.port:
            say(f"Port {given.port} is taken, using {port}.")
        return completed(candidate), listener
    raise AssertionError("unreachable")


async def _prepare(stack: AsyncExitStack, settings: Settings) -> tuple[Process, dict[str, Any]]:
    with _step("Starting a private MongoDB"):
        url = await stack.enter_async_context(private_mongod(settings.data_dir))
    with _step("Opening the hub"):
        ready = settings.model_copy(update={"mongodb_url": url})
        process = await stack.enter_async_context(Process.open(ready, roles=set(ALL_ROLES)))
    with _step("Loading the demo data"):
        made = await load(process.hub)
    return process, {"url": settings.public_url, **made}


class _step:
    """A line while something is under way, and how long it took."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._started = time.monotonic()
        say(f"{self._what} ...")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            say(f"{self._what}: done in {time.monotonic() - self._started:.1f} s")


def _write(path: Path, made: dict[str, Any]) -> None:
    draft = path.with_suffix(".json.new")
    draft.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    draft.replace(path)
