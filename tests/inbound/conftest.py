"""A hub that listens, and a stand-in for Meta's Cloud API that calls it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx2
import pytest

from channels_adapters.kit.serving import served
from channels_adapters.kit.waiting import until
from channels_adapters.telegram.simulator import Simulator as Telegram
from channels_adapters.whatsapp.simulator import Simulator
from hub.http.app import build
from hub.jobs.due_times import DueTimes
from hub.jobs.watching import Watching
from hub.kit.clock import SettableClock
from hub.kit.ending import end_all
from hub.kit.sealing import seal
from hub.kit.settings import Settings
from hub.store import migrations
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import Channel, Conversation, Department, Identity, Message
from models.words import DueKind
from tests.inbound.provider import TOKEN, Meta

DEWI = 55667788

SECRET = "0123456789abcdef0123456789abcdef"


@dataclass
class Line:
    """Both ends: ``meta`` calls the channel's address at ``url``."""

    hub: Hub
    meta: Simulator
    channel: Channel
    url: str

    @property
    def address(self) -> str:
        return f"{self.url}/webhooks/{self.channel.id}"

    async def settled(self) -> None:
        await self.meta.webhooks.settled()

    async def messages(self) -> list[Message]:
        return await self.hub.store.find(Message, {}, sort=[("conversation_id", 1), ("number", 1)])

    async def only_message(self) -> Message:
        [message] = await self.messages()
        return message

    async def conversations(self) -> list[Conversation]:
        return await self.hub.store.find(Conversation, {}, sort=[("started_at", 1)])

    async def identities(self) -> list[Identity]:
        return await self.hub.store.find(Identity, {})

    async def fetch(self) -> None:
        """All files that wait to be fetched."""
        job = DueTimes(self.hub.store, {DueKind.FETCH_FILES: self.hub.fetch_files})
        while await job.act_on_next():
            pass


@pytest.fixture
async def line(store: Store, clock: SettableClock) -> AsyncIterator[Line]:
    await migrations.migrate(store)
    await store.insert(Department(name="Pengiriman", is_default=True, created_at=clock.now()))
    meta = Simulator(clock.now)
    settings = Settings(public_url="http://hub.test", secret_key=SECRET)
    hub = Hub(settings, store, store.bus, clock)
    async with served(meta.app) as graph, served(build(hub)) as url:
        channel = _channel(hub, meta, graph)
        await store.insert(channel)
        await hub.directory.refresh()
        tasks = [asyncio.create_task(each) for each in (hub.ingest.run(), hub.statuses.run())]
        made = Line(hub, meta, channel, url)
        assert await meta.connect(made.address)
        yield made
        await meta.close()
        await end_all(tasks)
    await hub.http.aclose()


@dataclass
class Bot:
    line: Line
    telegram: Telegram
    channel: Channel

    def watcher(self) -> Watching:
        hub = self.line.hub
        return Watching(
            hub.store,
            hub.take_payload,
            hub.accounts.of,
            hub.note_channel_trouble,
            hub.webhook_sightings.came,
            lease_seconds=5.0,
        )

    async def switch_off(self) -> None:
        off = {"$set": {"enabled": False}, "$inc": {"version": 1}}
        await self.line.hub.store.change(Channel, {"_id": self.channel.id}, off)

    async def texts(self) -> list[str]:
        found = await self.line.hub.store.find(
            Message, {"channel_id": self.channel.id}, sort=[("number", 1)]
        )
        return [one.text for one in found]

    async def until(self, count: int) -> None:
        async def are_there() -> bool:
            return len(await self.texts()) >= count

        await until(are_there)


@pytest.fixture
async def bot(line: Line) -> AsyncIterator[Bot]:
    telegram = Telegram(line.hub.clock.now)
    telegram.person(DEWI, "Dewi")
    async with served(telegram.app) as url:
        channel = Channel(
            kind="telegram",
            name="Bot",
            settings={"mode": "polling", "api_base": url},
            secret_names=["bot_token"],
            created_at=line.hub.clock.now(),
        )
        secrets = {"bot_token": telegram.token}
        channel.sealed_secrets = seal(line.hub.sealing_key, secrets, str(channel.id))
        await line.hub.store.insert(channel)
        await line.hub.directory.refresh()
        yield Bot(line, telegram, channel)
        await telegram.close()


def _channel(hub: Hub, meta: Simulator, graph: str) -> Channel:
    number = meta.number
    channel = Channel(
        kind="whatsapp",
        name="WhatsApp",
        settings={
            "phone_number_id": number.id,
            "waba_id": number.waba_id,
            "api_base": graph,
            "media_hosts": ["127.0.0.1"],
        },
        created_at=hub.clock.now(),
    )
    secrets = {
        "access_token": number.access_token,
        "app_secret": number.app_secret,
        "verify_token": number.verify_token,
    }
    channel.sealed_secrets = seal(hub.sealing_key, secrets, str(channel.id))
    channel.secret_names = sorted(secrets)
    return channel


@pytest.fixture
async def http() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(timeout=10) as client:
        yield client


@pytest.fixture
def meta(line: Line, http: httpx2.AsyncClient) -> Meta:
    """Calls the WhatsApp channel with whatever a test wants."""
    return Meta(line.hub, line.address, line.meta.number, http)


@pytest.fixture
async def telegram(line: Line) -> str:
    """The address of a bot's webhook."""
    channel = Channel(
        kind="telegram",
        name="Bot",
        settings={"mode": "webhook"},
        secret_names=["bot_token", "webhook_token"],
        created_at=line.hub.clock.now(),
    )
    secrets = {"bot_token": "7777:AAbb", "webhook_token": TOKEN}
    channel.sealed_secrets = seal(line.hub.sealing_key, secrets, str(channel.id))
    await line.hub.store.insert(channel)
    await line.hub.directory.refresh()
    return line.address.replace(str(line.channel.id), str(channel.id))
