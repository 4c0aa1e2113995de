"""Ends tasks for certain: in Python 3.11 ``wait_for``, which PyMongo's network layer uses, forgets a
cancellation that comes in the same step as its result.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

# Longer than a task needs to give back what it holds.
CANCEL_AGAIN_SECONDS = 1.0


async def end_all(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel until all have ended."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=CANCEL_AGAIN_SECONDS)


def end_if_cancelled() -> None:
    """Raises CancelledError where the running task should have ended, for those whom nobody asks twice."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
