"""Fixtures for all tests: one real mongod and one real redis-server a session, an empty database a test."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from pymongo import MongoClient

from hub.kit.clock import SettableClock
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.store.private_mongod import private_mongod
from tests.services.redis_server import RedisServer

# A Wednesday morning in Jakarta (WIB).
START = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

MEMORY = Path("/dev/shm")
ENOUGH_MEMORY_BYTES = 4_000_000_000


class Janitor:
    """Empties databases for the next test: their indexes take longer to build than most tests take."""

    def __init__(self, client: MongoClient[dict[str, Any]]) -> None:
        self._client = client
        self._empty: list[str] = []

    def hand_out(self) -> str:
        return self._empty.pop() if self._empty else f"test_{uuid4().hex[:12]}"

    def take_back(self, name: str) -> None:
        database = self._client[name]
        collections = list(database.list_collections())
        if any(one["options"] for one in collections):
            # A test had it watched by rules of its own.
            self._client.drop_database(name)
            return
        for one in collections:
            database[one["name"]].delete_many({})
        self._empty.append(name)


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_outside() -> Iterator[None]:
    """Neither the developer's variables nor a .env file reach a test."""
    from hub.kit.settings import PREFIX, Settings

    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(PREFIX)}
    Settings.model_config["env_file"] = None
    yield
    os.environ.update(kept)


@pytest.fixture(scope="session")
async def mongodb_url(mongodb_folder: Path) -> AsyncIterator[str]:
    async with private_mongod(mongodb_folder, cache_gb=0.5) as url:
        yield url


@pytest.fixture(scope="session")
def mongodb_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory where there is room: building indexes for each test then takes a third of the time."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ENOUGH_MEMORY_BYTES:
        yield tmp_path_factory.mktemp("mongodb")
        return
    with TemporaryDirectory(prefix="simpul-tests-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """For tests that kill it; start it again before the test ends."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def redis_url(redis_server: RedisServer) -> str:
    return redis_server.url


@pytest.fixture
def clock() -> SettableClock:
    """Stands at Wednesday, 25 Nov 2026, 10.00 WIB until the test moves it."""
    return SettableClock(START)


@pytest.fixture(scope="session")
def janitor(mongodb_url: str) -> Iterator[Janitor]:
    with MongoClient[dict[str, Any]](mongodb_url) as client:
        yield Janitor(client)


@pytest.fixture
def database_name(janitor: Janitor) -> Iterator[str]:
    """An empty database that no other test uses meanwhile."""
    name = janitor.hand_out()
    yield name
    janitor.take_back(name)


@pytest.fixture
async def store(mongodb_url: str, clock: SettableClock, database_name: str) -> AsyncIterator[Store]:
    """A store on a database of its own."""
    opened = await Store.open(
        mongodb_url, clock, LocalBus(), database=database_name, build_indexes=True
    )
    yield opened
    await opened.close()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"
