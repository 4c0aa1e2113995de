"""Fixtures for all tests: one real mongod and one real redis-server a session, an empty database a test."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpcore2
import pymongo
import pytest
import structlog
from bson import ObjectId
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from hub.kit.clock import SettableClock
from hub.kit.log import AS_TEXT
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.store.private_mongod import private_mongod
from tests.services.memory import MEMORY, folder_in_memory
from tests.services.redis_server import RedisServer

# Unless told otherwise structlog writes down every variable of a fault: up to ten seconds for one.
structlog.configure(
    [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=AS_TEXT),
    ]
)

# A Wednesday morning in Jakarta (WIB).
START = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

ROOT = Path(__file__).parents[1]

ENOUGH_MEMORY_BYTES = 4_000_000_000
EMPTYING_SECONDS = 10.0


LONGEST = (
    "tests/journeys/test_pictures.py",
    "tests/journeys/test_fuzzed_api.py",
    "tests/inbound/test_mailbox.py",
    "tests/hub/commands",
    "tests/web/test_units.py",
    "tests/faults/test_nothing_is_lost.py",
    "tests/faults/test_presence.py",
    "tests/faults/test_left_visitors.py",
    "tests/faults/test_outages.py",
)
"""They take from half a minute to minutes a file; begun last, they would leave a core idle. Those of the
browser stay among the others: two at once hold each other up.
"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first; else the order stays as it was shuffled."""
    places = [ROOT / name for name in LONGEST]

    def place(item: pytest.Item) -> int:
        return next(
            (at for at, path in enumerate(places) if item.path.is_relative_to(path)), len(places)
        )

    items.sort(key=place)


class Janitor:
    """Empties databases for the next test: their indexes take longer to build than most tests take."""

    def __init__(self, client: MongoClient[dict[str, Any]]) -> None:
        self._client = client
        self._empty: list[str] = []
        self._indexed: set[str] = set()

    def hand_out(self) -> str:
        return self._empty.pop() if self._empty else f"test_{uuid4().hex[:12]}"

    def has_indexes(self, name: str) -> bool:
        return name in self._indexed

    def note_indexes(self, name: str) -> None:
        """They are built, and stay when it is emptied."""
        self._indexed.add(name)

    def take_back(self, name: str) -> None:
        database = self._client[name]
        collections = list(database.list_collections())
        if not collections or any(one["options"] for one in collections):
            # A test has dropped it, or had it watched by rules of its own.
            self._client.drop_database(name)
            self._indexed.discard(name)
            return
        try:
            with pymongo.timeout(EMPTYING_SECONDS):
                for holding in self._not_empty(name, [one["name"] for one in collections]):
                    database[holding].delete_many({})
        except PyMongoError:
            # A transaction that was left open holds it, for up to a minute: it is handed out no more.
            self._indexed.discard(name)
            return
        self._empty.append(name)

    def _not_empty(self, name: str, collections: list[str]) -> list[str]:
        """Asked at once: fifty questions one after the other take ten times as long."""
        each: list[dict[str, Any]] = [
            {
                "$unionWith": {
                    "coll": one,
                    "pipeline": [
                        {"$limit": 1},
                        {"$project": {"_id": 0, "name": {"$literal": one}}},
                    ],
                }
            }
            for one in collections
        ]
        found = self._client[name].aggregate([{"$documents": []}, *each])
        return [one["name"] for one in found]


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_outside() -> Iterator[None]:
    """Neither the developer's variables nor a .env file reach a test."""
    from hub.kit.settings import PREFIX, Settings

    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(PREFIX)}
    Settings.model_config["env_file"] = None
    yield
    os.environ.update(kept)


@pytest.fixture(scope="session", autouse=True)
def certificates_read_once() -> Iterator[None]:
    """Of the thousands of clients each would read them anew, which takes longer than most calls."""
    made = httpcore2.default_ssl_context()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpcore2, "default_ssl_context", lambda **_: made)
        yield


@pytest.fixture(scope="session", autouse=True)
def ids_in_their_order() -> None:
    """Tests read what one process wrote by its ids. Their counter begins anywhere, and what is counted when
    it is full and begins anew would stand before what came earlier in that second.
    """
    ObjectId._inc = 0


@pytest.fixture(scope="session")
async def mongodb_url(mongodb_folder: Path) -> AsyncIterator[str]:
    async with private_mongod(mongodb_folder, cache_gb=0.5) as url:
        with MongoClient[dict[str, Any]](url) as client:
            # It goes by its own clock, and would delete what by the tests' clock has not expired.
            client.admin.command({"setParameter": 1, "ttlMonitorEnabled": False})
        yield url


@pytest.fixture(scope="session")
def mongodb_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory where there is room: building indexes for each test then takes a third of the time."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ENOUGH_MEMORY_BYTES:
        yield tmp_path_factory.mktemp("mongodb")
        return
    with folder_in_memory() as folder:
        yield folder


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
async def store(
    mongodb_url: str, clock: SettableClock, database_name: str, janitor: Janitor
) -> AsyncIterator[Store]:
    """A store on a database of its own."""
    opened = await Store.open(
        mongodb_url,
        clock,
        LocalBus(),
        database=database_name,
        build_indexes=not janitor.has_indexes(database_name),
    )
    janitor.note_indexes(database_name)
    yield opened
    await opened.close()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"
