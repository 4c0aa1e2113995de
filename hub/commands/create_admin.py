"""``create-admin EMAIL``: asks for the password, or reads it from standard input."""

import argparse
import getpass
import sys

from hub.commands.role import services
from hub.commands.start import run_async, say, started_settings
from hub.kit.errors import Invalid
from hub.wiring import create_admin


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument("--name", help="the name others see; default: the part before the @")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    settings = started_settings()
    password = _password()
    name = arguments.name or arguments.email.partition("@")[0]

    async def create() -> int:
        async with services(settings, beside_a_hub=True) as ready:
            await create_admin(ready, email=arguments.email, password=password, name=name)
        say(f"{arguments.email} can sign in at {settings.public_url}")
        return 0

    return run_async(create())


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise Invalid("The two passwords differ.")
    return password
