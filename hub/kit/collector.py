"""The garbage collector, kept from holding up a process that answers.

A full collection looks through everything the process holds, and nobody is answered meanwhile: 70 ms for
what is loaded at the start, 100 and more with the events and conversations kept in memory. Nearly all of
that dies by its reference count; garbage in cycles is rare, and mostly young. So what has outlived a full
collection is set aside (``gc.freeze``), and the next one looks only at what has come since: a few
milliseconds, however much is held. Once in a while one looks at everything, which finds the cycles that
died after they had been set aside.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

EVERYTHING = 600.0
"""Seconds between two collections over everything that is held."""

THRESHOLDS = (700, 10, 2)
"""Full collections come often, because each is small."""


@contextmanager
def spared_collector(monotonic: Callable[[], float] = time.monotonic) -> Iterator[None]:
    """From here on full collections look only at what is new. What has been loaded by now is set aside."""
    looked_at_all = monotonic()

    def set_aside(phase: Literal["start", "stop"], info: dict[str, int]) -> None:
        nonlocal looked_at_all
        if phase != "stop" or info["generation"] != 2:
            return
        now = monotonic()
        if now - looked_at_all < EVERYTHING:
            gc.freeze()
        else:
            # The next full collection sees all of it, and sets aside what is left.
            looked_at_all = now
            gc.unfreeze()

    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    # Python waits with a full collection until a quarter more is held than after the last one: after
    # this one that is next to nothing.
    gc.collect()
    gc.set_threshold(*THRESHOLDS)
    gc.callbacks.append(set_aside)
    try:
        yield
    finally:
        gc.callbacks.remove(set_aside)
        gc.set_threshold(*before)
        gc.unfreeze()
