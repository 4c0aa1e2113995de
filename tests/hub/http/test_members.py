"""Staff accounts, departments and channels as admins keep them."""

import asyncio

from hub.wiring import Hub
from models.documents import Event, Member
from models.documents.base import Id
from models.words import EventType
from tests.hub.http.doors import PASSWORD, Api, Site, Staff


async def test_a_new_member_signs_in_with_the_password_he_was_given(api: Api, staff: Staff) -> None:
    body = {
        "email": "Citra@Toko.example",
        "name": "  Citra \u202e Dewi ",
        "role": "agent",
        "departmentIds": [str(staff.sales_id)],
        "password": PASSWORD,
    }
    made = await api.post("/members", body, token=staff.admin)
    assert made.status_code == 201
    assert (made.json()["email"], made.json()["name"]) == ("citra@toko.example", "Citra Dewi")
    assert "password" not in made.text
    assert (await api.sign_in("citra@toko.example"))["member"]["role"] == "agent"
    again = await api.post("/members", body, token=staff.admin)
    assert (again.status_code, again.json()["error"]) == (409, "email_taken")
    weak = await api.post(
        "/members", {**body, "email": "d@toko.example", "password": "short"}, token=staff.admin
    )
    assert set(weak.json()["fields"]) == {"password"}


async def test_two_members_of_one_address_are_never_made(api: Api, staff: Staff) -> None:
    body = {"email": "citra@toko.example", "name": "Citra", "role": "agent"}
    answers = await asyncio.gather(
        *(api.post("/members", body, token=staff.admin) for _ in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_a_deactivated_member_is_out_at_once_and_the_journal_says_so(
    api: Api, hub: Hub, staff: Staff
) -> None:
    path = f"/members/{staff.agent_id}"
    changed = await api.patch(path, {"state": "deactivated"}, token=staff.admin)
    assert changed.json()["state"] == "deactivated"
    assert (await api.get("/me", token=staff.agent)).status_code == 401
    await api.patch(path, {"state": "active"}, token=staff.admin)
    assert (await api.get("/me", token=staff.agent)).status_code == 401
    refused = await api.post(
        "/auth/sign-in", {"email": "ana@toko.example", "password": "not his own"}
    )
    assert refused.status_code == 401
    rows = await hub.store.find(
        Event, {"type": EventType.MEMBER_ACCESS_CHANGED.value, "object.id": staff.agent_id}
    )
    assert [row.rooms for row in rows] == [[f"member:{staff.agent_id}"]] * 2


async def test_new_departments_are_a_change_of_access_and_a_new_name_is_not(
    api: Api, hub: Hub, staff: Staff
) -> None:
    path = f"/members/{staff.agent_id}"
    await api.patch(path, {"name": "Ana Putri"}, token=staff.admin)
    access = {"type": EventType.MEMBER_ACCESS_CHANGED.value}
    assert await hub.store.find(Event, access) == []
    await api.patch(path, {"departmentIds": [str(staff.billing_id)]}, token=staff.admin)
    [row] = await hub.store.find(Event, access)
    assert row.changes["department_ids"] == [[staff.sales_id], [staff.billing_id]]


async def test_the_last_admin_stays_even_when_two_demote_each_other_at_once(
    api: Api, hub: Hub, staff: Staff
) -> None:
    alone = await api.patch(f"/members/{staff.admin_id}", {"role": "agent"}, token=staff.admin)
    assert (alone.status_code, alone.json()["error"]) == (409, "last_admin")
    await api.patch(f"/members/{staff.supervisor_id}", {"role": "admin"}, token=staff.admin)
    answers = await asyncio.gather(
        api.patch(f"/members/{staff.supervisor_id}", {"role": "agent"}, token=staff.admin),
        api.patch(f"/members/{staff.admin_id}", {"state": "deactivated"}, token=staff.supervisor),
    )
    assert 409 in [answer.status_code for answer in answers] or 403 in [
        answer.status_code for answer in answers
    ]
    left = await hub.store.find(Member, {"role": "admin", "state": "active"})
    assert len(left) == 1


async def test_there_is_always_exactly_one_default_department(api: Api, staff: Staff) -> None:
    await api.patch(f"/departments/{staff.billing_id}", {"isDefault": True}, token=staff.admin)
    listed = (await api.get("/departments", token=staff.agent)).json()["items"]
    assert [one["name"] for one in listed if one["isDefault"]] == ["Billing"]
    refused = await api.patch(
        f"/departments/{staff.billing_id}", {"isDefault": False}, token=staff.admin
    )
    assert set(refused.json()["fields"]) == {"isDefault"}
    taken = await api.post("/departments", {"name": " Sales "}, token=staff.admin)
    assert (taken.status_code, taken.json()["error"]) == (409, "department_name_taken")


async def test_agents_see_channels_without_their_settings(
    api: Api, staff: Staff, site: Site
) -> None:
    seen = (await api.get("/channels", token=staff.agent)).json()["items"]
    assert {one["name"] for one in seen} == {"Shop", "Old"}
    assert [one["settings"] for one in seen] == [None, None]
    kept = (await api.get("/channels", token=staff.admin)).json()["items"]
    assert all(one["settings"]["allowed_sites"] for one in kept)


async def test_a_channel_takes_only_settings_of_its_kind_and_acts_on_them_at_once(
    api: Api, staff: Staff, site: Site
) -> None:
    path = f"/channels/{site.chat_id}"
    wrong = await api.patch(
        path, {"settings": {"brand_color": "red", "colour": "x"}}, token=staff.admin
    )
    assert set(wrong.json()["fields"]) == {"settings.colour"}
    wrong = await api.patch(path, {"settings": {"brand_color": "red"}}, token=staff.admin)
    assert set(wrong.json()["fields"]) == {"settings.brand_color"}
    right = await api.patch(path, {"settings": {"brand_color": "#FFEE00"}}, token=staff.admin)
    assert right.json()["settings"]["allowed_sites"] == ["https://shop.example"]
    session = (await api.post(f"/chat/{site.chat_id}/session", {})).json()
    assert session["channel"]["appearance"] == {
        **session["channel"]["appearance"],
        "brandColor": "#FFEE00",
        "brandText": "#000000",
    }
    await api.patch(path, {"enabled": False}, token=staff.admin)
    assert (await api.post(f"/chat/{site.chat_id}/session", {})).status_code == 404
    unknown = await api.post("/channels", {"kind": "fax", "name": "Fax"}, token=staff.admin)
    assert "livechat" in unknown.json()["fields"]["kind"]


async def test_a_capacity_of_his_own_is_set_and_given_back(
    api: Api, hub: Hub, staff: Staff
) -> None:
    path = f"/members/{staff.agent_id}"
    own = await api.patch(path, {"capacity": 0, "forcedCapacity": 15}, token=staff.admin)
    assert (own.json()["capacity"], own.json()["forcedCapacity"]) == (0, 15)
    renamed = await api.patch(path, {"name": "Ana P"}, token=staff.admin)
    assert renamed.json()["capacity"] == 0
    back = await api.patch(path, {"capacity": None}, token=staff.admin)
    assert (back.json()["capacity"], back.json()["forcedCapacity"]) == (None, 15)
    assert (await api.patch(path, {"capacity": -1}, token=staff.admin)).status_code == 422
    rows = await hub.store.find(Event, {"type": EventType.SETTINGS_CHANGED.value})
    assert [row.changes.get("capacity") for row in rows] == [[None, 0], None, [0, None]]
    assert not await hub.store.find(Event, {"type": EventType.MEMBER_ACCESS_CHANGED.value})


async def test_admins_see_when_each_was_last_at_work(api: Api, hub: Hub, staff: Staff) -> None:
    seen = (await api.get("/members/last-seen", token=staff.admin)).json()["items"]
    assert {one["memberId"]: one["at"] for one in seen}[str(staff.agent_id)] is not None
    await api.post("/auth/sign-out", token=staff.agent)
    later = (await api.get("/members/last-seen", token=staff.admin)).json()["items"]
    assert {one["memberId"]: one["at"] for one in later}[str(staff.agent_id)] is not None


async def test_one_is_read_and_deactivated_by_deleting(api: Api, staff: Staff) -> None:
    path = f"/members/{staff.agent_id}"
    read = await api.get(path, token=staff.supervisor)
    assert (read.json()["name"], read.json()["state"]) == ("Ana", "active")
    assert (await api.get("/members/last-seen", token=staff.admin)).status_code == 200

    assert (await api.delete(path, token=staff.supervisor)).status_code == 403
    gone = await api.delete(path, token=staff.admin)

    assert (gone.status_code, gone.json()["state"]) == (200, "deactivated")
    assert (await api.get("/me", token=staff.agent)).status_code == 401
    last = await api.delete(f"/members/{staff.admin_id}", token=staff.admin)
    assert last.status_code == 409


async def test_each_resource_is_read_by_itself(api: Api, staff: Staff, site: Site) -> None:
    kind = (await api.post("/label-categories", {"name": "Topik"}, token=staff.admin)).json()
    body = {"name": "Kirim", "categoryId": kind["id"]}
    label = (await api.post("/labels", body, token=staff.admin)).json()
    for path, name in (
        (f"/departments/{staff.sales_id}", "Sales"),
        (f"/channels/{site.chat_id}", "Shop"),
        (f"/labels/{label['id']}", "Kirim"),
    ):
        read = await api.get(path, token=staff.agent)
        assert (read.status_code, read.json()["name"]) == (200, name)
        assert read.json().get("settings") is None
        nothing = path.rpartition("/")[0] + "/000000000000000000000000"
        assert (await api.get(nothing, token=staff.agent)).status_code == 404


async def test_a_member_has_a_priority_in_departments_that_he_is_in(api: Api, staff: Staff) -> None:
    path = f"/members/{staff.agent_id}"
    both = {str(staff.sales_id): 5, str(staff.billing_id): 0, str(Id()): 7}
    body = {"departmentIds": [str(staff.sales_id)], "departmentPriorities": both}
    changed = (await api.patch(path, body, token=staff.admin)).json()
    assert changed["departmentPriorities"] == {str(staff.sales_id): 5}
    moved = {"departmentIds": [str(staff.billing_id)]}
    left = (await api.patch(path, moved, token=staff.admin)).json()
    assert left["departmentPriorities"] == {}
    refused = await api.patch(
        path, {"departmentPriorities": {str(staff.billing_id): 100}}, token=staff.admin
    )
    assert refused.status_code == 422
