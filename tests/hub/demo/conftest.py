"""A hub with the demo data in it, loaded once for all tests of this folder that only look."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hub.demo import load
from hub.kit.clock import SettableClock
from hub.kit.settings import Settings
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import Conversation, Message
from models.documents.base import Id
from tests.conftest import START


@pytest.fixture
async def empty_hub(store: Store, clock: SettableClock, data_dir: Path) -> Hub:
    settings = Settings(public_url="http://127.0.0.1:8000", secret_key="s" * 40, data_dir=data_dir)
    return Hub(settings, store, LocalBus(), clock)


@asynccontextmanager
async def loaded_hub(mongodb_url: str, data_dir: Path, name: str) -> AsyncIterator[Hub]:
    """With the demo data, in a database of its own."""
    clock = SettableClock(START)
    store = await Store.open(mongodb_url, clock, LocalBus(), database=name, build_indexes=True)
    settings = Settings(public_url="http://127.0.0.1:8000", secret_key="s" * 40, data_dir=data_dir)
    hub = Hub(settings, store, store.bus, clock)
    await load(hub)
    yield hub
    await store.client.drop_database(name)
    await store.close()


@pytest.fixture(scope="package")
async def loaded(mongodb_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hub]:
    async with loaded_hub(mongodb_url, tmp_path_factory.mktemp("demo"), "demo_looked_at") as hub:
        yield hub


@pytest.fixture(scope="package")
async def conversations(loaded: Hub) -> list[Conversation]:
    return await loaded.store.find(Conversation, {}, sort=[("number", 1)])


@pytest.fixture(scope="package")
async def threads(loaded: Hub) -> dict[Id, list[Message]]:
    """Messages by conversation, in their order."""
    found: dict[Id, list[Message]] = defaultdict(list)
    for message in await loaded.store.find(Message, {}, sort=[("number", 1)]):
        found[message.conversation_id].append(message)
    return found
