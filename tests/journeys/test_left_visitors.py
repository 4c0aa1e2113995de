"""A visitor closes his page while he waits: staff see it, and see him come back."""

import asyncio

from channels_adapters.kit.waiting import until
from hub.store.mongo import Store
from models.documents import Conversation, Visit, Workspace
from models.documents.base import Id
from tests.journeys.people import Client, Running


async def soon_left(running: Running, seconds: int = 1) -> Store:
    hub = running.process.hub
    rules = {"$set": {"left_after": seconds}}
    await hub.store.change(Workspace, {"_id": "workspace"}, rules, upsert=True)
    await hub.directory.refresh()
    return hub.store


async def until_here(store: Store, visitors: int) -> None:
    """Who writes before it is written down that he is here is taken for somebody without a socket."""

    async def are_here() -> bool:
        return await store.count(Visit, {}) == visitors

    await until(are_here)


async def gone_at(store: Store, id: str) -> object:
    chat = await store.get(Conversation, {"_id": Id(id)})
    assert chat is not None
    return chat.visitor_gone_at


async def test_staff_see_who_left_and_who_came_back(running: Running) -> None:
    store = await soon_left(running)
    sari = await running.sign_in("sari")
    await sari.live.connect()
    maya, rian = await running.visit(), await running.visit()
    chats = []
    for number, visitor in enumerate((maya, rian), start=1):
        await visitor.live.connect()
        await until_here(store, number)
        chats.append((await visitor.write("Halo")).json()["conversationId"])

    await maya.live.disconnect()

    def left(id: str, wanted: bool) -> None:
        assert sari.live.picture.objects["conversation"][id]["left"] is wanted

    await sari.live.until(
        lambda picture: picture.objects["conversation"].get(chats[0], {}).get("left") is True, 30
    )
    left(chats[1], False)
    rows = (await sari.get("/conversations", tab="queued"))["items"]
    assert [row["id"] for row in rows] == [chats[1], chats[0]]
    counts = await sari.get("/counts")
    assert (counts["queued"], counts["left"]) == (1, 1)
    await rian.live.until(lambda picture: _place(picture.ephemeral) == 1)
    await sari.live.until(lambda picture: _figures(picture.ephemeral) == (1, 1))

    await maya.live.connect()

    await sari.live.until(
        lambda picture: picture.objects["conversation"][chats[0]]["left"] is False, 15
    )
    rows = (await sari.get("/conversations", tab="queued"))["items"]
    assert [row["id"] for row in rows] == chats
    await rian.live.until(lambda picture: _place(picture.ephemeral) == 2, 15)
    await until_here(store, 2)


async def test_one_of_two_tabs_closed_is_not_gone(running: Running) -> None:
    store = await soon_left(running)
    maya = await running.visit()
    other = Client(running.url, "/visitor", maya.live.auth)
    await maya.live.connect()
    await other.connect()
    chat = (await maya.write("Halo")).json()["conversationId"]

    await other.disconnect()
    await asyncio.sleep(8)

    stored = await store.get(Conversation, {"_id": Id(chat)})
    assert stored is not None
    assert (stored.left, stored.visitor_gone_at) == (False, None)


async def test_who_writes_without_a_socket_is_gone_until_it_comes(running: Running) -> None:
    store = await soon_left(running, 3600)
    maya = await running.visit()
    chat = (await maya.write("Halo")).json()["conversationId"]
    for _ in range(100):
        if await gone_at(store, chat):
            break
        await asyncio.sleep(0.1)
    assert await gone_at(store, chat)

    await maya.live.connect()

    for _ in range(100):
        if not await gone_at(store, chat):
            break
        await asyncio.sleep(0.1)
    assert not await gone_at(store, chat)


def _place(told: list[tuple[str, object]]) -> int | None:
    places = [body["position"] for event, body in told if event == "queue.position"]  # type: ignore[index]
    return places[-1] if places else None


def _figures(told: list[tuple[str, object]]) -> tuple[int, int] | None:
    found = [body for event, body in told if event == "queue.updated"]
    return (found[-1]["waiting"], found[-1]["left"]) if found else None  # type: ignore[index]
