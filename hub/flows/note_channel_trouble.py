"""A channel does not work until an admin has acted: it says so, and what it has to send waits."""

from hub.services import channels
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel
from models.documents.base import Id
from models.documents.channel import Trouble


class NoteChannelTrouble:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, channel_id: Id, code: str, detail: str, seen: int) -> None:
        """``seen``: the version of the channel that was tried; a newer one may work."""

        async def work(tx: Transaction) -> None:
            channel = await tx.get(Channel, {"_id": channel_id, "version": seen})
            if channel is not None:
                trouble = Trouble(code=code, detail=detail[:500], since=tx.now)
                await channels.begin_trouble(tx, channel, trouble, stops=True)

        await self._store.transact(work)
