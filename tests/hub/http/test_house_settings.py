"""The settings of the house: bounds, two admins at once, departments given up, sites, the checklist."""

import asyncio
from typing import Any

import pytest

from hub.kit.clock import SettableClock
from hub.rules.audience import rooms_of_conversation
from hub.wiring import Hub
from models.documents import Conversation, Event, Member, Sighting, WebhookSighting
from models.documents.base import ContactName, Id, Person
from models.words import ConversationState, EventType
from tests.hub.http.doors import Api, Site, Staff

OFFICE = {"always": False, "monday": [{"start": "09:00", "end": "17:00"}]}


async def test_an_admin_changes_the_house_and_the_journal_says_what(
    api: Api, hub: Hub, staff: Staff
) -> None:
    body = {"name": " Toko  Jaya ", "timeZone": "Asia/Makassar", "capacity": 5, "hours": OFFICE}
    changed = (await api.patch("/workspace", body, token=staff.admin)).json()

    assert (changed["name"], changed["timeZone"]) == ("Toko Jaya", "Asia/Makassar")
    assert changed["hours"]["monday"] == [{"start": "09:00", "end": "17:00"}]
    assert (await api.get("/workspace")).json()["name"] == "Toko Jaya"
    assert (await api.get("/workspace/settings", token=staff.admin)).json() == changed
    assert hub.directory.workspace.capacity == 5
    [row] = await hub.store.find(Event, {"type": EventType.SETTINGS_CHANGED.value})
    assert row.changes["capacity"] == [8, 5]
    assert row.actor.name == "Budi"


