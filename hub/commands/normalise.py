"""``normalise KIND FILE...``: one JSON object a line for what an adapter understands; needs no database."""

import argparse
from pathlib import Path

from channels_adapters.registry import UnknownKind, adapter_of
from hub.kit.clock import SystemClock
from hub.kit.errors import Invalid, NotFound
from hub.rules.incoming import in_time


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="a folder in channels_adapters")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    try:
        adapter = adapter_of(arguments.kind)
    except UnknownKind as error:
        raise NotFound(str(error)) from None
    now = SystemClock().now().replace(microsecond=0)
    for file in arguments.files:
        try:
            raw = file.read_bytes()
        except OSError as error:
            raise Invalid(f"{file}: {error.strerror}") from None
        for envelope in adapter.normalise(raw):
            told = in_time(envelope, now)
            print(told.model_dump_json(by_alias=True, exclude_none=True), flush=True)
    return 0
