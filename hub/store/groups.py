"""Group commit: what arrives together is committed together, and one bad item harms no other.

While one group is being committed the next one gathers, so a lone item waits for nobody and a
flood is carried in large groups. A group that fails is halved until the bad item stands alone.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hub.store.errors import StoreBusy

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

MAX_ITEMS = 200
MAX_BYTES = 2_000_000
MOST_WAITING = 5_000
"""Items that may wait for their group, as when the database hangs; more are told to come later."""


@dataclass
class _Waiting(Generic[Item, Outcome]):
    item: Item
    size: int
    outcome: "asyncio.Future[Outcome]"


class Groups(Generic[Item, Outcome]):
    """``commit`` takes items in order and gives one outcome for each, or raises for all.

    ``is_away`` tells failures that say nothing about the items (the database does not answer):
    those are given to every waiting caller at once, without halving. ``set_aside`` says what
    becomes of an item that fails alone; its outcome, or what it raises, is the caller's.
    """

    def __init__(
        self,
        commit: Callable[[Sequence[Item]], Awaitable[Sequence[Outcome]]],
        *,
        size_of: Callable[[Item], int],
        is_away: Callable[[Exception], bool],
        set_aside: Callable[[Item, Exception], Awaitable[Outcome]] | None = None,
    ) -> None:
        self._commit = commit
        self._size_of = size_of
        self._is_away = is_away
        self._set_aside = set_aside
        self._waiting: list[_Waiting[Item, Outcome]] = []
        self._arrived = asyncio.Event()

    async def submit(self, item: Item) -> Outcome:
        """Wait until the item's group is committed. Raises what its commit raised for it alone, and
        StoreBusy when too many wait already."""
        if len(self._waiting) >= MOST_WAITING:
            raise StoreBusy
        outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(item, self._size_of(item), outcome))
        self._arrived.set()
        return await outcome

    async def run(self) -> None:
        """Commit groups until cancelled."""
        while True:
            await self._arrived.wait()
            group = self._take()
            if group:
                await self._settle(group)

    def _take(self) -> list[_Waiting[Item, Outcome]]:
        size = 0
        count = 0
        for waiting in self._waiting[:MAX_ITEMS]:
            size += waiting.size
            if count and size > MAX_BYTES:
                break
            count += 1
        group, self._waiting = self._waiting[:count], self._waiting[count:]
        if not self._waiting:
            self._arrived.clear()
        return [waiting for waiting in group if not waiting.outcome.cancelled()]

    async def _settle(self, group: list[_Waiting[Item, Outcome]]) -> None:
        try:
            outcomes = await self._commit([waiting.item for waiting in group])
        except Exception as error:  # the error belongs to the callers, not to this loop
            if self._is_away(error):
                for waiting in group:
                    _fail(waiting.outcome, error)
                return
            if len(group) == 1:
                await self._settle_alone(group[0], error)
                return
            middle = len(group) // 2
            await self._settle(group[:middle])
            await self._settle(group[middle:])
            return
        for waiting, outcome in zip(group, outcomes, strict=True):
            if not waiting.outcome.done():
                waiting.outcome.set_result(outcome)

    async def _settle_alone(self, waiting: _Waiting[Item, Outcome], error: Exception) -> None:
        if self._set_aside is None:
            _fail(waiting.outcome, error)
            return
        try:
            outcome = await self._set_aside(waiting.item, error)
        except Exception as refusal:  # as above
            _fail(waiting.outcome, refusal)
            return
        if not waiting.outcome.done():
            waiting.outcome.set_result(outcome)


def _fail(outcome: "asyncio.Future[Outcome]", error: Exception) -> None:
    if not outcome.done():
        outcome.set_exception(error)