async def test_an_admin_says_whether_coming_back_restores_away(
    api: Api, hub: Hub, staff: Staff
) -> None:
    before = (await api.get("/workspace/settings", token=staff.admin)).json()
    assert before["restoresAway"] is True
    changed = await api.patch("/workspace", {"restoresAway": False}, token=staff.admin)
    assert (changed.status_code, changed.json()["restoresAway"]) == (200, False)
    assert hub.directory.workspace.restores_away is False


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": " "}, "name"),
        ({"timeZone": "Asia/Atlantis"}, "timeZone"),
        ({"countryCode": "62x"}, "countryCode"),
        ({"countryCode": "+999"}, "countryCode"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 13}, "capacity"),
        ({"forcedCapacity": 7}, "forcedCapacity"),
        ({"offlineGrace": 0}, "offlineGrace"),
        ({"quietAfter": 59}, "quietAfter"),
        ({"leftAfter": 3600, "leftResolveAfter": 600}, "leftResolveAfter"),
        ({"hours": {"always": False}}, "hours"),
        ({"hours": {**OFFICE, "monday": [{"start": "22:00", "end": "02:00"}]}}, "hours.monday.0"),
        ({"holidays": [{"date": "x", "nameId": "a", "nameEn": "a"}]}, "holidays.0.date"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_what_cannot_be_is_refused_by_field_and_changes_nothing(
    api: Api, hub: Hub, staff: Staff, body: dict[str, Any], field: str
) -> None:
    refused = await api.patch("/workspace", {"name": "New", **body}, token=staff.admin)

    assert refused.status_code == 422
    assert field in refused.json()["fields"]
    assert (await api.get("/workspace")).json()["name"] == "Simpul"


async def test_of_two_admins_both_keep_different_fields_and_one_the_same(
    api: Api, hub: Hub, staff: Staff
) -> None:
    seen = (await api.get("/workspace/settings", token=staff.admin)).json()["version"]
    answers = await asyncio.gather(
        api.patch("/workspace", {"version": seen, "name": "A", "capacity": 3}, token=staff.admin),
        api.patch("/workspace", {"version": seen, "silentAfter": 120}, token=staff.admin),
        api.patch("/workspace", {"version": seen, "capacity": 4}, token=staff.admin),
    )
    assert answers[1].status_code == 200
    assert sorted(each.status_code for each in (answers[0], answers[2])) == [200, 409]
    beaten = next(each for each in answers if each.status_code == 409).json()
    assert (beaten["error"], beaten["by"]) == ("settings_overtaken", "Budi")
    assert beaten["changed"] == ["capacity"]
    now = (await api.get("/workspace/settings", token=staff.admin)).json()
    assert now["silentAfter"] == 120
    assert beaten["present"]["capacity"] == now["capacity"]
    wanted = {"version": now["version"], "capacity": 6}
    assert (await api.patch("/workspace", wanted, token=staff.admin)).json()["capacity"] == 6


async def test_national_holidays_are_proposed_and_taken_over(api: Api, staff: Staff) -> None:
    listed = await api.get("/workspace/national-holidays?year=2027", token=staff.admin)
    found = listed.json()
    by_date = {each["date"]: each for each in found["items"]}

    assert found["country"] == "ID"
    assert by_date["2027-08-17"]["nameEn"] == "Independence Day"
    assert by_date["2027-08-17"]["nameId"] == "Hari Kemerdekaan Republik Indonesia"
    assert by_date["2027-03-10"]["unsure"]
    taken = await api.patch("/workspace", {"holidays": found["items"]}, token=staff.admin)
    assert len(taken.json()["holidays"]) == len(found["items"])
    wrong = await api.get("/workspace/national-holidays?year=1", token=staff.admin)
    assert set(wrong.json()["fields"]) == {"year"}


async def test_a_department_has_a_mode_and_hours_and_gives_them_back(
    api: Api, hub: Hub, staff: Staff
) -> None:
    path = f"/departments/{staff.billing_id}"
    wanted = {"mode": "round_robin", "hours": OFFICE, "version": 1}
    changed = (await api.patch(path, wanted, token=staff.admin)).json()
    assert (changed["mode"], changed["hours"]["always"]) == ("round_robin", False)
    late = await api.patch(path, {"version": 1, "mode": "open"}, token=staff.admin)
    assert (late.status_code, late.json()["by"]) == (409, "Budi")
    other = await api.patch(path, {"version": 1, "name": "Bills"}, token=staff.admin)
    assert (other.json()["name"], other.json()["mode"]) == ("Bills", "round_robin")
    back = (await api.patch(path, {"hours": None}, token=staff.admin)).json()
    assert back["hours"] is None
    wrong = await api.patch(path, {"hours": {"always": False}}, token=staff.admin)
    assert set(wrong.json()["fields"]) == {"hours"}


async def _chat(hub: Hub, staff: Staff, site: Site, state: ConversationState) -> Conversation:
    now = hub.clock.now()
    ana = Person(id=staff.agent_id, name="Ana")
    made = Conversation(
        number=int(str(Id())[-6:], 16),
        state=state,
        channel_id=site.chat_id,
        channel_kind="livechat",
        thread_key=str(Id()),
        identity_id=Id(),
        address="x",
        contact=ContactName(id=Id(), name="Dewi"),
        department_id=staff.billing_id,
        assignee=ana if state is ConversationState.HANDLED else None,
        started_at=now,
        queued_at=now,
        last_activity_at=now,
        resolved_at=now if state is ConversationState.RESOLVED else None,
    )
    made.audience = rooms_of_conversation(made)
    await hub.store.insert(made)
    return made


async def test_a_department_with_open_chats_goes_only_with_a_place_for_them(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    path = f"/departments/{staff.billing_id}"
    await api.patch(
        f"/members/{staff.agent_id}",
        {"departmentIds": [str(staff.sales_id), str(staff.billing_id)]},
        token=staff.admin,
    )
    chats = [await _chat(hub, staff, site, state) for state in list(ConversationState)[1:]]
    refused = await api.delete(path, token=staff.admin)
    assert (refused.status_code, refused.json()["error"]) == (409, "department_has_chats")
    assert refused.json()["open"] == 2
    itself = await api.delete(f"{path}?moveTo={staff.billing_id}", token=staff.admin)
    assert set(itself.json()["fields"]) == {"moveTo"}

    gone = await api.delete(f"{path}?moveTo={staff.sales_id}", token=staff.admin)

    assert gone.status_code == 204
    names = (await api.get("/departments", token=staff.agent)).json()["items"]
    assert [each["name"] for each in names] == ["Sales"]
    for before in chats:
        after = await hub.store.get(Conversation, {"_id": before.id})
        assert after is not None
        assert after.department_id == staff.sales_id
        assert (after.state, after.assignee) == (before.state, before.assignee)
        assert after.audience == rooms_of_conversation(after)
    ana = await hub.store.get(Member, {"_id": staff.agent_id})
    assert ana is not None
    assert ana.department_ids == [staff.sales_id]
    default = await api.delete(f"/departments/{staff.sales_id}", token=staff.admin)
    assert default.json()["error"] == "department_is_default"


async def test_a_channel_that_is_removed_is_off_and_comes_back(
    api: Api, staff: Staff, site: Site
) -> None:
    path = f"/channels/{site.chat_id}"
    assert (await api.delete(path, token=staff.admin)).json()["enabled"] is False
    assert (await api.post(f"/chat/{site.chat_id}/session", {})).status_code == 404
    on = (await api.patch(path, {"enabled": True}, token=staff.admin)).json()
    assert on["settings"]["allowed_sites"] == ["https://shop.example"]
    free = await api.patch(path, {"departmentId": None}, token=staff.admin)
    assert free.json()["departmentId"] is None


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"allowed_sites": ["shop"]}, "settings.allowed_sites.0"),
        ({"allowed_sites": ["https://shop.example/path"]}, "settings.allowed_sites.0"),
        ({"allowed_sites": ["ftp://shop.example"]}, "settings.allowed_sites.0"),
        ({"allowed_sites": ["https://a.example; script-src *"]}, "settings.allowed_sites.0"),
        ({"welcome": {"en": "x" * 161}}, "settings.welcome.en"),
        ({"launcher_side": "top"}, "settings.launcher_side"),
        ({"ask_topic": True}, "settings"),
        (
            {"topics": [{"id": "a", "name": {"en": "A"}, "department_id": "f" * 24}]},
            "settings.topics.0.department_id",
        ),
    ],
)
async def test_settings_of_a_chat_that_cannot_be_are_refused_where_they_stand(
    api: Api, staff: Staff, site: Site, settings: dict[str, Any], field: str
) -> None:
    refused = await api.patch(
        f"/channels/{site.chat_id}", {"settings": settings}, token=staff.admin
    )
    assert refused.status_code == 422
    assert field in refused.json()["fields"]


