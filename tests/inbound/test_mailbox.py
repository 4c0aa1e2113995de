"""A whole mailbox, broken mails among the others: all of it in or kept, none lost, none twice, whoever
is killed.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pymongo.errors import PyMongoError

from channels_adapters.email.dovecot import Dovecot, running
from hub.kit.clock import SystemClock
from hub.kit.ending import end_all
from hub.store import migrations
from hub.store.bus import LocalBus
from hub.store.leases import LONG_AGO
from hub.store.mongo import Store
from hub.store.orphans import Orphans
from models.documents import (
    Conversation,
    Department,
    Lease,
    Message,
    Notification,
    NotUnderstood,
    OutboxEntry,
    SystemMail,
    WatchPlace,
)
from models.words import ConversationState, Direction
from tests.inbound.conftest import SECRET
from tests.inbound.mailbox import connect, letter, mails
from tests.journeys.conftest import in_database
from tests.services.command import start_hub

pytestmark = [pytest.mark.faults, pytest.mark.timeout(150)]

WHOLE, BROKEN = 160, 40


@dataclass
class Workers:
    """``python -m hub worker``, one after the other."""

    settings: dict[str, str]
    folder: Path
    store: Store
    said: bytes = b""
    process: asyncio.subprocess.Process | None = None
    reading: "asyncio.Task[None] | None" = None

    async def start(self) -> None:
        # Whoever held it is dead, and his lease is not waited for.
        async for lease in self.store.db["leases"].find({"_id": {"$regex": "^watch:"}}):
            await self.store.change(Lease, {"_id": lease["_id"]}, {"$set": {"until": LONG_AGO}})
        self.process = await start_hub("worker", cwd=self.folder, **self.settings)
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        assert self.process.stderr is not None

        async def drain(stream: asyncio.StreamReader) -> None:
            while piece := await stream.read(65_536):
                self.said += piece

        await asyncio.gather(drain(self.process.stdout), drain(self.process.stderr))

    async def kill(self) -> None:
        assert self.process is not None
        assert self.reading is not None
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        await self.reading


@pytest.fixture
def box() -> Iterator[Dovecot]:
    with running() as dovecot:
        yield dovecot


@pytest.fixture
async def house(mongodb_url: str, database_name: str) -> AsyncIterator[Store]:
    url = in_database(mongodb_url, database_name)
    store = await Store.open(url, SystemClock(), LocalBus())
    await migrations.migrate(store)
    await store.insert(Department(name="Pengiriman", is_default=True, created_at=store.clock.now()))
    # As relays do: what a killed worker wrote last is free again after seconds, not after a minute.
    orphans = asyncio.create_task(Orphans(store).run())
    yield store
    await end_all([orphans])
    # Transactions of the killed hold their locks for a while; the whole server goes soon.
    with suppress(PyMongoError):
        await store.client.drop_database(database_name)
    await store.close()


@pytest.fixture
async def workers(
    house: Store, mongodb_url: str, redis_url: str, database_name: str, tmp_path: Path
) -> AsyncIterator[Workers]:
    made = Workers(
        {
            "HUB_MONGODB_URL": in_database(mongodb_url, database_name),
            "HUB_REDIS_URL": redis_url,
            "HUB_SECRET_KEY": SECRET,
        },
        tmp_path,
        house,
    )
    yield made
    if made.process is not None:
        await made.kill()
    shutil.rmtree(tmp_path, ignore_errors=True)


async def in_or_kept(store: Store) -> int:
    return await store.count(Message, {}) + await store.count(NotUnderstood, {})


async def until(store: Store, count: int, seconds: float = 120) -> None:
    async with asyncio.timeout(seconds):
        while await in_or_kept(store) < count:
            await asyncio.sleep(0.1)


async def past_of(store: Store) -> Any:
    [place] = await store.find(WatchPlace, {})
    return place.place["folders"][0]["past"]


async def test_history_is_all_in_or_kept_with_no_mail_out_though_the_watcher_is_killed(
    box: Dovecot, house: Store, workers: Workers
) -> None:
    box.put_files(mails(WHOLE, BROKEN))
    await connect(house, box, "all")
    await workers.start()
    for share in (1, 2):
        await until(house, share * (WHOLE + BROKEN) // 3)
        await workers.kill()
        await workers.start()
    await until(house, WHOLE + BROKEN)
    async with asyncio.timeout(30):
        while await past_of(house) is not None:
            await asyncio.sleep(0.1)

    stored = await house.find(Message, {})
    letters = [one for one in stored if one.external_id and one.external_id.startswith("l")]
    assert len(letters) == WHOLE
    assert len({one.external_id for one in stored}) == len(stored)
    assert len(stored) + await house.count(NotUnderstood, {}) == WHOLE + BROKEN
    assert b"Traceback" not in workers.said
    states = {one.state for one in await house.find(Conversation, {})}
    assert states == {ConversationState.RESOLVED}
    assert await house.count(Message, {"direction": Direction.OUTBOUND.value}) == 0
    for quiet in (OutboxEntry, SystemMail, Notification):
        assert await house.count(quiet, {}) == 0


async def test_new_mail_is_taken_once_though_the_watcher_is_killed(
    box: Dovecot, house: Store, workers: Workers
) -> None:
    await connect(house, box, "now")
    await workers.start()
    async with asyncio.timeout(60):
        while not await house.count(WatchPlace, {}):
            await asyncio.sleep(0.05)
    many = 60
    for number in range(many):
        await asyncio.to_thread(box.put, letter(number))
        if number in (20, 40):
            await workers.kill()
            await workers.start()
    await until(house, many)
    await asyncio.sleep(0.5)
    stored = await house.find(Message, {})
    assert sorted(one.external_id or "" for one in stored) == sorted(
        f"l{number}@pelanggan.example" for number in range(many)
    )
    assert await house.count(Conversation, {"state": ConversationState.QUEUED.value}) == 45
    assert b"Traceback" not in workers.said
