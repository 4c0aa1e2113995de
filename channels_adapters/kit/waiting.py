"""How tests wait for what comes about by itself."""

import asyncio
import inspect
from collections.abc import Callable

PATIENCE = 45.0
"""Seconds: with a busy machine's slowness in mind. Nobody waits for what is there."""


async def until(holds: Callable[[], object]) -> None:
    """``holds`` may be asynchronous. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        while True:
            held = holds()
            if inspect.isawaitable(held):
                held = await held
            if held:
                return
            await asyncio.sleep(0.02)
