"""Every inbox list and some searches over the large data set, from the HTTP handler to its answer.

LISTS_CONVERSATIONS says how many (20,000 unless told; quality.md asks for 1,000,000), LISTS_FOLDER
where the data is kept for the next run (made and removed unless told). The figure of a list that
one works in is the 99th percentile of 200 requests, that of any other list and of a search the slowest
of 40. Every plan is looked at: index scans, no sort. Printed beside are what a busy machine does not
change, keys and documents looked at for a page, the median, and the load of the machine.
"""

import asyncio
import gc
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx2

from benchmarks.large import people
from benchmarks.large.load import END, address, load
from benchmarks.rows import Row
from benchmarks.services import SECRET
from hub.http.app import build
from hub.http.conversation_query import ConversationsQuery, asked_for
from hub.kit.clock import SettableClock
from hub.kit.settings import Settings
from hub.rules.tabs import Looking
from hub.services import search, sign_ins
from hub.store import migrations
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.store.private_mongod import private_mongod
from hub.wiring import Hub
from models.documents import Conversation, Member

REQUESTS, OFTEN = 40, 200
DEEP = 200
"""Pages down, where a list is that long."""

WORKED_IN = ("tab=mine", "tab=queued", "tab=handled", "tab=all", "tab=archive")
LISTS = (
    *WORKED_IN,
    "tab=unanswered",
    "tab=snoozed",
    "tab=mentions",
    "tab=spam",
    "tab=all&from=2025-06-01&to=2026-06-30",
    "tab=archive&agentId={agent}",
    "tab=archive&channelId={channel}",
    "tab=archive&labelId={label}",
    "tab=archive&departmentId={department}",
    "tab=archive&cause=supervisor",
)
SEARCHES = (
    "q=paket",
    "q=pak",
    "q=paket kirim alamat",
    "q=dewi paket",
    "q=PKT 48213377",
    "q=4711",
    "q=tidak ada kata begini",
)


@dataclass(frozen=True)
class Caller:
    name: str
    member: Member
    token: str


def run() -> list[Row]:
    return asyncio.run(measure())


async def measure() -> list[Row]:
    total = int(os.environ.get("LISTS_CONVERSATIONS", "20000"))
    async with _data(total) as url:
        store = await Store.open(url, SettableClock(END), LocalBus())
        try:
            await migrations.migrate(store)
            return await _measured(store, total)
        finally:
            await store.close()


@asynccontextmanager
async def _data(total: int) -> AsyncIterator[str]:
    kept = os.environ.get("LISTS_FOLDER")
    with tempfile.TemporaryDirectory(prefix="simpul-lists-") as passing:
        async with private_mongod(Path(kept or passing), cache_gb=4) as url:
            await load(address(url), total)
            yield address(url)


async def _measured(store: Store, total: int) -> list[Row]:
    hub = Hub(Settings(secret_key=SECRET), store, store.bus, store.clock)
    await hub.directory.refresh()
    transport = httpx2.ASGITransport(app=build(hub))
    rows: list[Row] = []
    # As every process of the hub does when it has started.
    gc.collect()
    gc.freeze()
    async with httpx2.AsyncClient(transport=transport, base_url="http://hub.test") as http:
        for caller in [await _caller(store, name, member) for name, member in _callers()]:
            rows += await _of_caller(hub, http, caller, total)
    return rows


def _callers() -> Iterator[tuple[str, Member]]:
    yield "agent with much", people.agents()[-1]
    yield "agent with nothing", people.newcomer()
    yield "supervisor", people.supervisors()[2]
    yield "wide supervisor", people.supervisors()[-1]
    yield "admin", people.admin()


async def _caller(store: Store, name: str, member: Member) -> Caller:
    token = await sign_ins.begin(store, member.id, device="bench", address="")
    return Caller(name, member, token)


