"""Loads the demo data once, and tells how to get in."""

import asyncio
from datetime import timedelta
from typing import Any

from hub.demo import house
from hub.rules.passwords import hash_password
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import Channel, Member

AGE_OF_THE_HOUSE = timedelta(days=60)


async def load(hub: Hub) -> dict[str, Any]:
    """Write what is not there yet; the accounts, channels and addresses for ``demo.json``."""
    if not await hub.store.get(Member, {"_id": house.ADMIN.id}):
        await _write_everything(hub)
        await hub.directory.refresh()
    return await _made(hub)


async def _write_everything(hub: Hub) -> None:
    password_hash = await asyncio.to_thread(hash_password, house.PASSWORD)
    built = house.build(hub.clock.now() - AGE_OF_THE_HOUSE, password_hash)

    async def work(tx: Transaction) -> None:
        await house.write(tx, built)

    await hub.store.transact(work)


async def _made(hub: Hub) -> dict[str, Any]:
    """As stored now: names may have been changed since, passwords are told as they began."""
    members = {member.id: member for member in await hub.store.find(Member, {})}
    channels = {channel.id: channel for channel in await hub.store.find(Channel, {})}
    people = [members[person.id] for person in house.PEOPLE]
    sites = [channels[site.id] for site in house.SITES if site.id in channels]
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
        "widgetUrl": f"{hub.settings.public_url}/demo?channel={sites[0].id}",
    }
