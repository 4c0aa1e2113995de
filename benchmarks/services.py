"""What the benches of the whole hub run on: a private mongod, a house with people in it."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from hub.kit.clock import SystemClock
from hub.store import migrations
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.store.private_mongod import private_mongod
from models.documents import Channel, Department, Member
from models.words import Role

SECRET = "0123456789abcdef0123456789abcdef"


@asynccontextmanager
async def mongod() -> AsyncIterator[str]:
    """The address of a fresh database on a mongod of our own."""
    with tempfile.TemporaryDirectory(prefix="simpul-bench-") as folder:
        async with private_mongod(Path(folder), cache_gb=1) as url:
            address, _, options = url.partition("?")
            yield f"{address.rstrip('/')}/bench_{uuid4().hex[:8]}?{options}"


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    store = await Store.open(url, SystemClock(), LocalBus())
    try:
        await migrations.migrate(store)
        yield store
    finally:
        await store.close()


async def furnish(store: Store, agents: int) -> tuple[Channel, list[Member]]:
    """One department with so many agents, one live-chat channel."""
    now = store.clock.now()
    department = Department(name="Bench", is_default=True, created_at=now)
    channel = Channel(
        kind="livechat", name="Bench", settings={"allowed_sites": ["*"]}, created_at=now
    )
    members = [
        Member(
            email=f"agent{i}@bench.example",
            name=f"Agent {i}",
            role=Role.AGENT,
            department_ids=[department.id],
            created_at=now,
        )
        for i in range(agents)
    ]
    for document in (department, channel, *members):
        await store.insert(document)
    return channel, members
