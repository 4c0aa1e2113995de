"""``serve``: all roles in one process, with a private mongod when no MongoDB is named."""

import argparse

from hub.commands.role import ALL_ROLES, run_roles
from hub.commands.start import run_async, started_settings


def declare(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    return run_async(run_roles(started_settings(), ALL_ROLES))
