"""Many conversations in one act: each by the rules of one, with what became of it."""

from datetime import timedelta
from typing import Any

import pytest

from hub.rules.refusals import ConversationNotExpired
from hub.wiring import Hub
from models.documents import Channel, Conversation, Event, Member
from models.documents.base import Id, Person
from models.words import AssignmentCause, ConversationState, EventType
from tests.hub.http.desk import chat
from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.rights_world import NOBODY
from tests.hub.http.test_story import say, visit


async def held(api: Api, site: Site, staff: Staff, count: int) -> list[str]:
    """So many that Ana handles."""
    ids = []
    for _ in range(count):
        token = (await visit(api, site))["token"]
        said = await say(api, site, token, "Halo", "visitor-0001")
        await api.post(f"/conversations/{said['conversationId']}/claim", token=staff.agent)
        ids.append(said["conversationId"])
    return ids


async def act(api: Api, path: str, token: str, **body: Any) -> Any:
    answer = await api.post(path, body, token=token)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_many_are_handed_on_and_a_refusal_of_one_is_its_own(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    first, second, third = await held(api, site, staff, 3)
    await api.post(f"/conversations/{second}/resolve", {}, token=staff.agent)

    to = {"departmentId": str(staff.billing_id), "note": "Tolong lanjutkan"}
    ids = [first, second, third, third, NOBODY]
    result = await act(api, "/conversations/bulk-transfer", staff.agent, conversationIds=ids, **to)

    told = {item["conversationId"]: item for item in result["items"]}
    assert [told[id]["done"] for id in (first, second, third, NOBODY)] == [True, False, True, False]
    assert told[first]["conversation"]["departmentName"] == "Billing"
    assert told[second]["error"] == "conversation_resolved"
    assert told[NOBODY]["error"] == "not_found"
    assert (result["done"], result["refused"]) == (2, 2)
    [row] = await hub.store.find(Event, {"type": EventType.BULK_FINISHED})
    assert (row.rooms, row.changes["done"]) == ([f"member:{staff.agent_id}"], 2)


async def test_several_members_get_them_in_turn(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    ids = await held(api, site, staff, 4)
    members = [str(staff.supervisor_id), str(staff.agent_id)]
    for id in ids:
        await api.post(f"/conversations/{id}/take-over", token=staff.admin)

    result = await act(
        api, "/conversations/bulk-transfer", staff.admin, conversationIds=ids, memberIds=members
    )

    holders = [item["conversation"]["assignee"]["id"] for item in result["items"]]
    assert holders == members * 2
    stored = await hub.store.find(Conversation, {"_id": {"$in": [Id(id) for id in ids]}})
    assert {one.assignment_cause for one in stored} == {AssignmentCause.BULK_TRANSFER}


async def test_to_nobody_is_no_transfer(api: Api, site: Site, staff: Staff) -> None:
    body = {"conversationIds": [NOBODY]}
    answer = await api.post("/conversations/bulk-transfer", body, token=staff.agent)
    assert answer.status_code == 422


async def test_many_are_resolved_and_a_repeat_finds_it_done(
    api: Api, site: Site, staff: Staff
) -> None:
    ids = await held(api, site, staff, 2)
    for _ in range(2):
        result = await act(api, "/conversations/bulk-resolve", staff.agent, conversationIds=ids)
        states = [item["conversation"]["state"] for item in result["items"]]
        assert states == ["resolved", "resolved"]


async def test_labels_are_put_on_many_and_others_stay(api: Api, site: Site, staff: Staff) -> None:
    first, second = await held(api, site, staff, 2)
    category = (await api.post("/label-categories", {"name": "Topik"}, token=staff.admin)).json()
    red, blue, old = [
        (
            await api.post(
                "/labels", {"name": name, "categoryId": category["id"]}, token=staff.admin
            )
        ).json()["id"]
        for name in ("Merah", "Biru", "Lama")
    ]
    await hub_refresh(api, staff)
    await api.put(f"/conversations/{first}/labels", {"labelIds": [red, old]}, token=staff.agent)

    await act(
        api,
        "/conversations/bulk-label",
        staff.agent,
        conversationIds=[first, second],
        labelIds=[blue],
        removeIds=[old],
    )

    for id, expected in ((first, {red, blue}), (second, {blue})):
        shown = (await api.get(f"/conversations/{id}", token=staff.agent)).json()
        assert {label["id"] for label in shown["labels"]} == expected


async def hub_refresh(api: Api, staff: Staff) -> None:
    """The house is read again when somebody changes it."""
    await api.patch("/workspace", {"name": "Toko"}, token=staff.admin)


async def test_expired_ones_end_together_but_for_who_wrote_meanwhile(
    api: Api, hub: Hub, staff: Staff
) -> None:
    number = Channel(kind="whatsapp", name="Nomor", created_at=hub.clock.now())
    await hub.store.insert(number)
    await hub.directory.refresh()
    long_ago = hub.clock.now() - timedelta(hours=25)
    rina = Person(id=staff.supervisor_id, name="Rina")
    made = []
    for index in range(4):
        one = chat(hub.store, staff, number, index)
        one.started_at = one.last_inbound_at = long_ago
        one.audience = ["admins", f"observers:{staff.sales_id}", f"member:{staff.agent_id}"]
        made.append(one)
    own, fresh, waiting, other = made
    fresh.last_inbound_at = hub.clock.now()
    waiting.state, waiting.assignee = ConversationState.QUEUED, None
    other.assignee = rina
    for one in made:
        await hub.store.insert(one)

    async def end(token: str, **body: Any) -> set[str]:
        result = await act(api, "/conversations/resolve-expired", token, **body)
        assert all(item["done"] for item in result["items"])
        return {item["conversationId"] for item in result["items"]}

    async def counted(token: str, **body: Any) -> tuple[int, int]:
        path = "/conversations/resolve-expired/preview"
        told = (await api.post(path, body, token=token)).json()
        return told["handled"], told["waiting"]

    assert await counted(staff.agent, channelId=[NOBODY]) == (0, 0)
    assert await counted(staff.agent) == (1, 0)
    assert await counted(staff.supervisor) == await counted(staff.admin) == (2, 1)
    assert await end(staff.agent, channelId=[NOBODY]) == set()
    assert await end(staff.agent, includeUnassigned=True) == {str(own.id)}
    assert await end(staff.supervisor) == {str(other.id)}
    assert await end(staff.supervisor, includeUnassigned=True) == {str(waiting.id)}
    ended = await hub.store.find(Conversation, {"resolve_cause": "expired_bulk"})
    assert {one.id for one in ended} == {own.id, waiting.id, other.id}


async def test_who_wrote_before_his_turn_goes_on(hub: Hub, staff: Staff) -> None:
    number = Channel(kind="whatsapp", name="Nomor", created_at=hub.clock.now())
    one = chat(hub.store, staff, number, 1)
    for document in (number, one):
        await hub.store.insert(document)
    ana = await hub.store.get(Member, {"_id": staff.agent_id})
    assert ana is not None

    with pytest.raises(ConversationNotExpired):
        await hub.resolve_expired(ana, one.id)
