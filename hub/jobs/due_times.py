"""Acts on what has become due. Any number of workers share it by atomic claims."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from pymongo.errors import PyMongoError

from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.store.due_times import CLAIM_SECONDS, claim_due
from hub.store.mongo import Store
from models.documents import Due
from models.words import DueKind

log = get_logger(__name__)

EVERY = 0.5
"""Seconds between looks when nothing is due."""

LONG_PAUSE = 5.0
"""Seconds between two looks after which the process has not been running."""

Act = Callable[[Due], Awaitable[None]]


class DueTimes:
    """``acts`` says what to do for each kind; an act checks again in its own transaction."""

    def __init__(
        self,
        store: Store,
        acts: Mapping[DueKind, Act],
        stood_still: Callable[[], None] = lambda: None,
        claim_seconds: int = CLAIM_SECONDS,
    ) -> None:
        """``stood_still`` hears that the database was away, or this process did not run, until now.

        ``claim_seconds``: longer than any of the acts takes.
        """
        self._claim_seconds = claim_seconds
        self._store = store
        self._acts = acts
        self._stood_still = stood_still

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        looked_at = loop.time()
        while True:
            if loop.time() - looked_at > LONG_PAUSE:
                self._stood_still()
            looked_at = loop.time()
            try:
                if await self.act_on_next():
                    continue
            except (Unavailable, PyMongoError) as away:
                log.warning("due_times_wait", reason=type(away).__name__)
                self._stood_still()
            await asyncio.sleep(EVERY)

    async def act_on_next(self) -> bool:
        """Act on the next due thing; False when nothing is due now."""
        kinds = [kind.value for kind in self._acts]
        due = await claim_due(self._store, self._store.clock.now(), kinds, self._claim_seconds)
        if due is None:
            return False
        try:
            await self._acts[DueKind(due.kind)](due)
        except Unavailable:
            raise
        except Exception:
            # Its claim runs out and it is tried again; others must not wait for it.
            log.exception("due_act_failed", kind=due.kind, attempts=due.attempts)
        return True
