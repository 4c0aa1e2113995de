"""From a visitor's post to the agent's screen: 200 messages a second, 100 agents connected.

The time runs from before the HTTP post until the event has arrived at the agent's WebSocket, both
taken in one process; the hub runs in others, embedded and over relay and Redis.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx2 as httpx
import orjson
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.caller import Caller
from benchmarks.rows import Row
from benchmarks.services import SECRET, furnish, mongod, opened
from hub.kit.child_process import free_port
from hub.services import sign_ins
from tests.services.redis_server import RedisServer

AGENTS = 100
PER_SECOND = 200
SECONDS = 15
WARM_UP_SECONDS = 3

KEPT = httpx.Limits(max_connections=200, max_keepalive_connections=200)
"""Posts come over connections that are kept, as from browsers and providers."""

EMBEDDED = ("serve",)
SPREAD = ("web", "relay", "worker")


class Stopwatch:
    """When each numbered message was posted, and how long it took to arrive (seconds)."""

    def __init__(self) -> None:
        self.posted: dict[int, float] = {}
        self.took: list[float] = []

    def arrived(self, packet: bytes) -> None:
        if not packet.startswith(b'42/agent,["message.created"'):
            return
        message = orjson.loads(packet.partition(b",")[2])[1]["data"].get("message")
        if message is None:
            return
        at = self.posted.pop(int(message["text"].removeprefix("mark ")), None)
        if at is not None:
            self.took.append(time.perf_counter() - at)


async def agent(url: str, token: str, stopwatch: Stopwatch, ready: asyncio.Event) -> None:
    address = url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    async with connect(address, compression=None, max_queue=None) as socket:
        await _join(socket, token)
        async for text in socket:
            packet = text.encode() if isinstance(text, str) else text
            if packet == b"2":
                await socket.send("3")
            elif packet.startswith(b'42/agent,["ready"'):
                ready.set()
            else:
                stopwatch.arrived(packet)


async def _join(socket: ClientConnection, token: str) -> None:
    await socket.recv()
    await socket.send("40/agent," + orjson.dumps({"token": token}).decode())


@asynccontextmanager
async def hub(url: str, roles: Sequence[str], redis_url: str) -> AsyncIterator[str]:
    """The hub's processes, and the address of its web role."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="simpul-bench-") as folder:
        env = {
            **os.environ,
            "HUB_MONGODB_URL": url,
            "HUB_REDIS_URL": redis_url,
            "HUB_PORT": str(port),
            "HUB_SECRET_KEY": SECRET,
            "HUB_DATA_DIR": folder,
        }
        processes = [
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "hub", role), env=env, stdout=DEVNULL, stderr=DEVNULL
            )
            for role in roles
        ]
        try:
            address = f"http://127.0.0.1:{port}"
            await _until_ready(address)
            yield address
        finally:
            for process in processes:
                process.kill()
                await process.wait()


async def _until_ready(address: str) -> None:
    async with httpx.AsyncClient() as http:
        for _ in range(150):
            try:
                if (await http.get(f"{address}/readyz")).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.2)
    raise TimeoutError("the hub did not become ready")


async def measure(roles: Sequence[str], redis_url: str) -> list[float]:
    """Seconds that each message took."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(mongod())
        store = await stack.enter_async_context(opened(url))
        channel, members = await furnish(store, AGENTS)
        tokens = [
            await sign_ins.begin(store, member.id, device="bench", address="127.0.0.1")
            for member in members
        ]
        address = await stack.enter_async_context(hub(url, roles, redis_url))
        stopwatch = Stopwatch()
        readies = [asyncio.Event() for _ in tokens]
        agents = [
            asyncio.create_task(agent(address, token, stopwatch, ready))
            for token, ready in zip(tokens, readies, strict=True)
        ]
        await asyncio.gather(*(ready.wait() for ready in readies))
        http = await stack.enter_async_context(httpx.AsyncClient(timeout=30, limits=KEPT))
        chats = f"{address}/api/v1/chat/{channel.id}"
        visitors = await _conversations(http, address, chats, tokens)
        caller = Caller(f"{chats}/messages")
        stack.callback(caller.close)
        await _post(caller, visitors, stopwatch, WARM_UP_SECONDS, first=0)
        stopwatch.took.clear()
        await _post(caller, visitors, stopwatch, SECONDS, first=1_000_000)
        for _ in range(50):
            if not stopwatch.posted:
                break
            await asyncio.sleep(0.1)
        assert not stopwatch.posted, f"{len(stopwatch.posted)} never arrived"
        for task in agents:
            task.cancel()
        await asyncio.gather(*agents, return_exceptions=True)
        return stopwatch.took


async def _conversations(
    http: httpx.AsyncClient, address: str, chats: str, tokens: list[str]
) -> list[str]:
    """One conversation handled by each agent; the visitors' tokens."""
    visitors: list[str] = []
    for token in tokens:
        visitor = (await http.post(f"{chats}/session", json={})).json()["token"]
        bearer = {"Authorization": f"Bearer {visitor}"}
        body = {"clientId": f"first-{len(visitors):06}", "text": "mark 0"}
        sent = await http.post(f"{chats}/messages", json=body, headers=bearer)
        conversation = sent.json()["conversationId"]
        claimed = await http.post(
            f"{address}/api/v1/conversations/{conversation}/claim",
            json={},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert claimed.status_code == 200, claimed.text
        visitors.append(visitor)
    return visitors


async def _post(
    caller: Caller,
    visitors: list[str],
    stopwatch: Stopwatch,
    seconds: int,
    first: int,
) -> None:
    """At an even pace, whatever the answers take."""
    loop = asyncio.get_running_loop()
    started = loop.time()
    posts = []

    async def post(number: int) -> None:
        stopwatch.posted[number] = time.perf_counter()
        body = orjson.dumps({"clientId": f"mark-{number:08}", "text": f"mark {number}"})
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {visitors[number % len(visitors)]}",
        }
        assert await caller.post(body, headers) == 201

    for index in range(seconds * PER_SECOND):
        await asyncio.sleep(started + index / PER_SECOND - loop.time())
        posts.append(asyncio.create_task(post(first + index)))
    await asyncio.gather(*posts)


def rows_of(name: str, took: list[float], reach: tuple[str, str]) -> list[Row]:
    cuts = statistics.quantiles(took, n=100)
    return [
        Row(f"post to agent's screen, {name}, p50", cuts[49] * 1000, "ms", None, reach[0]),
        Row(f"post to agent's screen, {name}, p99", cuts[98] * 1000, "ms", None, reach[1]),
    ]


def run() -> list[Row]:
    rows = rows_of("one process", asyncio.run(measure(EMBEDDED, "")), ("< 15", "< 60"))
    with tempfile.TemporaryDirectory(prefix="simpul-bench-") as folder:
        redis = RedisServer(Path(folder))
        redis.start()
        try:
            took = asyncio.run(measure(SPREAD, redis.url))
        finally:
            redis.stop()
    return rows + rows_of("relay and Redis", took, ("< 30", "< 100"))
