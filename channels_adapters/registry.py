"""Finds the adapters: every folder here with an ``adapter.py`` that defines ``ADAPTER``."""

from functools import cache
from importlib import import_module
from pathlib import Path

from channels_adapters.base import Adapter

HERE = Path(__file__).parent


class UnknownKind(LookupError):
    """No folder of that name."""


@cache
def all_adapters() -> dict[str, Adapter]:
    """Every adapter by its kind."""
    kinds = sorted(path.parent.name for path in HERE.glob("*/adapter.py"))
    return {kind: import_module(f"channels_adapters.{kind}.adapter").ADAPTER for kind in kinds}


def adapter_of(kind: str) -> Adapter:
    try:
        return all_adapters()[kind]
    except KeyError:
        known = ", ".join(all_adapters())
        raise UnknownKind(f"There is no channel kind {kind!r}. There are: {known}.") from None


@cache
def windows() -> dict[str, int]:
    """The reply window in seconds of each kind that has one."""
    traits = {kind: adapter.traits for kind, adapter in all_adapters().items()}
    return {kind: each.window for kind, each in traits.items() if each.window is not None}
