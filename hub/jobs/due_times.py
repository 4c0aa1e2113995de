"""Acts on what has become due. Any number of workers share it by atomic claims."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.store.due_times import claim_due
from hub.store.mongo import Store
from models.documents import Due
from models.words import DueKind

log = get_logger(__name__)

EVERY = 0.5
"""Seconds between looks when nothing is due."""

Act = Callable[[Due], Awaitable[None]]


class DueTimes:
    """``acts`` says what to do for each kind; an act checks again in its own transaction."""

    def __init__(self, store: Store, acts: Mapping[DueKind, Act]) -> None:
        self._store = store
        self._acts = acts

    async def run(self) -> None:
        while True:
            try:
                if await self.act_on_next():
                    continue
            except Unavailable as away:
                log.warning("due_times_wait", reason=away.error)
            await asyncio.sleep(EVERY)

    async def act_on_next(self) -> bool:
        """Act on the next due thing; False when nothing is due now."""
        kinds = [kind.value for kind in self._acts]
        due = await claim_due(self._store, self._store.clock.now(), kinds)
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
