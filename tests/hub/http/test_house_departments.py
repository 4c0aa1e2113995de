"""Departments as an admin keeps them: mode and hours, and one that is given up."""

from hub.rules.audience import rooms_of_conversation
from hub.wiring import Hub
from models.documents import Conversation, Member
from models.documents.base import ContactName, Id, Person
from models.words import ConversationState
from tests.hub.http.doors import Api, Site, Staff

OFFICE = {"always": False, "monday": [{"start": "09:00", "end": "17:00"}]}


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
