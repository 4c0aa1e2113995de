"""``web``: HTTP and sockets; as many processes as wished, each on its own port."""

import argparse

from hub.commands.role import need_shared_services, run_roles
from hub.commands.start import run_async, started_settings


def declare(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    settings = started_settings()
    need_shared_services(settings, "web")
    return run_async(run_roles(settings, {"web"}))
