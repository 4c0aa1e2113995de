"""How the stand-ins of providers push their webhooks: beside everything else, each until it is taken."""

import asyncio
from collections.abc import Callable, Container, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2

TIMEOUT = 10.0


@dataclass(frozen=True)
class Patience:
    """``pauses`` in seconds, of which the last is repeated."""

    pauses: Sequence[float]
    most_tries: int


class Pushes:
    """Those that are under way."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, push: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(push)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self, timeout: float = 30.0) -> None:
        """Until everything begun so far was taken, or given up."""
        async with asyncio.timeout(timeout):
            while self._tasks:
                await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def until_taken(
    url: Callable[[], str],
    raw: bytes,
    headers: Mapping[str, str],
    patience: Patience,
    *,
    taken: Container[int],
    heard: Callable[[int], None],
) -> bool:
    """Post it until the answer is one of ``taken``; false when given up before.

    ``url`` is asked at each try: it may be changed meanwhile. ``heard`` is told each answer, 0 when
    there was none.
    """
    headers = {"Content-Type": "application/json", **headers}
    async with httpx2.AsyncClient(timeout=TIMEOUT) as http:
        for attempt in range(patience.most_tries):
            try:
                answer = (await http.post(url(), content=raw, headers=headers)).status_code
            except httpx2.TransportError:
                answer = 0
            heard(answer)
            if answer in taken:
                return True
            await asyncio.sleep(patience.pauses[min(attempt, len(patience.pauses) - 1)])
    return False
