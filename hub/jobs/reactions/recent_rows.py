"""The end of the journal, read once for all the reactions of a process."""

import asyncio
from bisect import bisect_right
from collections.abc import Sequence
from math import inf

from hub.store.journal import rows_after
from hub.store.mongo import Store
from models.documents import Event

KEPT = 1_000
"""Rows; who is further behind reads the journal itself."""


class RecentRows:
    def __init__(self, store: Store, *, fresh_seconds: float = 0.0) -> None:
        """``fresh_seconds``: so long what was read counts as the end, whoever asks."""
        self._store = store
        self._fresh_seconds = fresh_seconds
        self._read_at = -inf
        self._rows: list[Event] = []
        self._before = 0
        """The seq after which all rows are here."""
        self._reading = asyncio.Lock()

    async def after(self, seq: int, *, limit: int) -> Sequence[Event]:
        """The next rows in order, as ``rows_after`` gives them."""
        async with self._reading:
            if not self._before <= seq <= self._last:
                return await self._begin_at(seq, limit)
            if len(self._among(seq, limit)) < limit and not self._is_fresh():
                began = asyncio.get_running_loop().time()
                self._rows += await rows_after(self._store, self._last, limit=limit)
                self._read_at = began
            found = self._among(seq, limit)
            self._forget()
            return found

    def _is_fresh(self) -> bool:
        return asyncio.get_running_loop().time() - self._read_at < self._fresh_seconds

    @property
    def _last(self) -> int:
        return (self._rows[-1].seq or 0) if self._rows else self._before

    async def _begin_at(self, seq: int, limit: int) -> Sequence[Event]:
        rows = await rows_after(self._store, seq, limit=limit)
        if seq > self._last:
            self._before, self._rows = seq, list(rows)
        return rows

    def _among(self, seq: int, limit: int) -> Sequence[Event]:
        start = bisect_right(self._rows, seq, key=lambda row: row.seq or 0)
        return self._rows[start : start + limit]

    def _forget(self) -> None:
        spare = len(self._rows) - KEPT
        if spare > 0:
            self._before = self._rows[spare - 1].seq or 0
            del self._rows[:spare]
