"""Quick replies: who keeps which, who finds which, and what a text may hold."""

import asyncio
from typing import Any

import pytest

from hub.wiring import Hub
from models.documents import Event, Member
from models.words import Role
from tests.hub.http.doors import Api, Staff

SALAM = {"shortcut": "salam", "title": "Salam", "text": "Halo {{contact.name|Bapak/Ibu}}."}


async def add(api: Api, token: str, **more: Any) -> Any:
    return await api.post("/quick-replies", {**SALAM, **more}, token=token)


async def shortcuts(api: Api, token: str) -> list[str]:
    items = (await api.get("/quick-replies", token=token)).json()["items"]
    return [one["shortcut"] for one in items]


async def test_each_keeps_what_is_his_to_keep(api: Api, staff: Staff) -> None:
    sales, billing = str(staff.sales_id), str(staff.billing_id)
    wanted = {
        "workspace": {"scope": "workspace"},
        "sales": {"scope": "department", "departmentId": sales},
        "billing": {"scope": "department", "departmentId": billing},
        "personal": {"scope": "personal"},
    }
    may = {
        "agent": {"personal"},
        "supervisor": {"personal", "sales"},
        "admin": set(wanted),
    }
    for who, allowed in may.items():
        token = getattr(staff, who)
        for name, body in wanted.items():
            answer = await add(api, token, shortcut=f"{who}-{name}", **body)
            assert answer.status_code == (201 if name in allowed else 403), (who, name)


async def test_everybody_finds_his_own_and_those_of_his_places(api: Api, staff: Staff) -> None:
    await add(api, staff.admin, shortcut="semua", scope="workspace")
    await add(
        api,
        staff.admin,
        shortcut="tagihan",
        scope="department",
        departmentId=str(staff.billing_id),
    )
    await add(
        api,
        staff.supervisor,
        shortcut="jualan",
        scope="department",
        departmentId=str(staff.sales_id),
    )
    await add(api, staff.agent, shortcut="milik-ana")

    assert await shortcuts(api, staff.agent) == ["jualan", "milik-ana", "semua"]
    assert await shortcuts(api, staff.supervisor) == ["jualan", "semua"]
    assert await shortcuts(api, staff.admin) == ["jualan", "semua", "tagihan"]


async def test_nobody_changes_or_reads_what_is_somebody_elses(api: Api, staff: Staff) -> None:
    own = (await add(api, staff.agent)).json()
    shared = (await add(api, staff.admin, shortcut="semua", scope="workspace")).json()
    for token in (staff.admin, staff.supervisor):
        path = f"/quick-replies/{own['id']}"
        assert (await api.patch(path, {"title": "Lain"}, token=token)).status_code == 404
        assert (await api.delete(path, token=token)).status_code == 404
    path = f"/quick-replies/{shared['id']}"
    assert (await api.patch(path, {"title": "Lain"}, token=staff.agent)).status_code == 403
    assert (await api.delete(path, token=staff.supervisor)).status_code == 403
    lifted = await api.patch(
        f"/quick-replies/{own['id']}", {"scope": "workspace"}, token=staff.agent
    )
    assert lifted.status_code == 403


async def test_one_is_changed_moved_and_deleted(api: Api, hub: Hub, staff: Staff) -> None:
    made = (await add(api, staff.admin, scope="workspace", language="id")).json()
    path = f"/quick-replies/{made['id']}"
    body = {
        "shortcut": "/Salam2",
        "language": None,
        "scope": "department",
        "departmentId": str(staff.sales_id),
    }
    changed = (await api.patch(path, body, token=staff.admin)).json()
    assert (changed["shortcut"], changed["language"]) == ("salam2", None)
    assert (changed["scope"], changed["version"]) == ("department", 2)
    own = (await api.patch(path, {"scope": "personal"}, token=staff.admin)).json()
    assert (own["scope"], own["departmentId"]) == ("personal", None)
    assert await shortcuts(api, staff.supervisor) == []
    assert (await api.delete(path, token=staff.admin)).status_code == 204
    assert await shortcuts(api, staff.admin) == []
    rows = await hub.store.find(Event, {"object.kind": "quick_reply"})
    assert [row.object.version for row in rows] == [1, 2, 3, 3]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"text": "Halo {{contact.nama}}"}, "text"),
        ({"text": "Halo {{contact.name"}, "text"),
        ({"text": ""}, "text"),
        ({"shortcut": "dua kata"}, "shortcut"),
        ({"title": " "}, "title"),
        ({"scope": "department"}, "departmentId"),
        ({"departmentId": "0" * 24}, "departmentId"),
        ({"scope": "department", "departmentId": "0" * 24}, "departmentId"),
    ],
)
async def test_what_cannot_be_is_refused_with_its_field(
    api: Api, staff: Staff, more: dict[str, Any], field: str
) -> None:
    answer = await add(api, staff.admin, **more)
    assert answer.status_code == 422
    assert field in answer.json()["fields"]


async def test_a_shortcut_is_given_once_in_a_place_and_language(api: Api, staff: Staff) -> None:
    at_once = await asyncio.gather(*(add(api, staff.admin, scope="workspace") for _ in range(4)))
    assert sorted(answer.status_code for answer in at_once) == [201, 409, 409, 409]
    beaten = next(answer for answer in at_once if answer.status_code == 409)
    assert beaten.json()["error"] == "shortcut_taken"
    english = await add(api, staff.admin, scope="workspace", language="en")
    personal = await add(api, staff.admin)
    assert (english.status_code, personal.status_code) == (201, 201)


async def test_a_member_who_changes_department_finds_those_of_his_new_one(
    api: Api, hub: Hub, staff: Staff
) -> None:
    await add(
        api,
        staff.admin,
        shortcut="tagihan",
        scope="department",
        departmentId=str(staff.billing_id),
    )
    assert await shortcuts(api, staff.agent) == []
    moved = await api.patch(
        f"/members/{staff.agent_id}",
        {"departmentIds": [str(staff.billing_id)]},
        token=staff.admin,
    )
    assert moved.status_code == 200
    assert await shortcuts(api, staff.agent) == ["tagihan"]
    ana = await hub.store.get(Member, {"_id": staff.agent_id})
    assert ana is not None
    assert ana.role is Role.AGENT
