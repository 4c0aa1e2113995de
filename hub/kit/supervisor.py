"""Owns every long-lived task of a process.

A task nobody holds a reference to dies silently. Here each has a name and an owner: when one
ends, that is logged, and either it is started again after a growing wait or the whole role ends.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hub.kit.dice import DICE
from hub.kit.ending import end_all
from hub.kit.log import get_logger

log = get_logger(__name__)

FIRST_WAIT_SECONDS = 0.2
LONGEST_WAIT_SECONDS = 10.0
HEALTHY_AFTER_SECONDS = 60.0


class RoleEnded(Exception):
    """A task the role cannot live without has ended; the process should end with it."""


@dataclass(frozen=True)
class _Task:
    name: str
    run: Callable[[], Awaitable[None]]
    restarts: bool


class Supervisor:
    def __init__(self) -> None:
        self._tasks: list[_Task] = []

    def own(self, name: str, run: Callable[[], Awaitable[None]], *, restarts: bool = False) -> None:
        """Declare a task before ``run``. With ``restarts`` its death is repaired, else it ends the role."""
        self._tasks.append(_Task(name, run, restarts))

    @property
    def names(self) -> list[str]:
        return [task.name for task in self._tasks]

    async def run(self) -> None:
        """Run all until cancelled. Raises RoleEnded when one that may not end has ended."""
        running = {asyncio.create_task(self._keep(task), name=task.name) for task in self._tasks}
        forever = asyncio.create_task(asyncio.Event().wait())
        try:
            done, _ = await asyncio.wait({forever, *running}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await end_all({forever, *running})

    async def _keep(self, task: _Task) -> None:
        wait = FIRST_WAIT_SECONDS
        loop = asyncio.get_running_loop()
        while True:
            started = loop.time()
            failure = await self._once(task)
            if not task.restarts:
                raise RoleEnded(f"{task.name} ended") from failure
            if loop.time() - started > HEALTHY_AFTER_SECONDS:
                wait = FIRST_WAIT_SECONDS
            await asyncio.sleep(wait * DICE.uniform(0.5, 1.0))
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _once(self, task: _Task) -> Exception | None:
        try:
            await task.run()
        except Exception as failure:
            log.exception("task_died", task=task.name, restarts=task.restarts)
            return failure
        log.error("task_ended", task=task.name, restarts=task.restarts)
        return None
