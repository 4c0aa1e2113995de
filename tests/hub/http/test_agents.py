"""Who is at work, as HTTP tells and changes it."""

from typing import Any

import pytest

from hub.rules.actors import SYSTEM
from hub.services import agents, sign_ins
from hub.services.agents import Presence
from hub.store.mongo import Store
from models.documents import Agent, Event, Member
from models.documents.base import Id
from models.words import EventType, MemberState, PresenceSource, PresenceState, Role
from tests.hub.http.doors import Api, Staff

pytestmark = pytest.mark.usefixtures("hub")


async def hire(store: Store, name: str, department_ids: list[Id]) -> tuple[Member, str]:
    member = Member(
        email=f"{name.lower()}@toko.example",
        name=name,
        role=Role.AGENT,
        department_ids=department_ids,
        created_at=store.clock.now(),
    )
    await store.insert(member)
    return member, await sign_ins.begin(store, member.id, device="test", address="")


async def bring_online(store: Store, member_id: Id) -> None:
    member = await store.get(Member, {"_id": member_id})
    assert member is not None
    online = Presence(PresenceState.ONLINE, PresenceSource.SYSTEM)
    await store.transact(lambda tx: agents.change_presence(tx, member, online, SYSTEM))


async def shown(api: Api, token: str) -> dict[str, Any]:
    answer = await api.get("/agents", token=token)
    assert answer.status_code == 200, answer.text
    return {each["name"]: each for each in answer.json()["items"]}


async def lunch(api: Api, token: str) -> str:
    reasons = (await api.get("/away-reasons", token=token)).json()["items"]
    id: str = reasons[0]["id"]
    return id


async def test_each_sees_the_agents_of_his_own_sight(api: Api, store: Store, staff: Staff) -> None:
    _, tono = await hire(store, "Tono", [staff.billing_id])
    await hire(store, "Lia", [staff.billing_id, staff.sales_id])

    assert set(await shown(api, staff.admin)) == {"Ana", "Budi", "Lia", "Rina", "Tono"}
    assert set(await shown(api, staff.supervisor)) == {"Ana", "Lia", "Rina"}
    assert set(await shown(api, staff.agent)) == {"Ana", "Lia", "Rina"}
    assert set(await shown(api, tono)) == {"Lia", "Tono"}


async def test_who_was_never_here_is_offline_and_holds_nothing(api: Api, staff: Staff) -> None:
    ana = (await shown(api, staff.admin))["Ana"]

    assert (ana["state"], ana["load"], ana["version"]) == ("offline", 0, 0)
    assert ana["capacity"] == 8
    assert ana["forcedCapacity"] == 12
    assert ana["available"] is False


async def test_online_with_room_is_available(api: Api, store: Store, staff: Staff) -> None:
    await bring_online(store, staff.agent_id)
    assert (await shown(api, staff.admin))["Ana"]["available"] is True

    await store.change(Agent, {"_id": staff.agent_id}, {"$set": {"load": 8}})
    assert (await shown(api, staff.admin))["Ana"]["available"] is False


async def test_away_takes_a_reason_of_the_list(api: Api, store: Store, staff: Staff) -> None:
    await bring_online(store, staff.agent_id)
    reason = await lunch(api, staff.agent)
    for body in ({"state": "away"}, {"state": "away", "reasonId": "0" * 24}, {"state": "offline"}):
        refused = await api.request("PUT", "/me/presence", body, token=staff.agent)
        assert refused.status_code == 422, body

    answer = await api.request(
        "PUT", "/me/presence", {"state": "away", "reasonId": reason}, token=staff.agent
    )

    assert answer.status_code == 200
    told = answer.json()
    assert (told["state"], told["source"]) == ("away", "manual")
    assert told["reasonName"] == {"id": "Makan siang", "en": "Lunch"}
    assert told["available"] is False


async def test_what_is_so_already_writes_nothing(api: Api, store: Store, staff: Staff) -> None:
    await bring_online(store, staff.agent_id)
    body = {"state": "away", "reasonId": await lunch(api, staff.agent)}
    first = (await api.request("PUT", "/me/presence", body, token=staff.agent)).json()
    again = (await api.request("PUT", "/me/presence", body, token=staff.agent)).json()

    assert again == first
    rows = await store.find(Event, {"type": EventType.AGENT_PRESENCE_CHANGED})
    assert len(rows) == 2


async def test_a_supervisor_sets_his_agent_away_and_back(
    api: Api, store: Store, staff: Staff
) -> None:
    await bring_online(store, staff.agent_id)
    path = f"/members/{staff.agent_id}/presence"
    body = {"state": "away", "reasonId": await lunch(api, staff.supervisor)}

    away = await api.request("PUT", path, body, token=staff.supervisor)

    assert away.json()["source"] == "supervisor"
    row = (await store.find(Event, {"type": EventType.AGENT_PRESENCE_CHANGED}))[-1]
    assert row.actor.name == "Rina"
    assert row.changes["state"] == ["online", "away"]
    assert f"member:{staff.agent_id}" in row.rooms
    back = await api.request("PUT", path, {"state": "online"}, token=staff.supervisor)
    assert back.json()["state"] == "online"


async def test_nobody_is_brought_online_from_outside(api: Api, staff: Staff) -> None:
    path = f"/members/{staff.agent_id}/presence"
    refused = await api.request("PUT", path, {"state": "online"}, token=staff.admin)

    assert refused.status_code == 409
    assert refused.json()["error"] == "agent_offline"


async def test_a_supervisor_directs_nobody_outside_his_scope(
    api: Api, store: Store, staff: Staff
) -> None:
    tono, _ = await hire(store, "Tono", [staff.billing_id])
    await bring_online(store, tono.id)
    body = {"state": "away", "reasonId": await lunch(api, staff.supervisor)}
    refused = await api.request("PUT", f"/members/{tono.id}/presence", body, token=staff.supervisor)

    assert refused.status_code == 403


async def test_who_is_deactivated_is_offline_and_in_nobodys_list(
    api: Api, store: Store, staff: Staff
) -> None:
    await bring_online(store, staff.agent_id)
    body = {"state": MemberState.DEACTIVATED}
    assert (await api.patch(f"/members/{staff.agent_id}", body, token=staff.admin)).is_success

    assert "Ana" not in await shown(api, staff.admin)
    agent = await store.get(Agent, {"_id": staff.agent_id})
    assert agent is not None
    assert agent.state is PresenceState.OFFLINE
