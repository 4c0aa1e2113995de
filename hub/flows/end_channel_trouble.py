"""What kept a channel from sending was for a time, and that is over: what waits goes out."""

from hub.services import channels
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Due
from models.words import DueKind


class EndChannelTrouble:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, due: Due) -> None:
        """Checked again here: other trouble may have begun since, or the same for longer."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            channel = await tx.get(Channel, {"_id": due.object_id})
            trouble = channel.trouble if channel else None
            if channel is None or trouble is None or trouble.until is None:
                return
            if trouble.until > tx.now:
                await set_due(tx, DueKind.CHANNEL_TROUBLE_ENDED, channel.id, trouble.until)
                return
            await channels.end_trouble(tx, channel)

        await self._store.transact(work)
