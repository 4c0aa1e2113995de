"""The templates of a channel are read from its provider and take the place of those before."""

from channels_adapters.base import AccountBroken, ChannelError, HasTemplates, SendDelayed
from channels_adapters.registry import adapter_of
from hub.kit.errors import Conflict, Invalid, NotFound, Unavailable
from hub.services import channels, template_reading, templates
from hub.services.accounts import Accounts
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id


class ProviderAway(Unavailable):
    detail_by_default = "The provider does not answer. Try again in a moment."


class ProviderRefuses(Conflict):
    detail_by_default = "The provider does not let us read the templates. Check the channel."


class SyncTemplates:
    def __init__(self, store: Store, accounts: Accounts) -> None:
        self._store = store
        self._accounts = accounts

    async def __call__(self, channel_id: Id) -> None:
        """Raises NotFound, Invalid, ProviderAway, ProviderRefuses; then what was there stays."""
        channel = await channels.find(self._store, channel_id)
        if channel is None:
            raise NotFound
        adapter = adapter_of(channel.kind)
        if not isinstance(adapter, HasTemplates):
            raise Invalid("Channels of this kind have no templates.")
        before = await templates.sync_of(self._store, channel_id)
        heard = before.news if before else 0
        try:
            read = await template_reading.read(adapter, self._accounts.of(channel))
        except SendDelayed as away:
            await self._fail(channel_id, away, heard)
            raise ProviderAway(extra={"code": away.code}) from away
        except AccountBroken as broken:
            await self._fail(channel_id, broken, heard)
            raise ProviderRefuses(broken.detail or None, extra={"code": broken.code}) from broken

        async def work(tx: Transaction) -> None:
            await templates.replace_all(tx, channel_id, read, heard=heard)

        await self._store.transact(work)

    async def _fail(self, channel_id: Id, error: ChannelError, heard: int) -> None:
        async def work(tx: Transaction) -> None:
            await templates.note_failure(tx, channel_id, error.code, error.detail, heard=heard)

        await self._store.transact(work)
