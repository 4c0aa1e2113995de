"""People at work in a house of processes, and what must be so in the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from tests.faults.crowd import Agent, Ledger, Visitor, sign_in, visit
from tests.faults.house import House
from tests.faults.truth import (
    assert_each_once_and_in_order,
    threads_by_http,
    until_pictures_are_true,
)


class Town:
    """One agent and some visitors who write all the time and whose lines are not touched."""

    def __init__(self, there: House, customers: int, pause: float) -> None:
        """``pause``: mean seconds between two messages of one person."""
        self.there = there
        self._customers, self._pause = customers, pause
        self.ledger = Ledger()
        self.agents: list[Agent] = []
        self.visitors: list[Visitor] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        urls = self.there.urls
        self.agents = [await sign_in("sari", urls, self.ledger)]
        for n in range(self._customers):
            self.visitors.append(await visit(f"Maya{n}", urls, self.there.channel, self.ledger))
        for person in (*self.agents, *self.visitors):
            person.http.timeout = 30
            person.line.stay()
            self._tasks.append(asyncio.create_task(person.line.live(1)))
            await person.line.until(lambda picture: picture.ready > 0, 20)
        self.talks = [asyncio.create_task(each.talk(self._pause)) for each in self.visitors]
        self.talks += [asyncio.create_task(each.talk(self._pause)) for each in self.agents]

    async def fall_silent(self) -> None:
        """Nobody writes any more; what is under way may be stored or not."""
        for talk in self.talks:
            talk.cancel()
        await asyncio.gather(*self.talks, return_exceptions=True)

    async def close(self) -> None:
        for task in (*self.talks, *self._tasks):
            task.cancel()
        await asyncio.gather(*self.talks, *self._tasks, return_exceptions=True)
        for person in (*self.agents, *self.visitors):
            await person.close()

    def heartbeats(self) -> int:
        return sum(each.picture.heartbeats for each in (*self.agents, *self.visitors))

    async def assert_nothing_was_lost(self) -> None:
        await self.fall_silent()
        await until_pictures_are_true(self.agents, self.visitors)
        _, threads = await threads_by_http(self.agents[0])
        assert self.ledger.wrong == []
        assert_each_once_and_in_order(self.ledger, threads.values())


@asynccontextmanager
async def town_in(there: House, *, customers: int = 2, pause: float = 0.5) -> AsyncIterator[Town]:
    town = Town(there, customers, pause)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(town.close)
        await town.open()
        for agent in town.agents:
            await agent.line.until(
                lambda picture: len(picture.objects.get("conversation", {})) >= customers, 20
            )
        await asyncio.sleep(1)
        yield town