async def _of_caller(hub: Hub, http: httpx2.AsyncClient, caller: Caller, total: int) -> list[Row]:
    names = {
        "agent": people.agents()[3].id,
        "channel": people.channels()[4].id,
        "label": people.made_id("label", 20),
        "department": people.departments()[1].id,
    }
    rows = []
    size = f"{total:,} conversations, {caller.name}"
    for asked in (each.format(**names) for each in LISTS):
        await _goes_by_indexes(hub, caller, asked)
        times = OFTEN if asked in WORKED_IN else REQUESTS
        took = await _p99(http, caller, f"/api/v1/conversations?{asked}&limit=50", times)
        rows.append(Row(f"{size}: {_short(asked)}", took, "ms", reach="< 30"))
    for asked in SEARCHES:
        await _goes_by_indexes(hub, caller, f"tab=all&{asked}")
        took = await _p99(http, caller, f"/api/v1/conversations?tab=all&{asked}&limit=50")
        rows.append(Row(f"{size}: {asked}", took, "ms", reach="< 200"))
    _say(f"{caller.name}, archive, deep, then counts:")
    deep = await _deep(http, caller, "/api/v1/conversations?tab=archive&limit=50")
    took = await _p99(http, caller, deep, OFTEN)
    rows.append(Row(f"{size}: archive, deep", took, "ms", reach="< 30"))
    took = await _p99(http, caller, "/api/v1/counts")
    rows.append(Row(f"{size}: counts", took, "ms", reach="< 30"))
    _say(f"load average {os.getloadavg()[0]:.1f}")
    return rows


def _short(asked: str) -> str:
    return "&".join(part if len(part) < 30 else part.partition("=")[0] for part in asked.split("&"))


async def _p99(http: httpx2.AsyncClient, caller: Caller, path: str, times: int = REQUESTS) -> float:
    """Milliseconds; of less than a hundred the slowest."""
    await _get(http, caller, path)
    took = []
    for _ in range(times):
        started = time.perf_counter()
        await _get(http, caller, path)
        took.append(time.perf_counter() - started)
    took.sort()
    found = took[-1 - times // 100] * 1000
    _say(f"    median {took[times // 2] * 1000:.1f}, p99 {found:.1f} ms")
    return found


async def _deep(http: httpx2.AsyncClient, caller: Caller, path: str) -> str:
    """The address of the page so many down, or of the last one."""
    cursor = ""
    for _ in range(DEEP):
        page = await _get(http, caller, path + cursor)
        if not page["nextCursor"]:
            break
        cursor = f"&cursor={page['nextCursor']}"
    return path + cursor


async def _get(http: httpx2.AsyncClient, caller: Caller, path: str) -> dict[str, Any]:
    answer = await http.get(path, headers={"Authorization": f"Bearer {caller.token}"})
    assert answer.status_code == 200, (path, answer.text)
    body: dict[str, Any] = answer.json()
    return body


async def _goes_by_indexes(hub: Hub, caller: Caller, asked: str) -> None:
    values: dict[str, Any] = {}
    for name, value in parse_qsl(asked):
        many = name not in ("tab", "q", "from", "to")
        values[name] = [*values.get(name, []), value] if many else value
    query = ConversationsQuery.model_validate(values)
    wanted = await search.prepared(hub.store, query.q) if query.q else None
    looking = Looking(caller.member, hub.clock.now(), 900, {})
    how = asked_for(query, looking, hub.directory.workspace.time_zone, wanted)
    assert how is not None
    cursor = hub.store.db[Conversation.collection_name()].find(how.rows, hint=how.index, limit=51)
    plan = await cursor.sort(list(how.order.keys)).explain()
    found = set(_stages(plan["queryPlanner"]["winningPlan"]))
    assert found.isdisjoint({"COLLSCAN", "SORT"}), (caller.name, asked, found)
    ran = plan["executionStats"]
    keys, documents = ran["totalKeysExamined"], ran["totalDocsExamined"]
    _say(f"{caller.name}, {_short(asked)}: {keys} keys, {documents} documents, {how.index}")


def _stages(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["stage"]
    for child in (plan.get("inputStage"), *plan.get("inputStages", ())):
        if child is not None:
            yield from _stages(child)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
