"""The list of reasons to be away, as admins keep it."""

from typing import Any

import pytest

from hub.store.mongo import Store
from models.documents import Event
from models.words import EventType
from tests.hub.http.doors import Api, Staff
from tests.hub.http.test_agents import bring_online, shown

pytestmark = pytest.mark.usefixtures("hub")

GYM = {"name": {"id": "Olahraga", "en": "Gym"}}


async def listed(api: Api, staff: Staff) -> list[dict[str, Any]]:
    answer = await api.get("/away-reasons", token=staff.agent)
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_new_house_has_five_in_both_languages(api: Api, staff: Staff) -> None:
    names = [(each["name"]["id"], each["name"]["en"]) for each in await listed(api, staff)]

    assert names == [
        ("Makan siang", "Lunch"),
        ("Salat", "Prayer"),
        ("Istirahat", "Break"),
        ("Rapat", "Meeting"),
        ("Pelatihan", "Training"),
    ]


async def test_an_admin_adds_renames_and_moves_one(api: Api, staff: Staff) -> None:
    made = (await api.post("/away-reasons", GYM, token=staff.admin)).json()
    path = f"/away-reasons/{made['id']}"
    assert made["position"] == 5

    moved = await api.patch(path, {"position": 0, "icon": "break"}, token=staff.admin)

    assert moved.json()["position"] == 0
    present = await listed(api, staff)
    assert [each["position"] for each in present] == list(range(6))
    assert present[0]["name"]["en"] == "Gym"
    assert present[0]["icon"] == "break"


async def test_two_with_one_name_are_refused(api: Api, staff: Staff) -> None:
    body = {"name": {"id": "Makan Siang", "en": "Noon"}}
    refused = await api.post("/away-reasons", body, token=staff.admin)

    assert refused.status_code == 422
    assert list(refused.json()["fields"]) == ["name.id"]


async def test_a_name_may_not_be_missing_in_one_language(api: Api, staff: Staff) -> None:
    for name in ({"id": "Olahraga"}, {"id": "Olahraga", "en": "  "}, {"id": "x" * 41, "en": "x"}):
        refused = await api.post("/away-reasons", {"name": name}, token=staff.admin)
        assert refused.status_code == 422, name


async def test_a_removed_one_is_kept_for_who_has_it_and_chosen_no_more(
    api: Api, store: Store, staff: Staff
) -> None:
    await bring_online(store, staff.agent_id)
    made = (await api.post("/away-reasons", GYM, token=staff.admin)).json()
    away = {"state": "away", "reasonId": made["id"]}
    await api.request("PUT", "/me/presence", away, token=staff.agent)

    removed = await api.delete(f"/away-reasons/{made['id']}", token=staff.admin)

    assert removed.status_code == 204
    assert made["id"] not in [each["id"] for each in await listed(api, staff)]
    assert (await shown(api, staff.admin))["Ana"]["reasonName"] == GYM["name"]
    await api.request("PUT", "/me/presence", {"state": "online"}, token=staff.agent)
    refused = await api.request("PUT", "/me/presence", away, token=staff.agent)
    assert refused.status_code == 422


async def test_each_change_is_a_row_of_the_journal(api: Api, store: Store, staff: Staff) -> None:
    made = (await api.post("/away-reasons", GYM, token=staff.admin)).json()
    await api.delete(f"/away-reasons/{made['id']}", token=staff.admin)

    rows = await store.find(Event, {"type": EventType.SETTINGS_CHANGED})
    assert [row.object.kind for row in rows] == ["away_reason", "away_reason"]
