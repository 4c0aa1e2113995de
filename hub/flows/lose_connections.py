"""A web process has died: what it held is lost as of now, and waits for its people to come back."""

from hub.services import connections
from hub.store.mongo import Store


class LoseConnections:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self) -> int:
        """How many connections were lost. Raises Unavailable."""
        if not await connections.has_unheld(self._store):
            return 0
        return await self._store.transact(connections.lose_unheld)
