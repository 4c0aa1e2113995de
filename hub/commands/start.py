"""What every command does first: read the settings, set up logs, warn of misspelt names."""

import asyncio
import logging
import sys
from collections.abc import Coroutine
from typing import Any

from hub.kit import log
from hub.kit.settings import Settings, load_settings, unknown_settings


def started_settings() -> Settings:
    """Raises SettingsError."""
    settings = load_settings()
    prepare_process(settings)
    return settings


def prepare_process(settings: Settings, level: int = logging.INFO) -> None:
    log.configure(settings.log_format, level)
    for line in unknown_settings():
        say(f"warning: {line}")


def run_async(work: Coroutine[Any, Any, int]) -> int:
    """Run on uvloop where it is installed."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return asyncio.run(work)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(work)


def say(line: str) -> None:
    """A line for the operator, beside the results on standard output."""
    print(line, file=sys.stderr, flush=True)
