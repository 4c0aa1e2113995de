"""``migrate``: builds indexes and moves documents to this version; ``serve`` and ``demo`` do it by themselves."""

import argparse

from hub.commands.role import services
from hub.commands.start import run_async, say, started_settings
from hub.wiring import migrate


def declare(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    return run_async(_migrate())


async def _migrate() -> int:
    async with services(started_settings(), beside_a_hub=True) as settings:
        version = await migrate(settings)
    say(f"The database is at version {version}.")
    return 0
