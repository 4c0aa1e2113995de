"""Times that come for every connection alike: one ordered dict instead of a timer for each.

All entries of one `Deadlines` wait equally long, so the order of entering is the order of falling
due. Entering, leaving and falling due cost the same whatever the number of connections; a task and
a timer each, as the library keeps them, cost 3 KB a connection.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Deadlines(Generic[Item]):
    """Items that fall due `delay` seconds after they were put in."""

    __slots__ = ("_due", "delay")

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._due: dict[Item, float] = {}

    def __len__(self) -> int:
        return len(self._due)

    def __contains__(self, item: Item) -> bool:
        return item in self._due

    def put(self, item: Item, now: float) -> None:
        """Start the time of `item` (again)."""
        self._due.pop(item, None)
        self._due[item] = now + self.delay

    def drop(self, item: Item) -> bool:
        """Take `item` out; False when it was not in."""
        return self._due.pop(item, None) is not None

    def fallen_due(self, now: float) -> Iterator[Item]:
        """Take out and yield what is due at `now`, the longest due first."""
        while self._due:
            item = next(iter(self._due))
            if self._due[item] > now:
                return
            del self._due[item]
            yield item
