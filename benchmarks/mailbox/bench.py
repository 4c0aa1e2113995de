"""A mailbox of 5,000 mails, 500 of them broken, filed from a real IMAP server (Dovecot): how long it
takes, and that none is lost, none waits, and none goes out.
"""

import asyncio
import time

from benchmarks.rows import Row
from benchmarks.services import mongod
from channels_adapters.email.dovecot import running
from hub.flows.take_payload import TAKEN
from hub.jobs.watching import Watching
from hub.kit.clock import SystemClock
from hub.kit.settings import Settings
from hub.store import migrations
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import (
    Conversation,
    Department,
    Message,
    NotUnderstood,
    OutboxEntry,
    WatchPlace,
)
from tests.inbound.conftest import SECRET
from tests.inbound.mailbox import connect, mails

WHOLE, BROKEN = 4_500, 500
LOOK_SECONDS = 0.25


async def measure() -> list[Row]:
    async with mongod() as url:
        with running() as box:
            box.put_files(mails(WHOLE, BROKEN))
            store = await Store.open(url, SystemClock(), LocalBus())
            await migrations.migrate(store)
            now = store.clock.now()
            await store.insert(Department(name="Umum", is_default=True, created_at=now))
            hub = Hub(Settings(secret_key=SECRET), store, store.bus, store.clock)
            await connect(store, box, "all")
            await hub.directory.refresh()
            seconds = await _until_filed(hub)
            kept = await store.count(NotUnderstood, {})
            ours = TAKEN.labels("email", "ignore")._value.get()
            lost = WHOLE + BROKEN - await store.count(Message, {}) - kept - int(ours)
            waiting = await store.count(Conversation, {"state": "queued"})
            waiting += await store.count(OutboxEntry, {})
            await hub.http.aclose()
            await store.close()
    assert (lost, waiting) == (0, 0), f"{lost} lost, {waiting} wait"
    return [
        Row("a mailbox of 5,000 mails, 500 broken, filed", seconds, "s"),
        Row("of them kept as not understood", float(kept), "mails"),
        Row("of them broken so that they seem to be our own", ours, "mails"),
        Row("of them lost, waiting or gone out", float(lost + waiting), "mails", reach="0"),
    ]


async def _until_filed(hub: Hub) -> float:
    watching = Watching(
        hub.store,
        hub.take_payload,
        hub.accounts.of,
        hub.note_channel_trouble,
        hub.webhook_sightings.came,
    )
    tasks = [asyncio.create_task(each) for each in (hub.ingest.run(), watching.run())]
    began = time.perf_counter()
    while not await _is_filed(hub.store):
        await asyncio.sleep(LOOK_SECONDS)
    took = time.perf_counter() - began
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return took


async def _is_filed(store: Store) -> bool:
    places = await store.find(WatchPlace, {})
    folders = [one for place in places for one in place.place["folders"]]
    return bool(folders) and all(one["past"] is None for one in folders)


def run() -> list[Row]:
    return asyncio.run(measure())
