"""``contract DIR``: writes openapi.json and asyncapi.json, made from the code; needs no database."""

import argparse
import json
from pathlib import Path
from typing import Any

from hub.commands.start import say
from hub.http import openapi
from hub.realtime import asyncapi


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when the files are not fresh"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    files = {
        arguments.directory / "openapi.json": _text(openapi.build()),
        arguments.directory / "asyncapi.json": _text(asyncapi.build()),
    }
    if arguments.check:
        stale = [path for path, text in files.items() if not _holds(path, text)]
        for path in stale:
            say(f"{path} is not fresh; run: make contract")
        return 1 if stale else 0
    arguments.directory.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        path.write_text(text)
    return 0


def _text(document: dict[str, Any]) -> str:
    """Sorted, so that a change of the code shows as a small change of the file."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text() == text
