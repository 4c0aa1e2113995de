"""``demo``: everything in one process with lifelike data, on a private mongod of its own."""

import argparse
import asyncio
import json
import logging
import os
import socket
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from hub.commands.demo_sheet import sheet
from hub.commands.role import ALL_ROLES, run_process
from hub.commands.start import prepare_process, run_async, say
from hub.commands.stop import StopSignal
from hub.commands.web_server import listening_socket
from hub.demo import load
from hub.demo.connecting import connect
from hub.demo.play.app import PlayFirst
from hub.demo.play.app import build as build_play
from hub.demo.play.shapes import Visit
from hub.demo.stand_ins import StandIns, stand_ins
from hub.http.pages import sockets_of
from hub.kit.child_process import end_with_parent
from hub.kit.settings import (
    Settings,
    SettingsError,
    completed,
    default_public_url,
    read_settings,
)
from hub.process import Process
from hub.store.private_mongod import private_mongod

DATA_DIR = Path(".data/demo")
PORTS_TO_TRY = 50


def declare(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    if "MAKELEVEL" in os.environ:
        # Whoever kills `make demo` means us.
        end_with_parent()
    return run_async(_demo())


async def _demo() -> int:
    settings = _own_settings()
    prepare_process(settings, logging.WARNING)
    async with AsyncExitStack() as stack:
        stop = stack.enter_context(StopSignal())
        starting = asyncio.ensure_future(_start(stack, settings))
        if await stop.comes_before(starting):
            return 0
        started = starting.result()
        return await run_process(
            started.process,
            started.listener,
            stop,
            lambda: print(sheet(started.made, settings.data_dir), flush=True),
            started.app,
        )


@dataclass(frozen=True)
class Started:
    """``made`` is what ``demo.json`` says."""

    process: Process
    listener: socket.socket
    app: ASGIApp
    made: dict[str, Any]


def _own_settings() -> Settings:
    """As given, but embedded and in a folder of its own. Raises SettingsError."""
    given = read_settings()
    changes: dict[str, Any] = {"mongodb_url": "", "redis_url": ""}
    if "data_dir" not in given.model_fields_set:
        changes["data_dir"] = DATA_DIR
    return completed(given.model_copy(update=changes))


async def _start(stack: AsyncExitStack, settings: Settings) -> Started:
    with _step("Starting a private MongoDB"):
        url = await stack.enter_async_context(private_mongod(settings.data_dir))
    # Only now: a demo before this one may have held the port until it let go of the data folder.
    settings, listener = _listen(settings)
    stack.callback(listener.close)
    with _step("Starting the providers' stand-ins"):
        others = await stack.enter_async_context(stand_ins())
    with _step("Opening the hub"):
        ready = settings.model_copy(update={"mongodb_url": url, **_house_mail(settings, others)})
        process = await stack.enter_async_context(Process.open(ready, roles=set(ALL_ROLES)))
    with _step("Loading the demo data"):
        made = {"url": settings.public_url, **await load(process.hub)}
        sides = await connect(process.hub, others)
    chats = [one for one in made["channels"] if one["kind"] == "livechat"]
    visits = [Visit(id=one["id"], name=one["name"]) for one in chats]
    play = build_play(sides, visits, sockets_of(settings.public_url))
    made["playUrl"] = f"{settings.public_url}/play"
    made["mailUrl"] = others.mail.url
    _write(settings.data_dir / "demo.json", made)
    return Started(process, listener, PlayFirst(process.app, play), made)


def _house_mail(settings: Settings, others: StandIns) -> dict[str, str]:
    """Invitations and new passwords go to the demo's own mail server, unless one is named."""
    if settings.smtp_url:
        return {}
    return {"smtp_url": others.mail.smtp_url, "mail_from": "Paketara <staf@paketara-staf.example>"}


def _listen(settings: Settings) -> tuple[Settings, socket.socket]:
    """On the asked port, or the next free one. Raises SettingsError when all are taken."""
    last = min(settings.port + PORTS_TO_TRY, 65535)
    for port in range(settings.port, last):
        try:
            return _on_port(settings, port)
        except SettingsError:
            say(f"Port {port} is taken, trying the next one.")
    return _on_port(settings, last)


def _on_port(settings: Settings, port: int) -> tuple[Settings, socket.socket]:
    if port != settings.port:
        derived = settings.public_url == default_public_url(settings.host, settings.port)
        url = default_public_url(settings.host, port) if derived else settings.public_url
        settings = settings.model_copy(update={"port": port, "public_url": url})
    return settings, listening_socket(settings)


@contextmanager
def _step(what: str) -> Iterator[None]:
    """A line while something is under way, and how long it took."""
    started = time.monotonic()
    say(f"{what} ...")
    yield
    say(f"{what}: done in {time.monotonic() - started:.1f} s")


def _write(path: Path, made: dict[str, Any]) -> None:
    draft = path.with_suffix(".json.new")
    draft.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    draft.replace(path)
