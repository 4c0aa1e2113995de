"""A hub of several real processes, each of which can be killed, paused and started again."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import httpx2 as httpx

from hub.kit import child_process
from hub.kit.clock import SystemClock
from hub.store import migrations
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.store.private_mongod import PrivateMongod
from models.documents import Channel, Workspace
from tests.journeys.conftest import SECRET, furnish
from tests.services.command import ROOT
from tests.services.redis_server import RedisServer

START_SECONDS = 40.0
PUBLIC_URL = "http://hub.example"


class Killable(Protocol):
    name: str
    kills: int

    async def start(self) -> None: ...

    async def kill(self) -> None: ...


class Role:
    """``python -m hub COMMAND``, which may die at any moment."""

    def __init__(self, name: str, command: str, folder: Path, settings: dict[str, str]) -> None:
        self.name = name
        self.kills = 0
        self.port = child_process.free_port()
        self.log = folder / f"{name}.log"
        self._command = command
        self._folder = folder
        self._settings = {**settings, "HUB_PORT": str(self.port)}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
        env, nice = shutil.which("env"), shutil.which("nice")
        assert env is not None and nice is not None
        self._process = await child_process.start_dependent(
            # In a folder without the developer's .env; nice leaves the machine usable.
            [env, "-C", str(self._folder), nice, sys.executable, "-m", "hub", self._command],
            output=self.log,
            env={**kept, "PYTHONPATH": str(ROOT), **self._settings},
        )

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        assert self._process is not None
        assert self._process.returncode is None, f"{self.name} had ended by itself: {self.log}"
        self.signal(signal.SIGKILL)
        self.kills += 1
        await self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    async def end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGCONT)
            await child_process.end(self._process, 25)

    def said(self, word: str) -> int:
        """How often its log holds this word."""
        return self.log.read_text().count(word)


class Mongod:
    """A replica set of one that keeps its port over kill -9."""

    def __init__(self, folder: Path) -> None:
        self.name = "mongod"
        self.kills = 0
        self._mongod = PrivateMongod(folder, cache_gb=0.25)

    @property
    def url(self) -> str:
        return self._mongod.url.replace("/?", "/simpul?")

    async def start(self) -> None:
        await self._mongod.start()

    async def kill(self) -> None:
        os.kill(self._mongod.pid, signal.SIGKILL)
        await self._mongod.stop()
        self.kills += 1

    def signal(self, number: signal.Signals) -> None:
        os.kill(self._mongod.pid, number)

    async def end(self) -> None:
        await self._mongod.stop()


class Redis:
    def __init__(self, folder: Path) -> None:
        self.name = "redis"
        self.kills = 0
        self._server = RedisServer(folder)

    @property
    def url(self) -> str:
        return self._server.url

    async def start(self) -> None:
        await asyncio.to_thread(self._server.start)

    async def kill(self) -> None:
        self._server.kill()
        self.kills += 1

    def signal(self, number: signal.Signals) -> None:
        self._server.send(number)

    async def end(self) -> None:
        self._server.stop()


class House:
    """All processes of one hub. ``webs`` are its doors."""

    def __init__(self, folder: Path, mongod: Mongod, redis: Redis | None, channel: Channel) -> None:
        self.mongod = mongod
        self.redis = redis
        self.channel = channel
        settings = {
            "HUB_MONGODB_URL": mongod.url,
            "HUB_SECRET_KEY": SECRET,
            "HUB_PUBLIC_URL": PUBLIC_URL,
            "HUB_DATA_DIR": str(folder / "data"),
        }
        if redis is not None:
            settings["HUB_REDIS_URL"] = redis.url
        self._folder, self._settings = folder, settings
        self.webs: list[Role] = []
        self.relays: list[Role] = []
        self.workers: list[Role] = []

    def add(self, command: str, count: int = 1) -> list[Role]:
        name = "" if count == 1 else "1 2 3 4"
        names = [command + suffix for suffix in (name.split() or [""])[:count]]
        return [Role(name, command, self._folder, self._settings) for name in names]

    @property
    def roles(self) -> list[Role]:
        return [*self.webs, *self.relays, *self.workers]

    @property
    def urls(self) -> list[str]:
        return [web.url for web in self.webs]

    async def end(self) -> None:
        await asyncio.gather(*(role.end() for role in self.roles))

    async def until_ready(self, seconds: float = START_SECONDS) -> None:
        for web in self.webs:
            await until_readyz(web.url, 200, seconds)


async def until_readyz(url: str, status: int, seconds: float = START_SECONDS) -> float:
    """Wait until /readyz answers this status; how many seconds that took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    told: object = None
    async with httpx.AsyncClient(timeout=5) as http:
        while loop.time() - began < seconds:
            try:
                answer = await http.get(f"{url}/readyz")
                told = answer.text
                if answer.status_code == status:
                    return loop.time() - began
            except httpx.TransportError as error:
                told = error
            await asyncio.sleep(0.1)
    raise TimeoutError(f"{url} is not {status} after {seconds} s: {told!r}")


async def _furnished(mongod: Mongod, password_hash: str, rules: Mapping[str, object]) -> Channel:
    store = await Store.open(mongod.url, SystemClock(), LocalBus())
    try:
        await migrations.migrate(store)
        if rules:
            await store.change(Workspace, {"_id": "workspace"}, {"$set": rules}, upsert=True)
        return await furnish(store, password_hash)
    finally:
        await store.close()


@asynccontextmanager
async def house(
    folder: Path,
    password_hash: str,
    *,
    webs: int = 2,
    relays: int = 2,
    rules: Mapping[str, object] = MappingProxyType({}),
) -> AsyncIterator[House]:
    """Web processes, relays and a worker over Redis. ``rules``: of the workspace, as stored."""
    async with AsyncExitStack() as stack:
        mongod, redis = Mongod(folder), Redis(folder)
        for service in (mongod, redis):
            await service.start()
            stack.push_async_callback(service.end)
        built = House(folder, mongod, redis, await _furnished(mongod, password_hash, rules))
        built.webs = built.add("web", webs)
        built.relays = built.add("relay", relays)
        built.workers = built.add("worker")
        stack.push_async_callback(built.end)
        for role in built.roles:
            await role.start()
        await built.until_ready()
        yield built


@asynccontextmanager
async def embedded_house(folder: Path, password_hash: str) -> AsyncIterator[House]:
    """One process of all roles, without Redis; its mongod stands beside it."""
    async with AsyncExitStack() as stack:
        mongod = Mongod(folder)
        await mongod.start()
        stack.push_async_callback(mongod.end)
        built = House(folder, mongod, None, await _furnished(mongod, password_hash, {}))
        built.webs = built.add("serve")
        stack.push_async_callback(built.end)
        await built.webs[0].start()
        await built.until_ready()
        yield built
