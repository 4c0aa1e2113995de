"""What a test finds in the hub: a department of its own, with two agents and a live-chat channel.

All houses are built before the hub starts, so one hub serves all tests and none sees another's.
"""

from dataclasses import dataclass
from pathlib import Path

from hub.kit.clock import SystemClock
from hub.rules.passwords import hash_password
from hub.store import migrations
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.store.private_mongod import private_mongod
from models.documents import Channel, Department, Member
from models.documents.hours import Hours
from models.words import Role

PASSWORD = "kata-sandi-demo"
ADMIN = "ratna@paketara.example"
"""The e-mail of Ratna Kusuma, who keeps all houses."""

PLACES = ("Pengiriman", "Penagihan", "Gudang", "Retur", "Asuransi", "Kemitraan", "Ekspor", "Impor")


@dataclass(frozen=True)
class House:
    department: str
    department_id: str
    channel_id: str
    closed_channel_id: str
    """Of a department that is never open."""
    sari: str
    """E-mail of Sari Wulandari, an agent."""
    budi: str
    """E-mail of Budi Santoso, her colleague."""


async def build_houses(data_dir: Path, count: int) -> list[House]:
    """On the private mongod of this data folder, which is stopped again afterwards."""
    async with private_mongod(data_dir, cache_gb=0.25) as url:
        store = await Store.open(url, SystemClock(), LocalBus())
        try:
            await migrations.migrate(store)
            secret = hash_password(PASSWORD)
            await store.insert(
                Member(
                    email=ADMIN,
                    name="Ratna Kusuma",
                    role=Role.ADMIN,
                    password_hash=secret,
                    created_at=store.clock.now(),
                )
            )
            return [await _build(store, number, secret) for number in range(count)]
        finally:
            await store.close()


async def _build(store: Store, number: int, password_hash: str) -> House:
    now = store.clock.now()
    again, at = divmod(number, len(PLACES))
    name = f"{PLACES[at]} {again + 1}" if again else PLACES[at]
    department = Department(name=name, is_default=number == 0, created_at=now)
    closed = Department(name=f"{name}, tutup", hours=Hours(always=False), created_at=now)
    channel, closed_channel = (
        Channel(
            kind="livechat",
            name="Paketara",
            department_id=place.id,
            settings={"allowed_sites": ["*"]},
            created_at=now,
        )
        for place in (department, closed)
    )
    agents = [
        Member(
            email=f"{name.split()[0].lower()}{number}@paketara.example",
            name=name,
            role=Role.AGENT,
            department_ids=[department.id],
            password_hash=password_hash,
            created_at=now,
        )
        for name in ("Sari Wulandari", "Budi Santoso")
    ]
    for document in (department, closed, channel, closed_channel, *agents):
        await store.insert(document)
    return House(
        department.name,
        str(department.id),
        str(channel.id),
        str(closed_channel.id),
        *(agent.email for agent in agents),
    )
