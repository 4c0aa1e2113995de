"""``worker``: sending, reactions and due times; as many processes as wished."""

import argparse

from hub.commands.role import need_shared_services, run_roles
from hub.commands.start import run_async, started_settings


def declare(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    settings = started_settings()
    need_shared_services(settings, "worker")
    return run_async(run_roles(settings, {"worker"}))
