"""What must be so in the end: pictures equal HTTP, and what was acknowledged is there once."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from hub.kit.clock import SystemClock
from hub.store.bus import LocalBus
from hub.store.journal import head_position
from hub.store.mongo import Store
from models.documents import Cursor, Event
from tests.faults.crowd import Agent, Ledger, Person, Visitor
from tests.faults.house import House

Shapes = dict[str, dict[str, Any]]


async def threads_by_http(agent: Agent) -> tuple[Shapes, dict[str, list[dict[str, Any]]]]:
    """The conversations a member sees, and the messages of each in their order."""
    conversations: Shapes = {}
    for tab in ("all", "archive"):
        page = await agent.get("/conversations", tab=tab, limit=100)
        assert page["nextCursor"] is None
        conversations |= {each["id"]: each for each in page["items"]}
    threads = {id: await _whole(agent, f"/conversations/{id}/messages") for id in conversations}
    return conversations, threads


async def _whole(person: Person, path: str) -> list[dict[str, Any]]:
    """All pages of a thread, the oldest message first."""
    items: list[dict[str, Any]] = []
    query: dict[str, Any] = {"limit": 100}
    while True:
        page = await person.get(path, **query)
        items = page["items"] + items
        if page["nextCursor"] is None:
            return items
        query["cursor"] = page["nextCursor"]


def messages_of(person: Person, conversation_id: str) -> list[dict[str, Any]]:
    return [each for each in person.picture.messages() if each["conversationId"] == conversation_id]


async def differences(agents: Sequence[Agent], visitors: Sequence[Visitor]) -> list[str]:
    """Where pictures are not what HTTP tells now."""
    told: list[str] = []
    for agent in agents:
        conversations, threads = await threads_by_http(agent)
        picture = agent.picture.objects.get("conversation", {})
        told += _differences(f"{agent.name}: conversation", picture, conversations)
        for id, thread in threads.items():
            seen = {each["id"]: each for each in messages_of(agent, id)}
            told += _differences(f"{agent.name}: {id}", seen, {m["id"]: m for m in thread})
    for visitor in visitors:
        seen = visitor.picture.objects.get("message", {})
        thread = await _whole(visitor, "/messages")
        told += _differences(visitor.name, seen, {m["id"]: m for m in thread})
    return told


def _differences(whose: str, picture: Shapes, truth: Shapes) -> list[str]:
    missing = [f"{whose}: lacks {id}" for id in truth.keys() - picture.keys()]
    beyond = [f"{whose}: shows {id}" for id in picture.keys() - truth.keys()]
    other = [
        f"{whose} {id}: {_fields(picture[id], shape)}"
        for id, shape in truth.items()
        if id in picture and picture[id] != shape
    ]
    return missing + beyond + other


def _fields(shown: dict[str, Any], true: dict[str, Any]) -> str:
    """What differs, as it is shown and as it should be."""
    names = [name for name in shown.keys() | true.keys() if shown.get(name) != true.get(name)]
    return ", ".join(f"{name} {shown.get(name)} is not {true.get(name)}" for name in names)


async def until_pictures_are_true(
    agents: Sequence[Agent], visitors: Sequence[Visitor], seconds: float = 30
) -> float:
    """Wait until there is no difference; how long that took. Raises AssertionError with it."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    while found := await differences(agents, visitors):
        assert loop.time() - began < seconds, found[:10]
        await asyncio.sleep(0.3)
    return loop.time() - began


def assert_each_once_and_in_order(ledger: Ledger, threads: Iterable[list[dict[str, Any]]]) -> None:
    """Every acknowledged message lies in its thread once, in the order it was written in."""
    stored = [message for thread in threads for message in thread]
    ids = Counter(message["id"] for message in stored)
    texts = Counter(message["text"] for message in stored)
    assert [id for id, count in ids.items() if count > 1] == []
    assert [text for text, count in texts.items() if count > 1] == []
    lost = [each["text"] for each in ledger.acknowledged.values() if each["id"] not in ids]
    assert lost == []
    assert [text for text in ledger.refused if text in texts] == []
    for thread in threads:
        numbers = [message["number"] for message in thread]
        assert numbers == list(range(1, len(thread) + 1))
        last: dict[str, int] = {}
        for message in thread:
            name, _, count = message["text"].rpartition(" ")
            assert last.get(name, 0) < int(count), (name, message)
            last[name] = int(count)


async def until_reacted(store: Store, seq: int) -> None:
    """The worker has come through as well: its reaction has read the whole journal."""
    for _ in range(150):
        cursor = await store.get(Cursor, {"_id": "answer_times"})
        if cursor is not None and cursor.seq >= seq:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"the reaction stands at {cursor}, the journal at {seq}")


async def until_placed(store: Store) -> list[Event]:
    """All rows. Of who comes and goes some are still written, and wait for their place for a moment."""
    for _ in range(150):
        rows = await store.find(Event, {}, sort=[("seq", 1)])
        head = (await head_position(store)).seq
        if head == len(rows) and all(row.seq for row in rows):
            return rows
        await asyncio.sleep(0.1)
    waiting = [row.type for row in rows if not row.seq]
    raise AssertionError(f"{len(rows)} rows, the head at {head}, without a place: {waiting}")


async def assert_journal_is_whole(house: House) -> int:
    """No row waits, none lacks its place, no place is empty; how many there are."""
    store = await Store.open(house.mongod.url, SystemClock(), LocalBus())
    try:
        rows = await until_placed(store)
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        await until_reacted(store, len(rows))
        return len(rows)
    finally:
        await store.close()