async def test_a_site_is_kept_as_browsers_name_it_and_the_form_reaches_the_widget(
    api: Api, staff: Staff, site: Site
) -> None:
    topic = {"id": "bill", "name": {"en": "My bill"}, "department_id": str(staff.billing_id)}
    settings = {
        "allowed_sites": [" Shop.Example/ ", "https://shop.example", "http://localhost:3000"],
        "display_name": "Toko",
        "ask_topic": True,
        "topics": [topic],
    }
    kept = await api.patch(f"/channels/{site.chat_id}", {"settings": settings}, token=staff.admin)
    sites = kept.json()["settings"]["allowed_sites"]
    assert sites == ["https://shop.example", "http://localhost:3000"]
    told = (await api.post(f"/chat/{site.chat_id}/session", {})).json()["channel"]
    assert told["name"] == "Toko"
    assert told["isOpen"] is True
    assert told["appearance"]["topics"] == [{"id": "bill", "name": {"en": "My bill"}}]


async def test_a_closed_chat_names_the_next_opening(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    await api.patch("/workspace", {"hours": OFFICE}, token=staff.admin)
    told = (await api.post(f"/chat/{site.chat_id}/session", {})).json()["channel"]
    assert told["isOpen"] is False
    assert told["nextOpening"] == "2026-11-30T02:00:00.000Z"


async def test_refused_sites_are_counted_and_one_allowed_is_refused_no_more(
    api: Api, hub: Hub, staff: Staff, site: Site, clock: SettableClock
) -> None:
    path = f"/channels/{site.chat_id}"

    async def shown_on(page: str) -> None:
        await api.client.get(f"/widget/{site.chat_id}", headers={"Referer": page})

    for _ in range(3):
        await shown_on("https://new.example/cart?x=1")
        clock.advance(30)
    await shown_on("https://shop.example/")
    wrong = {"Origin": "https://evil.example"}
    assert (await api.post(f"/chat/{site.chat_id}/session", {}, headers=wrong)).status_code == 403
    sites = (await api.get(f"{path}/sites", token=staff.admin)).json()
    assert {each["origin"]: each["count"] for each in sites["refused"]} == {
        "https://new.example": 3,
        "https://evil.example": 1,
    }
    assert [each["origin"] for each in sites["seen"]] == ["https://shop.example"]
    allowed = ["https://shop.example", "https://new.example"]
    await api.patch(path, {"settings": {"allowed_sites": allowed}}, token=staff.admin)
    left = (await api.get(f"{path}/sites", token=staff.admin)).json()["refused"]
    assert [each["origin"] for each in left] == ["https://evil.example"]
    clock.advance(7200)
    assert (await api.get(f"{path}/sites", token=staff.admin)).json()["refused"] == []


async def test_a_crowd_of_made_up_sites_leaves_few_rows(api: Api, hub: Hub, site: Site) -> None:
    for number in range(60):
        page = f"https://s{number}.example/"
        await api.client.get(f"/widget/{site.chat_id}", headers={"Referer": page})
    for _ in range(40):
        await api.client.get(
            f"/widget/{site.chat_id}", headers={"Referer": "https://shop.example/"}
        )
    assert await hub.store.count(Sighting, {"allowed": False}) == 50
    assert await hub.store.count(Sighting, {"allowed": True}) == 1


async def test_every_setting_of_every_kind_has_a_title_in_both_languages(
    api: Api, staff: Staff
) -> None:
    kinds = (await api.get("/channels/kinds", token=staff.admin)).json()["items"]
    assert {"livechat"} <= {kind["kind"] for kind in kinds}
    for kind in kinds:
        for name, shape in kind["settingsSchema"]["properties"].items():
            assert all(shape["titles"][language] for language in ("en", "id")), name


async def test_the_checklist_asks_of_each_provider_whether_messages_arrive(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    async def steps() -> dict[str, Any]:
        told = (await api.get("/setup", token=staff.admin)).json()
        return {each["step"]: each for each in told["steps"]}

    assert "connected" not in await steps()
    bot = {
        "kind": "telegram",
        "name": "Bot Toko",
        "settings": {"mode": "polling"},
        "secrets": {"bot_token": "7742091834:AAF"},
    }
    made = (await api.post("/channels", bot, token=staff.admin)).json()
    waiting = (await steps())["connected"]
    assert (waiting["done"], waiting["channelName"]) == (False, "Bot Toko")
    await hub.store.insert(WebhookSighting(_id=Id(made["id"]), came_at=hub.clock.now()))
    assert (await steps())["connected"]["done"]

    await hub.note_channel_trouble(Id(made["id"]), "401", "Unauthorized", made["version"])
    broken = (await steps())["connected"]
    assert (broken["done"], broken["channelId"]) == (False, made["id"])

    await api.delete(f"/channels/{site.chat_id}", token=staff.admin)
    alone = await steps()
    assert "site" not in alone
    assert (alone["channel"]["done"], alone["channel"]["channelName"]) == (True, "Bot Toko")


async def test_the_checklist_shows_what_is_really_so(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    async def done() -> dict[str, bool]:
        told = (await api.get("/setup", token=staff.admin)).json()
        return {each["step"]: each["done"] for each in told["steps"]}

    before = await done()
    assert before == {
        "company": False,
        "hours": False,
        "departments": False,  # nobody works in Billing
        "members": True,
        "channel": True,
        "site": False,
        "chat": False,
    }
    await api.patch("/workspace", {"name": "Toko"}, token=staff.admin)
    await api.patch("/setup", {"confirmed": ["hours"]}, token=staff.admin)
    await api.patch(
        f"/members/{staff.admin_id}",
        {"departmentIds": [str(staff.billing_id)]},
        token=staff.admin,
    )
    await api.client.get("/widget.js", headers={"Referer": "https://shop.example/"})
    session = (await api.post(f"/chat/{site.chat_id}/session", {})).json()
    sent = {"clientId": "first-message", "text": "Halo"}
    await api.post(f"/chat/{site.chat_id}/messages", sent, token=session["token"])
    assert all((await done()).values())
    told = (await api.patch("/setup", {"hidden": True}, token=staff.admin)).json()
    assert told["hidden"]
    assert {each["step"]: each["seenOn"] for each in told["steps"]}[
        "site"
    ] == "https://shop.example"
    assert not told["loopback"]
