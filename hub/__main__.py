"""``python -m hub COMMAND``: one file a command in hub/commands."""

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence
from typing import Any

from hub.commands import COMMANDS
from hub.kit.errors import HubError
from hub.kit.settings import SettingsError

FAILED = 1
WRONG_SETTING = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m hub", description="The Simpul hub.")
    chosen = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    given = list(sys.argv[1:] if arguments is None else arguments)
    for name, summary in COMMANDS.items():
        command = chosen.add_parser(name, help=summary, description=summary)
        if given[:1] == [name]:  # the others are not even imported
            _load(name).declare(command)
    parsed = parser.parse_args(given)
    try:
        code: int = parsed.run(parsed)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return WRONG_SETTING
    except HubError as error:
        print(error.detail, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _load(name: str) -> Any:
    """Without the garbage collector, which would look again and again through what is to stay."""
    gc.disable()
    try:
        return importlib.import_module("hub.commands." + name.replace("-", "_"))
    finally:
        gc.freeze()
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
