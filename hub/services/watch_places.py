"""Where the watcher of a channel goes on."""

from collections.abc import Mapping
from typing import Any

from hub.store.mongo import Store
from models.documents import WatchPlace
from models.documents.base import Id


async def place_of(store: Store, channel_id: Id) -> dict[str, Any]:
    found = await store.get(WatchPlace, {"_id": channel_id})
    return found.place if found else {}


async def move(store: Store, channel_id: Id, place: Mapping[str, Any]) -> None:
    """After what lies before it has been stored: what comes twice is known by its id."""
    values = {"place": dict(place), "moved_at": store.clock.now()}
    await store.change(WatchPlace, {"_id": channel_id}, {"$set": values}, upsert=True)
