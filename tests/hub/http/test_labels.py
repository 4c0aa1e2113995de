"""Labels: kept by admins, set on conversations by those who handle or oversee them."""

import asyncio
from typing import Any

from hub.wiring import Hub
from models.documents import Conversation, Event
from models.documents.base import Id
from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.test_story import say, visit


async def label(api: Api, staff: Staff, name: str, **more: Any) -> dict[str, Any]:
    """A label of this name, in a category of its own unless ``more`` names one."""
    if "categoryId" not in more:
        made = await api.post("/label-categories", {"name": f"Of {name}"}, token=staff.admin)
        more["categoryId"] = made.json()["id"]
    answer = await api.post("/labels", {"name": name, **more}, token=staff.admin)
    assert answer.status_code == 201, answer.text
    shape: dict[str, Any] = answer.json()
    return shape


async def taken(api: Api, site: Site, staff: Staff) -> str:
    """A conversation that Ana handles."""
    session = await visit(api, site)
    said = await say(api, site, session["token"], "Halo", "visitor-0001")
    id: str = said["conversationId"]
    await api.post(f"/conversations/{id}/claim", token=staff.agent)
    return id


async def test_a_label_is_made_renamed_and_shown_on_the_conversation(
    api: Api, site: Site, staff: Staff
) -> None:
    rush = await label(api, staff, "Mendesak", color="red")
    id = await taken(api, site, staff)
    path = f"/conversations/{id}/labels"

    answer = await api.put(path, {"labelIds": [rush["id"]]}, token=staff.agent)
    assert answer.json()["labels"] == [{"id": rush["id"], "name": "Mendesak", "color": "red"}]
    await api.patch(f"/labels/{rush['id']}", {"name": "Sangat mendesak"}, token=staff.admin)
    shown = (await api.get(f"/conversations/{id}", token=staff.agent)).json()
    assert [one["name"] for one in shown["labels"]] == ["Sangat mendesak"]


async def test_a_name_is_taken_whatever_its_case(api: Api, staff: Staff) -> None:
    first = await label(api, staff, "Refund")
    body = {"name": "refund", "categoryId": first["categoryId"]}
    again = await api.post("/labels", body, token=staff.admin)
    assert (again.status_code, again.json()["error"]) == (409, "label_name_taken")
    made = await asyncio.gather(
        *(api.post("/label-categories", {"name": "Topik"}, token=staff.admin) for _ in range(4))
    )
    assert sorted(answer.status_code for answer in made) == [201, 409, 409, 409]


async def test_what_is_in_use_is_archived_and_what_is_not_is_deleted(
    api: Api, site: Site, staff: Staff
) -> None:
    used, unused = await label(api, staff, "Retur"), await label(api, staff, "Lain")
    id = await taken(api, site, staff)
    path = f"/conversations/{id}/labels"
    await api.put(path, {"labelIds": [used["id"]]}, token=staff.agent)

    kept = await api.delete(f"/labels/{used['id']}", token=staff.admin)
    gone = await api.delete(f"/labels/{unused['id']}", token=staff.admin)
    assert (kept.json()["archived"], gone.json()["archived"]) == (True, False)
    still = await api.delete(f"/label-categories/{used['categoryId']}", token=staff.admin)
    assert still.json()["archived"] is True
    listed = (await api.get("/labels", token=staff.agent)).json()["items"]
    assert [(one["name"], one["archived"]) for one in listed] == [("Retur", True)]

    stays = await api.put(path, {"labelIds": [used["id"]]}, token=staff.agent)
    assert [one["id"] for one in stays.json()["labels"]] == [used["id"]]
    await api.put(path, {"labelIds": []}, token=staff.agent)
    back = await api.put(path, {"labelIds": [used["id"]]}, token=staff.agent)
    assert (back.status_code, list(back.json()["fields"])) == (422, ["labelIds"])


async def test_an_agent_labels_what_he_may_take_or_handles_and_nothing_else(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    rush = await label(api, staff, "Mendesak")
    id = await taken(api, site, staff)
    path, body = f"/conversations/{id}/labels", {"labelIds": [rush["id"]]}
    foreign = await visit(api, site)
    waiting = (await say(api, site, foreign["token"], "Halo", "visitor-0002"))["conversationId"]

    assert (await api.put(path, body, token=staff.supervisor)).status_code == 200
    assert (await api.put(path, body)).status_code == 401
    queued = await api.put(f"/conversations/{waiting}/labels", body, token=staff.agent)
    assert queued.status_code == 200
    await api.post(f"/conversations/{waiting}/claim", token=staff.supervisor)
    handled = await api.put(f"/conversations/{waiting}/labels", {"labelIds": []}, token=staff.agent)
    assert handled.status_code == 403
    await api.post(f"/conversations/{id}/resolve", {}, token=staff.agent)
    afterwards = await api.put(path, {"labelIds": []}, token=staff.agent)
    assert (afterwards.status_code, afterwards.json()["labels"]) == (200, [])


async def test_of_two_sets_at_once_the_later_holds_and_both_are_in_the_history(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    names = ["Satu", "Dua", "Tiga", "Empat"]
    sets = [[(await label(api, staff, name))["id"]] for name in names]
    id = await taken(api, site, staff)
    answers = await asyncio.gather(
        *(
            api.put(
                f"/conversations/{id}/labels",
                {"labelIds": chosen},
                token=staff.agent if place % 2 else staff.supervisor,
            )
            for place, chosen in enumerate(sets)
        )
    )
    assert {answer.status_code for answer in answers} == {200}

    rows = await hub.store.find(Event, {"object.id": Id(id), "type": "conversation.labels_changed"})
    rows.sort(key=lambda row: row.object.version)
    assert len(rows) == len(sets)
    before: list[Id] = []
    for row in rows:
        assert row.changes["label_ids"][0] == before
        before = row.changes["label_ids"][1]
    stored = await hub.store.get(Conversation, {"_id": Id(id)})
    assert stored is not None
    assert stored.label_ids == before

    same = await api.put(
        f"/conversations/{id}/labels", {"labelIds": [str(one) for one in before]}, token=staff.agent
    )
    assert same.json()["version"] == stored.version
