"""The wish of the operator to stop, by Ctrl-C or SIGTERM; a second one stops at once."""

import asyncio
import os
import signal
import threading
from types import TracebackType
from typing import Any, Self

from hub.commands.start import say

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SECOND_STOP_EXIT_CODE = 130
# A stop takes twenty seconds at most, whatever hangs; the private mongod follows its parent.
LONGEST_STOP_SECONDS = 19.5


class StopSignal:
    def __init__(self) -> None:
        self._asked = asyncio.Event()

    def __enter__(self) -> Self:
        for number in SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, self._on_signal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for number in SIGNALS:
            asyncio.get_running_loop().remove_signal_handler(number)

    def _on_signal(self) -> None:
        if self._asked.is_set():
            say("Stopped at once.")
            os._exit(SECOND_STOP_EXIT_CODE)
        self._asked.set()
        last = threading.Timer(LONGEST_STOP_SECONDS, _give_up)
        last.daemon = True
        last.start()

    async def wait(self) -> None:
        await self._asked.wait()

    async def comes_before(self, work: "asyncio.Future[Any]") -> bool:
        """Wait for ``work``; true when the stop came first, and then ``work`` is cancelled."""
        waiting = asyncio.ensure_future(self._asked.wait())
        await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if work.done():
            return False
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        return True


def _give_up() -> None:
    say(f"Did not stop in {LONGEST_STOP_SECONDS:.0f} s, ending now.")
    os._exit(1)
