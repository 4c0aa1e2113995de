"""A hub with three members in two departments, called over ASGI."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from hub.http.app import build
from hub.kit.settings import Settings
from hub.services import sign_ins
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Department, Member
from models.words import Role
from tests.hub.http.doors import PUBLIC_URL, Api, Staff, password_hash

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
async def hub(store: Store) -> Any:
    settings = Settings(public_url=PUBLIC_URL, secret_key=SECRET)
    directory = Directory(store)
    await directory.refresh()
    return SimpleNamespace(store=store, settings=settings, clock=store.clock, directory=directory)


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
    tokens = [
        await sign_ins.begin(store, member.id, device="test", address="203.0.113.7")
        for member in (budi, rina, ana)
    ]
    return Staff(*tokens, budi.id, rina.id, ana.id, sales.id, billing.id)


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
async def api(hub: Any, staff: Staff) -> AsyncIterator[Api]:
    await hub.directory.refresh()
    opened = Api(build(hub))
    yield opened
    await opened.client.aclose()


@pytest.fixture
async def far_api(hub: Any) -> AsyncIterator[Api]:
    """The same hub, called from another network address."""
    opened = Api(build(hub), "198.51.100.9")
    yield opened
    await opened.client.aclose()
