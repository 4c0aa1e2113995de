"""Templates of channels, as they were last read from their providers."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from hub.kit.errors import Invalid
from hub.store.leases import LONG_AGO
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import ChannelTemplate, TemplateSync
from models.documents.base import Id
from models.envelopes import Template


async def list_of(store: Store, channel_id: Id) -> list[ChannelTemplate]:
    order = [("channel_id", 1), ("name", 1), ("language", 1)]
    return await store.find(ChannelTemplate, {"channel_id": channel_id}, sort=order)


async def sync_of(store: Store, channel_id: Id) -> TemplateSync | None:
    return await store.get(TemplateSync, {"_id": channel_id})


async def chosen(tx: Transaction, channel_id: Id, name: str, language: str) -> ChannelTemplate:
    """Raises Invalid."""
    named = {"channel_id": channel_id, "name": name, "language": language}
    found = await tx.get(ChannelTemplate, named)
    if found is None:
        raise Invalid(
            "This channel has no such template.", fields={"template.name": "is not there"}
        )
    return found


async def replace_all(
    tx: Transaction, channel_id: Id, read: Sequence[Template], *, heard: int
) -> None:
    """From now on the channel has these. ``heard``: the news of when the reading began."""
    once = {(one.name, one.language): one for one in read}
    await tx.delete(ChannelTemplate, {"channel_id": channel_id})
    await tx.insert_many(
        ChannelTemplate(channel_id=channel_id, **asdict(one)) for one in once.values()
    )
    done = {"tried_at": tx.now, "synced_at": tx.now}
    await tx.change(
        TemplateSync,
        {"_id": channel_id},
        {"$set": done, "$unset": {"code": "", "detail": ""}, "$max": {"heard": heard}},
        upsert=True,
    )


async def note_failure(
    tx: Transaction, channel_id: Id, code: str, detail: str, *, heard: int
) -> None:
    """Those that are there stay."""
    told = {"tried_at": tx.now, "code": code, "detail": detail}
    await tx.change(
        TemplateSync, {"_id": channel_id}, {"$set": told, "$max": {"heard": heard}}, upsert=True
    )


async def ask_again(tx: Transaction, channel_id: Id) -> None:
    """The provider has others now: they are read at the next look."""
    never = {"$setOnInsert": {"tried_at": LONG_AGO}}
    await tx.change(TemplateSync, {"_id": channel_id}, {"$inc": {"news": 1}, **never}, upsert=True)


async def tried_since(store: Store, after: datetime, every: timedelta) -> set[Id]:
    """Channels whose templates need not be read again yet."""
    nothing_new = {"$lte": [{"$ifNull": ["$news", 0]}, {"$ifNull": ["$heard", 0]}]}
    lately = {"tried_at": {"$gt": after - every}, "$expr": nothing_new}
    found = await store.find(TemplateSync, lately)
    return {one.id for one in found}
