"""Loads the demo data once, and tells how to get in."""

import asyncio
from datetime import timedelta
from random import Random
from typing import Any

from hub.demo import house, tools
from hub.demo.book import Book
from hub.demo.customers import Crowd
from hub.demo.past import Past, slots
from hub.demo.present import Present, scenes
from hub.jobs.reactions.gone_visitors import GoneVisitors
from hub.rules.passwords import hash_password
from hub.store.numbers import CONVERSATIONS, reserve
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import Channel, Cursor, Event, Member, Workspace

AGE_OF_THE_HOUSE = timedelta(days=60)
SEED = 7742
"""Every demo tells the same stories, whenever it is loaded."""


ALL_ROWS = 1_000_000_000
"""More rows than the journal of a demo can have."""


async def load(hub: Hub) -> dict[str, Any]:
    """Write what is not there yet; the accounts, channels and addresses for ``demo.json``."""
    if not await hub.store.get(Member, {"_id": house.ADMIN.id}):
        await _write_everything(hub)
        await hub.directory.refresh()
    return await _made(hub)


async def _write_everything(hub: Hub) -> None:
    now = hub.clock.now()
    password_hash = await asyncio.to_thread(hash_password, house.PASSWORD)
    built = house.build(now - AGE_OF_THE_HOUSE, password_hash)
    rng = Random(SEED)
    over, going_on = slots(now, rng), scenes()
    numbers = iter(await reserve(hub.store, CONVERSATIONS, len(over) + len(going_on)))

    book = Book()
    crowd = Crowd(book, rng)
    past = Past(book, built, crowd, rng)
    present = Present(book, built, crowd, rng)
    for slot in over:
        past.play(slot, next(numbers))
    for scene in going_on:
        present.play(scene, next(numbers), now, Workspace())
    await book.upload(hub)

    async def work(tx: Transaction) -> None:
        await house.write(tx, built)
        await tools.write(tx, built, now - AGE_OF_THE_HOUSE)
        await book.write(tx)

    await hub.store.transact(work)
    await tools.label_what_goes_on(hub, built)
    await _keep_visitors(hub)


async def _keep_visitors(hub: Hub) -> None:
    """Who waits in the queue has no window open; he counts as there until somebody takes his chat."""
    rows = await hub.store.count(Event, {}, limit=ALL_ROWS)
    read = {"$set": {"seq": rows}}
    await hub.store.change(Cursor, {"_id": GoneVisitors.name}, read, upsert=True)


async def _made(hub: Hub) -> dict[str, Any]:
    """As stored now: names may have been changed since, passwords are told as they began."""
    members = {member.id: member for member in await hub.store.find(Member, {})}
    channels = {channel.id: channel for channel in await hub.store.find(Channel, {})}
    people = [members[person.id] for person in house.PEOPLE]
    sites = [channels[site.id] for site in house.CHANNELS if site.id in channels]
    return {
        "accounts": [
            {
                "role": member.role.value,
                "email": member.email,
                "password": house.PASSWORD,
                "name": member.name,
            }
            for member in people
        ],
        "channels": [
            {"kind": channel.kind, "id": str(channel.id), "name": channel.name} for channel in sites
        ],
        "widgetUrl": f"{hub.settings.public_url}/demo",
    }
