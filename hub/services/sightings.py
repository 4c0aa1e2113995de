"""On which sites the chat is seen, and where it was refused: few writes, however many visitors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hub.rules.origins import origin_of
from hub.store.mongo import Store
from models.documents.base import Id
from models.documents.sighting import Sighting

WRITE_EVERY = timedelta(seconds=20)
"""Of one site with one channel in one process."""

KEPT_SEEN = timedelta(days=30)
KEPT_REFUSED = timedelta(hours=1)
MOST_REFUSED = 50
"""Sites that are remembered as refused for one channel: more is noise."""

MOST_REMEMBERED = 2_000
"""Sites whose last write this process knows; then it begins anew."""

Key = tuple[Id | None, str, bool]


@dataclass
class _Written:
    at: datetime
    pending: int = 0


class Sightings:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._written: dict[Key, _Written] = {}

    async def note(self, channel_id: Id | None, address: str | None, *, allowed: bool) -> None:
        """``address``: what the browser says of the page (Origin or Referer); nonsense is dropped."""
        origin = origin_of(address or "")
        if origin is None:
            return
        key: Key = (channel_id, origin, allowed)
        now = self._store.clock.now()
        before = self._written.get(key)
        if before is not None and now - before.at < WRITE_EVERY:
            before.pending += 1
            return
        if not allowed and before is None and await self._is_full(channel_id, origin):
            return
        count = 1 + (before.pending if before else 0)
        if len(self._written) >= MOST_REMEMBERED:
            self._written.clear()
        self._written[key] = _Written(now)
        await self._write(key, count, now)

    async def _is_full(self, channel_id: Id | None, origin: str) -> bool:
        others = {"channel_id": channel_id, "allowed": False, "origin": {"$ne": origin}}
        return await self._store.count(Sighting, others, limit=MOST_REFUSED) >= MOST_REFUSED

    async def _write(self, key: Key, count: int, now: datetime) -> None:
        channel_id, origin, allowed = key
        kept = KEPT_SEEN if allowed else KEPT_REFUSED
        # The database lets go of what has expired within a minute; until then it begins anew.
        running = {"$gt": ["$expires_at", now]}
        await self._store.change(
            Sighting,
            {"channel_id": channel_id, "allowed": allowed, "origin": origin},
            [
                {
                    "$set": {
                        "since": {"$cond": [running, "$since", now]},
                        "tries": {"$add": [{"$cond": [running, "$tries", 0]}, count]},
                        "last_at": now,
                        "expires_at": now + kept,
                    }
                }
            ],
            upsert=True,
        )

    async def refused(self, channel_id: Id) -> list[Sighting]:
        """Of the last hour, the newest first."""
        return await self._of(channel_id, allowed=False)

    async def seen(self, channel_id: Id, sites: list[str]) -> list[Sighting]:
        """Where the chat was opened; and the allowed sites that have fetched the script."""
        opened = await self._of(channel_id, allowed=True)
        fetched = [
            one
            for one in await self._of(None, allowed=True)
            if one.origin in sites and one.origin not in {each.origin for each in opened}
        ]
        return sorted([*opened, *fetched], key=lambda one: one.last_at, reverse=True)

    async def newest(self, sites: Mapping[Id, list[str]]) -> tuple[Id, Sighting] | None:
        """The channel whose chat was opened last, and where; while none was, the first one with an allowed
        site that has fetched the script. ``sites``: the allowed ones of each channel.
        """
        opened = await self._latest({"channel_id": {"$in": list(sites)}})
        if opened is not None and opened.channel_id is not None:
            return opened.channel_id, opened
        allowed = {site for each in sites.values() for site in each}
        fetched = await self._latest({"channel_id": None, "origin": {"$in": sorted(allowed)}})
        if fetched is None:
            return None
        return next(id for id, each in sites.items() if fetched.origin in each), fetched

    async def _latest(self, where: dict[str, Any]) -> Sighting | None:
        found = await self._find({**where, "allowed": True}, KEPT_SEEN, 1)
        return found[0] if found else None

    async def _of(self, channel_id: Id | None, *, allowed: bool) -> list[Sighting]:
        where = {"channel_id": channel_id, "allowed": allowed}
        return await self._find(where, KEPT_SEEN if allowed else KEPT_REFUSED, MOST_REFUSED)

    async def _find(self, where: dict[str, Any], kept: timedelta, limit: int) -> list[Sighting]:
        since = {"last_at": {"$gt": self._store.clock.now() - kept}}
        return await self._store.find(
            Sighting, {**where, **since}, sort=[("last_at", -1)], limit=limit
        )
