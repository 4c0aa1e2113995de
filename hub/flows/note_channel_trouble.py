"""A channel does not work until an admin has acted: it says so, and what it has to send waits."""

from hub.rules.actors import SYSTEM
from hub.services import channels
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel
from models.documents.base import Id
from models.documents.channel import Trouble
from models.words import ChannelState


class NoteChannelTrouble:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, channel_id: Id, code: str, detail: str, seen: int) -> None:
        """``seen``: the version of the channel that was tried; a newer one may work."""

        async def work(tx: Transaction) -> None:
            channel = await tx.get(Channel, {"_id": channel_id, "version": seen})
            if channel is None or channel.state is ChannelState.NEEDS_ATTENTION:
                return
            trouble = Trouble(code=code, detail=detail[:500], since=tx.now)
            news = {"state": ChannelState.NEEDS_ATTENTION, "trouble": trouble.model_dump()}
            await channels.put(tx, channel, news, SYSTEM)

        await self._store.transact(work)
