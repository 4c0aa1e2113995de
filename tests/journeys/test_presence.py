"""Presence over real sockets: coming, going, reloading, several tabs, and who is told."""

import asyncio
import random
from typing import Any

from channels_adapters.kit.waiting import until
from hub.jobs import presence_keeper
from hub.store.mongo import Store
from models.documents import Agent, Connection, Event, Workspace
from models.documents.base import Id
from models.words import EventType, PresenceState
from tests.journeys.people import Client, Running, Staff

GATHERED = 1.5
"""Seconds within which what sockets did is written, on a busy machine."""


async def state_of(store: Store, member: Staff) -> PresenceState:
    agent = await store.get(Agent, {"_id": Id(member.member["id"])})
    return agent.state if agent else PresenceState.OFFLINE


async def told(store: Store, member: Staff) -> list[str]:
    rows = await store.find(
        Event,
        {"object.id": Id(member.member["id"]), "type": EventType.AGENT_PRESENCE_CHANGED},
        sort=[("at", 1), ("_id", 1)],
    )
    return [row.changes["state"][1] for row in rows]


async def until_recorded(store: Store, count: int) -> None:
    """Until so many devices are connected and the others counted as lost."""
    for _ in range(100):
        if await store.count(Connection, {"lost_at": None}) == count:
            return
        await asyncio.sleep(0.1)
    assert await store.count(Connection, {"lost_at": None}) == count


async def with_grace(running: Running, seconds: int) -> Store:
    hub = running.process.hub
    await hub.store.change(
        Workspace, {"_id": "workspace"}, {"$set": {"offline_grace": seconds}}, upsert=True
    )
    await hub.directory.refresh()
    return hub.store


async def test_closing_one_of_two_tabs_changes_nothing(running: Running) -> None:
    store = await with_grace(running, 1)
    sari = await running.sign_in("sari")
    other = Client(running.url, "/agent", sari.live.auth)
    await sari.live.connect()
    await other.connect()
    await sari.is_online()

    await other.disconnect()
    await asyncio.sleep(presence_keeper.LEADS_SECONDS + 5)

    assert await state_of(store, sari) is PresenceState.ONLINE
    assert await told(store, sari) == ["online"]
    assert await store.count(Connection, {}) == 1


async def test_a_reload_is_not_told_to_anybody(running: Running) -> None:
    store = running.process.hub.store
    sari, hana = await running.sign_in("sari"), await running.sign_in("hana")
    await hana.live.connect()
    await hana.is_online()
    await sari.live.connect()
    # The log's line comes first; with the state's own row everything has been told.
    await hana.live.until(
        lambda picture: any(
            event["type"] == "agent.presence_changed" and event["object"]["id"] == sari.member["id"]
            for event in picture.events
        )
    )
    before = len(hana.live.picture.events)

    for _ in range(3):
        await sari.live.disconnect()
        await asyncio.sleep(0.3)
        await sari.live.connect()
    await asyncio.sleep(GATHERED)

    assert hana.live.picture.events[before:] == []
    assert await told(store, sari) == ["online"]


async def test_who_is_set_away_is_told_by_whom_and_stays_so_over_a_reload(
    running: Running,
) -> None:
    sari, hana = await running.sign_in("sari"), await running.sign_in("hana")
    await sari.live.connect()
    await sari.is_online()
    reason = (await hana.get("/away-reasons"))["items"][0]
    answer = await hana.http.put(
        f"/members/{sari.member['id']}/presence", json={"state": "away", "reasonId": reason["id"]}
    )
    assert answer.status_code == 200, answer.text

    def by_hana() -> list[dict[str, Any]]:
        # Other rows may show her so, and a notice for her bell may follow.
        changes = [
            each for each in sari.live.picture.events if each["type"] == "agent.presence_changed"
        ]
        return [each for each in changes if each["actor"].get("name") == "Hana Wulandari"]

    await sari.live.until(lambda _: bool(by_hana()))
    [event] = by_hana()
    assert event["data"]["agent"]["state"] == "away"
    assert event["data"]["agent"]["source"] == "supervisor"

    await sari.live.disconnect()
    await sari.live.connect()
    await asyncio.sleep(GATHERED)

    agents = {each["id"]: each for each in (await sari.get("/agents"))["items"]}
    assert agents[sari.member["id"]]["state"] == "away"
    assert agents[sari.member["id"]]["available"] is False


async def test_signing_out_is_offline_at_once(running: Running) -> None:
    store = running.process.hub.store
    sari, hana = await running.sign_in("sari"), await running.sign_in("hana")
    await hana.live.connect()
    await sari.live.connect()
    await sari.is_online()

    assert (await sari.post("/auth/sign-out")).status_code == 204

    assert await state_of(store, sari) is PresenceState.OFFLINE
    await hana.live.until(
        lambda picture: (
            picture.objects.get("agent", {}).get(sari.member["id"], {}).get("state") == "offline"
        )
    )
    await sari.live.until_closed()
    await asyncio.sleep(GATHERED)
    assert await told(store, sari) == ["online", "offline"]


async def test_activity_of_a_tab_is_kept(running: Running) -> None:
    store = running.process.hub.store
    sari = await running.sign_in("sari")
    await sari.live.connect()
    await sari.is_online()
    [before] = await store.find(Connection, {})
    await asyncio.sleep(0.1)

    await sari.live.signal("activity", {})

    for _ in range(50):
        [after] = await store.find(Connection, {})
        if after.active_at > before.active_at:
            break
        await asyncio.sleep(0.1)
    assert after.active_at > before.active_at


async def test_many_comings_and_goings_at_once_leave_the_right_state(running: Running) -> None:
    """Four devices of one agent come and go as fast as they can. While one stays he is online
    throughout; when all have gone he is offline, and nothing of them is left."""
    store = await with_grace(running, 2)
    devices = [await running.sign_in("sari") for _ in range(4)]
    stays = devices[0]
    await stays.live.connect()
    await stays.is_online()

    async def restless(device: Staff) -> None:
        for _ in range(8):
            await device.live.connect()
            await asyncio.sleep(random.uniform(0, 0.2))
            await device.live.disconnect()
            await asyncio.sleep(random.uniform(0, 0.2))

    await asyncio.gather(*map(restless, devices[1:]))
    await until_recorded(store, 1)
    assert await state_of(store, stays) is PresenceState.ONLINE
    assert await told(store, stays) == ["online"]

    await asyncio.gather(*(device.live.connect() for device in devices[1:]))
    await asyncio.gather(*(device.live.disconnect() for device in devices))
    for _ in range(200):
        if await state_of(store, stays) is PresenceState.OFFLINE:
            break
        await asyncio.sleep(0.1)
    assert await told(store, stays) == ["online", "offline"]

    async def nothing_is_left() -> bool:
        return await store.count(Connection, {}) == 0

    await until(nothing_is_left)
