"""The settings of the house: bounds, two admins at once, holidays."""

import asyncio
from typing import Any

import pytest

from hub.wiring import Hub
from models.documents import Event
from models.words import EventType
from tests.hub.http.doors import Api, Staff

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
