"""``doctor``: looks at everything the hub needs and says what to do; exit 1 when something is red."""

import argparse
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hub.commands.mail_check import check_mail
from hub.commands.start import run_async, started_settings
from hub.kit.errors import HubError
from hub.kit.settings import Settings
from hub.store.private_mongod import DataFolderInUse, find_binary
from hub.store.requirements import check_mongodb_at, check_redis_at, mongodb_version

LOW_DISK_BYTES = 1_000_000_000
WARN_DISK_BYTES = 5_000_000_000
OLDEST_SUPPORTED_MONGODB = (7, 0)


class Light(StrEnum):
    GREEN = "ok"
    YELLOW = "note"
    RED = "FAIL"


@dataclass(frozen=True)
class Finding:
    light: Light
    about: str
    says: str


COLOURS = {Light.GREEN: "\033[32m", Light.YELLOW: "\033[33m", Light.RED: "\033[31m"}


def declare(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    return run_async(_examine(started_settings()))


async def _examine(settings: Settings) -> int:
    worst_is_red = False
    async for finding in _findings(settings):
        mark = str(finding.light).ljust(4)
        if sys.stdout.isatty():
            mark = f"{COLOURS[finding.light]}{mark}\033[0m"
        print(f"{mark}  {finding.about.ljust(8)}  {finding.says}", flush=True)
        worst_is_red = worst_is_red or finding.light is Light.RED
    return 1 if worst_is_red else 0


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    yield await _mongodb(settings)
    yield await _redis(settings)
    yield await _mail(settings)
    yield _disk(settings.data_dir)
    yield _address(settings)


async def _mongodb(settings: Settings) -> Finding:
    try:
        if not settings.mongodb_url:
            return Finding(
                Light.GREEN,
                "MongoDB",
                f"a private one, {find_binary()}; data in {settings.data_dir}",
            )
        await check_mongodb_at(settings.mongodb_url)
        version = await mongodb_version(settings.mongodb_url)
    except DataFolderInUse as error:
        return Finding(Light.YELLOW, "MongoDB", error.detail)
    except HubError as error:
        return Finding(Light.RED, "MongoDB", error.detail)
    found = ".".join(str(part) for part in version)
    if version[:2] < OLDEST_SUPPORTED_MONGODB:
        return Finding(
            Light.YELLOW,
            "MongoDB",
            f"{found}, a replica set; MongoDB no longer supports this version, plan for a newer one",
        )
    return Finding(Light.GREEN, "MongoDB", f"{found}, a replica set")


async def _redis(settings: Settings) -> Finding:
    if settings.embedded:
        return Finding(Light.GREEN, "Redis", "not used: everything runs in one process")
    try:
        await check_redis_at(settings.redis_url)
    except HubError as error:
        return Finding(Light.RED, "Redis", error.detail)
    return Finding(Light.GREEN, "Redis", "answers")


async def _mail(settings: Settings) -> Finding:
    if not settings.smtp_url:
        return Finding(
            Light.YELLOW, "Mail", "HUB_SMTP_URL is empty: mails are kept in the mail log"
        )
    if not settings.mail_from:
        return Finding(Light.RED, "Mail", "HUB_MAIL_FROM: set the address that mail comes from")
    try:
        await check_mail(settings.smtp_url)
    except HubError as error:
        return Finding(Light.RED, "Mail", error.detail)
    return Finding(Light.GREEN, "Mail", "the server takes our sign-in")


def _disk(data_dir: Path) -> Finding:
    existing = next(path for path in [data_dir, *data_dir.parents] if path.exists())
    free = shutil.disk_usage(existing).free
    says = f"{free / 1e9:.1f} GB free at {data_dir}"
    if free < LOW_DISK_BYTES:
        return Finding(Light.RED, "Disk", f"{says}; make room, MongoDB stops when it is full")
    if free < WARN_DISK_BYTES:
        return Finding(Light.YELLOW, "Disk", f"{says}; make room soon")
    return Finding(Light.GREEN, "Disk", says)


def _address(settings: Settings) -> Finding:
    url = settings.public_url
    local = url.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]"))
    if url.startswith("http://") and not local:
        return Finding(
            Light.YELLOW, "Address", f"{url} has no TLS: sign-ins travel in the clear; use https"
        )
    return Finding(Light.GREEN, "Address", url)
