"""A client that takes nothing from its line costs nobody else anything, and is put out."""

import asyncio
import json
import socket
import time
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.faults.crowd import Agent, Ledger, Visitor, sign_in, visit
from tests.faults.house import embedded_house
from tests.journeys.people import Picture

TEXT = "x" * 9_000
MESSAGES = 1_000
AT_ONCE = 10
"""Together more than the buffers of the kernel (4 MB on Linux) and the hub's own limit."""

VISITORS = 5
"""So many that none of them writes faster than a visitor may."""

LATE_SECONDS = 1.0

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120)]


async def deaf(agent: Agent, token: str) -> ClientConnection:
    """A raw WebSocket in ``/agent`` whose reader has stopped reading after ``ready``."""
    line = socket.create_connection(("127.0.0.1", int(agent.line.url.rpartition(":")[2])))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64_000)
    line.setblocking(False)
    address = f"{agent.line.url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
    opened = await connect(address, sock=line, max_queue=1, compression=None, ping_interval=None)
    await opened.recv()
    await opened.send("40/agent," + json.dumps({"token": token}))
    while '"ready"' not in str(await opened.recv()):
        pass
    return opened


async def post(visitor: Visitor, n: int) -> str:
    body = {"clientId": f"{n:032}", "text": f"{n} {TEXT}"}
    answer = await visitor.call("POST", "/messages", json=body)
    assert answer is not None and answer.status_code == 201
    return str(answer.json()["id"])


def shows(picture: Picture, ids: list[str]) -> bool:
    return set(ids) <= picture.objects.get("message", {}).keys()


async def read_to_the_end(opened: ClientConnection) -> int:
    """How many packets lay in its line before it was closed."""
    read = 0
    try:
        async with asyncio.timeout(10):
            while await opened.recv():
                read += 1
    except ConnectionClosed:
        return read
    except TimeoutError:
        pass
    raise AssertionError(f"not closed after {read} packets")


async def test_others_are_not_delayed_and_it_is_closed(tmp_path: Path, password_hash: str) -> None:
    ledger = Ledger()
    async with embedded_house(tmp_path, password_hash) as there:
        agent = await sign_in("hana", there.urls, ledger)
        names = [f"Maya {n}" for n in range(VISITORS)]
        visitors = [await visit(name, there.urls, there.channel, ledger) for name in names]
        agent.line.stay()
        living = asyncio.create_task(agent.line.live(1))
        await agent.line.until(lambda picture: picture.ready > 0)
        slow = await deaf(agent, agent.line.auth["token"])

        delays: list[float] = []
        for n in range(MESSAGES // AT_ONCE):
            numbers = range(n * AT_ONCE, (n + 1) * AT_ONCE)
            stored = await asyncio.gather(*(post(visitors[m % VISITORS], m) for m in numbers))
            began = time.monotonic()
            await agent.line.until(lambda picture: shows(picture, stored))  # noqa: B023
            delays.append(time.monotonic() - began)

        assert max(delays) < LATE_SECONDS, sorted(delays)[-10:]
        assert await read_to_the_end(slow) < MESSAGES
        assert len(agent.picture.objects["message"]) == MESSAGES
        assert agent.line.drops == 0
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
        await agent.close()
        for visitor in visitors:
            await visitor.close()
