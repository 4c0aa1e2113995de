"""A hub with three members in two departments, called over ASGI."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from argon2 import PasswordHasher

from channels_adapters.livechat.settings import LiveChatSettings
from hub.http.app import build
from hub.kit.settings import Settings
from hub.process import Process
from hub.rules import passwords
from hub.services import sign_ins
from hub.store import migrations
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import Channel, Department, Member
from models.words import Role
from tests.hub.http.doors import PUBLIC_URL, Api, Site, Staff, password_hash

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2id as ever, at a cost that tests can pay."""
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", cheap)
    monkeypatch.setattr(passwords, "_NOBODYS_HASH", cheap.hash("nobody"))


@pytest.fixture
async def hub(store: Store, staff: Staff, site: Site) -> AsyncIterator[Hub]:
    """As the HTTP entrance needs it: inbound is taken in, nothing else runs."""
    settings = Settings(public_url=PUBLIC_URL, secret_key=SECRET)
    hub = Hub(settings, store, store.bus, store.clock)
    await migrations.migrate(store)
    await hub.directory.refresh()
    running = asyncio.create_task(hub.ingest.run())
    yield hub
    running.cancel()
    await asyncio.wait([running])


@pytest.fixture
async def relay(hub: Hub) -> AsyncIterator[None]:
    """The journal is put in order, too."""
    running = asyncio.create_task(Process(hub, {"relay"}).run())
    yield
    running.cancel()
    await asyncio.wait([running])


@pytest.fixture
async def site(store: Store, staff: Staff) -> Site:
    """A live-chat channel of Sales that two shops may show, and one that is switched off."""
    now = store.clock.now()
    settings = LiveChatSettings(allowed_sites=["https://shop.example"]).model_dump(mode="json")
    chat = Channel(
        kind="livechat",
        name="Shop",
        department_id=staff.sales_id,
        settings=settings,
        created_at=now,
    )
    closed = Channel(kind="livechat", name="Old", enabled=False, settings=settings, created_at=now)
    for channel in (chat, closed):
        await store.insert(channel)
    return Site(chat.id, closed.id)


@pytest.fixture
async def staff(store: Store) -> Staff:
    now = store.clock.now()
    sales = Department(name="Sales", is_default=True, created_at=now)
    billing = Department(name="Billing", created_at=now)
    ana = _member("Ana", Role.AGENT, [sales.id], store)
    rina = _member("Rina", Role.SUPERVISOR, [sales.id], store)
    rina.supervised_ids = [ana.id]
    budi = _member("Budi", Role.ADMIN, [], store)
    for document in (sales, billing, ana, rina, budi):
        await store.insert(document)
    admin, supervisor, agent = [
        await sign_ins.begin(store, member.id, device="test", address="203.0.113.7")
        for member in (budi, rina, ana)
    ]
    return Staff(admin, supervisor, agent, budi.id, rina.id, ana.id, sales.id, billing.id)


def _member(name: str, role: Role, departments: list[Any], store: Store) -> Member:
    return Member(
        email=f"{name.lower()}@toko.example",
        name=name,
        role=role,
        department_ids=departments,
        password_hash=password_hash(),
        created_at=store.clock.now(),
    )


@pytest.fixture
async def api(hub: Hub) -> AsyncIterator[Api]:
    opened = Api(build(hub))
    yield opened
    await opened.client.aclose()


@pytest.fixture
async def far_api(hub: Hub) -> AsyncIterator[Api]:
    """The same hub, called from another network address."""
    opened = Api(build(hub), "198.51.100.9")
    yield opened
    await opened.client.aclose()
