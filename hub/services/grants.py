"""Tokens that providers grant and replace: one of each channel, sealed, for all processes."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from pymongo.errors import DuplicateKeyError, PyMongoError

from channels_adapters.base import SendDelayed
from channels_adapters.kit.grants import Grant
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.kit.sealing import SealBroken, seal, unseal
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store
from models.documents import ChannelGrant
from models.documents.base import Id

log = get_logger(__name__)

LEASE_SECONDS = 30.0
"""After so long without a word, who was renewing is lost."""

LOOK_SECONDS = 0.1
AGAIN_SECONDS = 0.5


class GrantsOfChannel:
    """``key`` seals. Every process has such an object; what counts lies in the database."""

    def __init__(
        self, store: Store, key: bytes, channel_id: Id, *, lease_seconds: float = LEASE_SECONDS
    ) -> None:
        self._store = store
        self._key = key
        self._channel_id = channel_id
        self._lease_seconds = lease_seconds

    async def read(self, given_for: str) -> Grant | None:
        try:
            stored = await self._stored(given_for)
        except (Unavailable, PyMongoError) as away:
            raise _away(away) from away
        return self._opened(stored)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        name = secrets.token_hex(8)
        lease = LeaseHolder(self._store, f"grant:{self._channel_id}", name, self._lease_seconds)
        try:
            while not await lease.take():
                await asyncio.sleep(LOOK_SECONDS)
        except (Unavailable, PyMongoError) as away:
            raise _away(away) from away
        async with lease.kept():
            yield

    async def begin(self, given_for: str) -> bool:
        now = self._store.clock.now()
        fresh = {"sealed": "", "until": now, "version": 0}
        try:
            stored = await self._stored(given_for)
            await self._store.change(
                ChannelGrant,
                {"_id": self._id(given_for)},
                {"$set": {"asked_at": now}, "$setOnInsert": fresh},
                upsert=True,
            )
        except (Unavailable, PyMongoError) as away:
            raise _away(away) from away
        return stored is not None and stored.asked_at is not None

    async def end(self, given_for: str) -> None:
        with suppress(Unavailable, PyMongoError):
            await self._store.change(
                ChannelGrant, {"_id": self._id(given_for)}, {"$unset": {"asked_at": ""}}
            )

    async def keep(self, given_for: str, old: Grant | None, new: Grant) -> Grant:
        """Does not return before it is stored: the provider may take nothing else any more."""
        while True:
            try:
                return await self._replace(given_for, old, new)
            except DuplicateKeyError:
                continue
            except (Unavailable, PyMongoError) as away:
                log.warning("grant_waits_for_database", reason=type(away).__name__)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _replace(self, given_for: str, old: Grant | None, new: Grant) -> Grant:
        stored = await self._stored(given_for)
        present = self._opened(stored)
        if present is not None and not _is_same(present, old):
            return present
        seen = stored.version if stored else 0
        tokens = {"access_token": new.access_token, "refresh_token": new.refresh_token}
        id = self._id(given_for)
        fresh = {
            "sealed": seal(self._key, tokens, id),
            "until": self._store.clock.now() + timedelta(seconds=new.seconds),
            "version": seen + 1,
        }
        changed = await self._store.change(
            ChannelGrant,
            {"_id": id, "version": seen},
            {"$set": fresh, "$unset": {"asked_at": ""}},
            upsert=stored is None,
        )
        return new if changed is not None else await self._replace(given_for, old, new)

    async def _stored(self, given_for: str) -> ChannelGrant | None:
        return await self._store.get(ChannelGrant, {"_id": self._id(given_for)})

    def _opened(self, stored: ChannelGrant | None) -> Grant | None:
        """None also when another key has sealed it: then the admin's own is tried."""
        if stored is None or not stored.sealed:
            return None
        try:
            tokens = unseal(self._key, stored.sealed, stored.id)
        except SealBroken:
            return None
        left = (stored.until - self._store.clock.now()).total_seconds()
        return Grant(tokens["access_token"], tokens["refresh_token"], left)

    def _id(self, given_for: str) -> str:
        return f"{self._channel_id}:{given_for}"


def _is_same(one: Grant, other: Grant | None) -> bool:
    """But for the time that is left."""
    return other is not None and (one.access_token, one.refresh_token) == (
        other.access_token,
        other.refresh_token,
    )


def _away(error: Exception) -> SendDelayed:
    return SendDelayed("database_away", type(error).__name__, whole_channel=True)
