"""Reads the templates of all channels now and then. One leads."""

import asyncio
import os
import secrets
from datetime import timedelta

from pymongo.errors import PyMongoError

from channels_adapters.base import HasTemplates
from channels_adapters.registry import all_adapters
from hub.flows.sync_templates import SyncTemplates
from hub.kit.errors import HubError, Unavailable
from hub.kit.log import get_logger
from hub.services import channels, templates
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store

log = get_logger(__name__)

LOOK_EVERY = 10.0
LEASE_SECONDS = 30.0
AGAIN_AFTER = timedelta(hours=1)


class TemplateSyncing:
    def __init__(self, store: Store, sync: SyncTemplates) -> None:
        self._store = store
        self._sync = sync
        holder = f"{os.getpid()}:{secrets.token_hex(4)}"
        self._lease = LeaseHolder(store, "templates", holder, LEASE_SECONDS)

    async def run(self) -> None:
        while True:
            try:
                if await self._lease.take():
                    await self.sync_due()
            except (Unavailable, PyMongoError) as away:
                log.warning("template_sync_waits", reason=type(away).__name__)
            await asyncio.sleep(LOOK_EVERY)

    async def sync_due(self) -> None:
        """All channels with templates that were not tried for a while."""
        fresh = await templates.tried_since(self._store, self._store.clock.now(), AGAIN_AFTER)
        kinds = [kind for kind, one in all_adapters().items() if isinstance(one, HasTemplates)]
        for channel in await channels.list_working(self._store, kinds):
            if channel.id in fresh:
                continue
            try:
                await self._sync(channel.id)
            except HubError as failed:
                log.warning("templates_not_synced", channel=str(channel.id), reason=failed.error)
