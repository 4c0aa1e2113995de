"""What a provider grants an account for a time and replaces by itself: tokens. One of them counts for all
processes, and a replaced one is stored before it is used.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Grant:
    """``seconds``: how long the access token may still be used. An empty ``refresh_token``: that which
    the admin has entered counts.
    """

    access_token: str
    refresh_token: str = ""
    seconds: float = 0.0

    def gives(self, refused: str) -> bool:
        """Whether it has an access token other than one that was ``refused``."""
        return self.seconds > 0 and self.access_token != refused


class Grants(Protocol):
    """Of one account. ``given_for`` tells what an admin has entered; what was granted for anything else
    counts no more.
    """

    async def read(self, given_for: str) -> Grant | None:
        """Raises SendDelayed."""
        ...

    def alone(self) -> AbstractAsyncContextManager[None]:
        """Nobody else renews it meanwhile, in no process. Raises SendDelayed."""
        ...

    async def begin(self, given_for: str) -> bool:
        """Write down that the provider is about to be asked, and may replace what is stored. True when
        that stood there already: somebody has asked and never heard, or never stored, the answer.
        Raises SendDelayed, so that nobody asks whose answer could not be stored.
        """
        ...

    async def end(self, given_for: str) -> None:
        """The provider has answered, and replaced nothing."""
        ...

    async def keep(self, given_for: str, old: Grant | None, new: Grant) -> Grant:
        """Store ``new`` in place of ``old`` and not of another; the one that counts now."""
        ...


class GrantsInMemory:
    """For one process that ends with it."""

    def __init__(self) -> None:
        self._kept: dict[str, Grant] = {}
        self._begun: set[str] = set()
        self._lock = asyncio.Lock()

    async def read(self, given_for: str) -> Grant | None:
        return self._kept.get(given_for)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        async with self._lock:
            yield

    async def begin(self, given_for: str) -> bool:
        was_begun = given_for in self._begun
        self._begun.add(given_for)
        return was_begun

    async def end(self, given_for: str) -> None:
        self._begun.discard(given_for)

    async def keep(self, given_for: str, old: Grant | None, new: Grant) -> Grant:
        self._begun.discard(given_for)
        if self._kept.get(given_for) == old:
            self._kept[given_for] = new
        return self._kept[given_for]
