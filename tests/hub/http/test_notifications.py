"""The bell over HTTP: one's own only, and nothing of what one may not see."""

from typing import Any

import pytest

from hub.rules.audience import rooms_of_conversation
from hub.rules.news import News
from hub.rules.policy import Who
from hub.services import notifications
from hub.wiring import Hub
from models.documents import Conversation, Member
from models.documents.base import Id, Person
from models.documents.event import Actor
from models.words import ActorKind, NotificationKind
from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.rights_world import Whose, World

RINA = "Rina"


async def told_ana(hub: Hub, staff: Staff, conversation_id: Id, key: str = "assigned:rina") -> None:
    by = Actor(kind=ActorKind.SUPERVISOR, id=staff.supervisor_id, name=RINA)
    news = News(
        staff.agent_id, NotificationKind.ASSIGNED, key, by, hub.clock.now(), conversation_id
    )
    await hub.store.transact(lambda tx: notifications.tell(tx, [news]))


async def bell(api: Api, token: str, query: str = "") -> Any:
    answer = await api.get(f"/notifications{query}", token=token)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
async def chat(hub: Hub, staff: Staff, site: Site) -> Conversation:
    world = await World.made(hub, staff, site)
    return await world.conversation(Who.AGENT, Whose.OWN)


async def test_an_entry_names_its_chat_only_while_its_member_may_see_it(
    api: Api, hub: Hub, staff: Staff, chat: Conversation
) -> None:
    await told_ana(hub, staff, chat.id)
    [entry] = (await bell(api, staff.agent))["items"]
    assert (entry["conversationId"], entry["contact"]["name"]) == (str(chat.id), "Dewi")
    assert entry["actor"]["name"] == RINA

    elsewhere = chat.model_copy(
        update={"department_id": staff.billing_id, "assignee": Person(id=Id(), name="Tono")}
    )
    values = {
        "audience": rooms_of_conversation(elsewhere),
        "department_id": staff.billing_id,
    }
    await hub.store.change(Conversation, {"_id": chat.id}, {"$set": values})

    answer = await api.get("/notifications", token=staff.agent)
    [entry] = answer.json()["items"]
    assert entry["hidden"] is True
    assert str(chat.id) not in answer.text
    assert "Dewi" not in answer.text


async def test_a_bell_is_nobody_elses(api: Api, hub: Hub, staff: Staff, chat: Conversation) -> None:
    await told_ana(hub, staff, chat.id)
    [entry] = (await bell(api, staff.agent))["items"]

    for other in (staff.supervisor, staff.admin):
        assert (await bell(api, other))["items"] == []
        tried = await api.post("/notifications/read", {"ids": [entry["id"]]}, token=other)
        assert tried.json() == {"unread": 0}
        up_to = await api.post("/notifications/read", {"upTo": entry["id"]}, token=other)
        assert up_to.status_code == 404
    assert (await bell(api, staff.agent))["unread"] == 1


async def test_entries_are_read_by_name_up_to_one_or_all(
    api: Api, hub: Hub, staff: Staff, chat: Conversation
) -> None:
    for number in range(5):
        hub.clock.advance(60)  # type: ignore[attr-defined]
        await told_ana(hub, staff, chat.id, f"assigned:{number}")
    first = await bell(api, staff.agent, "?limit=2")
    second = await bell(api, staff.agent, f"?limit=2&cursor={first['nextCursor']}")
    entries = first["items"] + second["items"]
    assert len({entry["id"] for entry in entries}) == 4
    assert first["unread"] == 5

    read = await api.post("/notifications/read", {"ids": [entries[0]["id"]]}, token=staff.agent)
    assert read.json() == {"unread": 4}
    again = await api.post("/notifications/read", {"ids": [entries[0]["id"]]}, token=staff.agent)
    assert again.json() == {"unread": 4}
    older = await api.post("/notifications/read", {"upTo": entries[2]["id"]}, token=staff.agent)
    assert older.json() == {"unread": 1}
    [left] = (await bell(api, staff.agent, "?unread=true"))["items"]
    assert left["id"] == entries[1]["id"]
    every = await api.post("/notifications/read", {"all": True}, token=staff.agent)
    assert every.json() == {"unread": 0}
    assert len((await bell(api, staff.agent))["items"]) == 5


