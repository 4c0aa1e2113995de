"""What goes wrong at the stand-in, and how often."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """``ERROR`` refuses with ``code``. ``HTTP`` answers a bare ``code``, as a gateway does.

    ``SLOW`` takes and answers after ``seconds``, ``ANSWERS_LATE`` takes at once. ``ANSWER_LOST`` takes the
    message at once and closes the connection after ``seconds``.
    ``FAILS_LATER`` answers 200 after ``seconds`` and reports ``failed`` with ``code``; ``FAILS_AND_ARRIVES``
    reports ``delivered`` after that, as happens with several devices.
    """

    ERROR = "error"
    HTTP = "http"
    SLOW = "slow"
    ANSWERS_LATE = "answers_late"
    ANSWER_LOST = "answer_lost"
    FAILS_LATER = "fails_later"
    FAILS_AND_ARRIVES = "fails_and_arrives"


@dataclass
class Planned:
    """``left``: how many more calls it hits; None for all until it is taken away. What takes time also
    waits for ``until``.
    """

    fault: Fault
    code: int = 0
    seconds: float = 0.0
    left: int | None = 1
    until: asyncio.Event | None = None

    async def wait(self) -> None:
        await asyncio.sleep(self.seconds)
        if self.until is not None:
            await self.until.wait()


@dataclass
class Faults:
    """The first planned fault hits the next call that sends a message."""

    planned: list[Planned] = field(default_factory=list)

    def plan(
        self,
        fault: Fault,
        code: int = 0,
        *,
        times: int | None = 1,
        seconds: float = 0.0,
        until: asyncio.Event | None = None,
    ) -> None:
        self.planned.append(Planned(fault, code, seconds, times, until))

    def clear(self) -> None:
        self.planned.clear()

    def next(self) -> Planned | None:
        if not self.planned:
            return None
        first = self.planned[0]
        if first.left is not None:
            first.left -= 1
            if first.left <= 0:
                self.planned.pop(0)
        return first
