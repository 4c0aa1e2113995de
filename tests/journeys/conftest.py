"""A hub that really listens: HTTP and sockets on a port of loopback, MongoDB behind it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hub.commands.web_server import WebServer
from hub.kit.clock import Clock, SettableClock
from hub.kit.settings import Settings
from hub.process import Process
from hub.rules.passwords import hash_password
from hub.store.mongo import Store
from models.documents import Channel, Department, Member
from models.words import Role
from tests.journeys.people import PASSWORD, Running

SECRET = "0123456789abcdef0123456789abcdef"


@asynccontextmanager
async def listening(
    settings: Settings, roles: set[str], clock: Clock | None = None
) -> AsyncIterator[tuple[Process, str]]:
    """A process of these roles in this event loop, on a free port."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings = settings.model_copy(update={"public_url": url})
    async with Process.open(settings, roles, clock) as process:
        up = asyncio.Event()
        server = WebServer(process.app, listener, up.set, process.uvicorn_options())
        tasks = [asyncio.create_task(process.run()), asyncio.create_task(server.run())]
        await up.wait()
        yield process, url
        server.stop()
        await asyncio.wait(tasks[1:], timeout=10)
        tasks[0].cancel()
        await asyncio.wait(tasks)
    listener.close()


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


async def furnish(store: Store, password_hash: str) -> Channel:
    """One department, members of all roles, one live-chat channel."""
    now = store.clock.now()
    department = Department(name="Pengiriman", is_default=True, created_at=now)
    other = Department(name="Penagihan", created_at=now)
    people = (
        ("sari", Role.AGENT, department),
        ("budi", Role.AGENT, department),
        ("tono", Role.AGENT, other),
        ("hana", Role.SUPERVISOR, department),
        ("dewi", Role.ADMIN, None),
    )
    channel = Channel(
        kind="livechat", name="Situs", settings={"allowed_sites": ["*"]}, created_at=now
    )
    for document in (department, other, channel):
        await store.insert(document)
    for name, role, place in people:
        await store.insert(
            Member(
                email=f"{name}@paketara.example",
                name=f"{name.title()} Wulandari",
                role=role,
                department_ids=[place.id] if place else [],
                password_hash=password_hash,
                created_at=now,
            )
        )
    return channel


def in_database(mongodb_url: str, name: str) -> str:
    address, _, options = mongodb_url.partition("?")
    return f"{address.rstrip('/')}/{name}" + (f"?{options}" if options else "")


@asynccontextmanager
async def embedded(
    mongodb_url: str, password_hash: str, clock: Clock | None = None, *, redis_url: str = ""
) -> AsyncIterator[Running]:
    """The hub in one process, all roles, with people to sign in as."""
    settings = Settings(mongodb_url=mongodb_url, redis_url=redis_url, secret_key=SECRET)
    async with listening(settings, {"web", "relay", "worker"}, clock) as (process, address):
        store = process.hub.store
        channel = await furnish(store, password_hash)
        await process.hub.directory.refresh()
        running = Running(address, process, channel)
        yield running
        await running.everybody_leaves()


@pytest.fixture
async def running(
    mongodb_url: str, database_name: str, password_hash: str
) -> AsyncIterator[Running]:
    async with embedded(in_database(mongodb_url, database_name), password_hash) as running:
        yield running


@pytest.fixture
async def running_by_clock(
    mongodb_url: str, database_name: str, password_hash: str, clock: SettableClock
) -> AsyncIterator[tuple[Running, SettableClock]]:
    """The same, on a clock that the test moves."""
    url = in_database(mongodb_url, database_name)
    async with embedded(url, password_hash, clock) as running:
        yield running, clock