@pytest.mark.parametrize(
    "body", [{}, {"all": False}, {"ids": [], "all": True}, {"ids": ["x"]}, {"upTo": 3}, {"x": 1}]
)
async def test_what_says_nothing_clear_is_refused(
    api: Api, staff: Staff, body: dict[str, Any]
) -> None:
    answer = await api.post("/notifications/read", body, token=staff.agent)
    assert answer.status_code == 422
    assert answer.json()["fields"]


async def test_how_one_is_told_is_kept_field_by_field(api: Api, staff: Staff) -> None:
    before = (await api.get("/me/notifications", token=staff.agent)).json()
    kinds = {each["kind"]: each for each in before["kinds"]}
    assert kinds["assigned"] == {"kind": "assigned", "sound": True, "desktop": True, "bell": True}
    assert kinds["message"]["bell"] is False
    assert "long_wait" not in kinds
    assert before["showText"] is False

    async def change(body: dict[str, Any]) -> dict[str, Any]:
        answer = await api.patch("/me/notifications", body, token=staff.agent)
        assert answer.status_code == 200, answer.text
        changed: dict[str, Any] = answer.json()
        return changed

    silent = {"kind": "assigned", "sound": False, "desktop": True, "bell": True}
    changed = await change({"kinds": [silent], "quietHours": {"start": "22:00", "end": "07:00"}})
    assert silent in changed["kinds"]
    changed = await change({"quietUntil": "2026-11-25T04:00:00.000Z", "volume": 0})
    assert silent in changed["kinds"]
    assert changed["quietHours"] == {"start": "22:00", "end": "07:00"}
    assert (changed["quietUntil"], changed["volume"]) == ("2026-11-25T04:00:00.000Z", 0)
    changed = await change({"quietHours": None, "quietUntil": None})
    assert (changed["quietHours"], changed["quietUntil"]) == (None, None)
    assert (await api.get("/me/notifications", token=staff.agent)).json() == changed


@pytest.mark.parametrize(
    "body",
    [
        {"volume": 101},
        {"sound": "siren"},
        {"quietHours": {"start": "25:00", "end": "07:00"}},
        {"quietUntil": "2026-11-25T04:00:00"},
        {"kinds": [{"kind": "long_wait", "sound": True, "desktop": True, "bell": True}]},
        {"kinds": [{"kind": "assigned"}]},
        {"oldestWait": -1},
    ],
)
async def test_settings_that_cannot_be_are_refused(
    api: Api, staff: Staff, body: dict[str, Any]
) -> None:
    answer = await api.patch("/me/notifications", body, token=staff.agent)
    assert answer.status_code == 422, answer.text
    assert answer.json()["fields"]


async def test_a_chat_is_muted_and_heard_again(
    api: Api, hub: Hub, staff: Staff, chat: Conversation
) -> None:
    path = f"/conversations/{chat.id}/mute"
    for _ in range(2):
        muted = await api.request("PUT", path, token=staff.agent)
        assert muted.json()["muted"] == [str(chat.id)]
        assert muted.json()["version"] == 1
    heard = await api.delete(path, token=staff.agent)
    assert heard.json()["muted"] == []


async def test_who_has_been_deactivated_is_told_nothing(
    api: Api, hub: Hub, staff: Staff, chat: Conversation
) -> None:
    await hub.store.change(Member, {"_id": staff.agent_id}, {"$set": {"state": "deactivated"}})
    await told_ana(hub, staff, chat.id)
    await hub.store.change(Member, {"_id": staff.agent_id}, {"$set": {"state": "active"}})
    assert (await bell(api, staff.agent))["items"] == []
