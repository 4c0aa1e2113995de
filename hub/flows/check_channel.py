"""Tries a channel's connection, the provider's side and ours; a good verdict ends its trouble.

What does not keep the channel from working is over when an admin has asked for the test himself.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from channels_adapters.base import (
    Account,
    AccountBroken,
    ChannelError,
    Checks,
    CheckStep,
    Connects,
    Medium,
    Sends,
    TakesWebhooks,
    Watches,
)
from channels_adapters.registry import adapter_of
from hub.kit.log import get_logger
from hub.rules import own_checks
from hub.rules.origins import LOOPBACK
from hub.services import channels, trials, webhook_sightings
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel
from models.words import ChannelState, MessageStatus

log = get_logger(__name__)


class CheckChannel:
    def __init__(
        self, store: Store, account_of: Callable[[Channel], Account], public_url: str
    ) -> None:
        self._store = store
        self._account_of = account_of
        self._is_local = urlsplit(public_url).hostname in LOOPBACK

    async def __call__(self, channel: Channel) -> list[CheckStep]:
        return await self._try(channel, ends=channel.state is ChannelState.NEEDS_ATTENTION)

    async def connect(self, channel: Channel) -> list[CheckStep]:
        """Say to the provider where to call us, or, of a channel that is off, that it shall not; then try."""
        adapter = adapter_of(channel.kind)
        refused = []
        if isinstance(adapter, Connects):
            try:
                account = self._account_of(channel)
                await (adapter.connect if channel.enabled else adapter.disconnect)(account)
            except ChannelError as error:
                refused = [own_checks.introduced(error)]
        return [*refused, *await self._try(channel, ends=True)]

    async def _try(self, channel: Channel, *, ends: bool) -> list[CheckStep]:
        steps = await self._at_provider(channel)
        wrong = {step.name for step in steps if not step.well}
        if ends and steps and wrong.isdisjoint(own_checks.NEEDED):
            await self._end_trouble(channel)
        return [*steps, *await self._on_our_side(channel)]

    async def _at_provider(self, channel: Channel) -> list[CheckStep]:
        adapter = adapter_of(channel.kind)
        try:
            account = self._account_of(channel)
        except AccountBroken as broken:
            return [own_checks.settings_fit(broken)]
        if not isinstance(adapter, Checks):
            return []
        try:
            return await adapter.check(account)
        except Exception as error:
            log.exception("check_failed", channel=str(channel.id))
            return [own_checks.check_died(error)]

    async def _on_our_side(self, channel: Channel) -> list[CheckStep]:
        adapter, watched = adapter_of(channel.kind), self._is_watched(channel)
        seen = await webhook_sightings.of(self._store, channel.id)
        steps = []
        if watched:
            steps = [own_checks.first_message(seen)]
        elif isinstance(adapter, TakesWebhooks):
            confirms = adapter.traits.confirms_address
            steps = own_checks.webhooks(seen, is_local=self._is_local, confirms_address=confirms)
        if isinstance(adapter, Sends):
            comes_back = watched and adapter.traits.medium is Medium.MAIL
            is_told = adapter.traits.reports_reading or comes_back
            until = MessageStatus.DELIVERED if is_told else MessageStatus.SENT
            newest = await trials.of(self._store, channel.id)
            steps.append(own_checks.trial(newest, until=until))
        return steps

    def _is_watched(self, channel: Channel) -> bool:
        adapter = adapter_of(channel.kind)
        try:
            return isinstance(adapter, Watches) and adapter.is_watching(self._account_of(channel))
        except AccountBroken:
            return False

    async def _end_trouble(self, channel: Channel) -> None:
        async def work(tx: Transaction) -> None:
            present = await tx.get(Channel, {"_id": channel.id, "version": channel.version})
            if present is not None:
                await channels.end_trouble(tx, present)

        if channel.trouble is not None:
            await self._store.transact(work)
