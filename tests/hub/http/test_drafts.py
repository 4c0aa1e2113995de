"""Drafts: one's own, kept through everything that happens to the conversation."""

import asyncio
from typing import Any

from hub.wiring import Hub
from models.documents import Draft, Event
from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.test_labels import taken


async def save(api: Api, token: str, id: str, text: str, **more: Any) -> Any:
    return await api.put(f"/drafts/{id}", {"text": text, **more}, token=token)


async def drafts(api: Api, token: str, id: str) -> tuple[str | None, str | None]:
    shape = (await api.get(f"/drafts/{id}", token=token)).json()
    reply, note = shape["reply"], shape["note"]
    return reply and reply["text"], note and note["text"]


async def test_reply_and_note_are_apart_and_each_author_has_his_own(
    api: Api, site: Site, staff: Staff
) -> None:
    id = await taken(api, site, staff)
    await save(api, staff.agent, id, "Baik, saya")
    await save(api, staff.agent, id, "Cek gudang", kind="note")
    await save(api, staff.supervisor, id, "Saya bantu")

    assert await drafts(api, staff.agent, id) == ("Baik, saya", "Cek gudang")
    assert await drafts(api, staff.supervisor, id) == ("Saya bantu", None)
    assert await drafts(api, staff.admin, id) == (None, None)
    listed = (await api.get("/drafts", token=staff.agent)).json()["items"]
    assert {(one["kind"], one["text"]) for one in listed} == {
        ("reply", "Baik, saya"),
        ("note", "Cek gudang"),
    }


async def test_a_save_from_another_tab_is_not_overwritten_unseen(
    api: Api, site: Site, staff: Staff
) -> None:
    id = await taken(api, site, staff)
    first = (await save(api, staff.agent, id, "Baik", version=0)).json()
    await save(api, staff.agent, id, "Baik, saya periksa", version=first["version"])

    late = await save(api, staff.agent, id, "Baik sekali", version=first["version"])
    assert (late.status_code, late.json()["error"]) == (409, "draft_overtaken")
    assert late.json()["draft"]["text"] == "Baik, saya periksa"
    assert await drafts(api, staff.agent, id) == ("Baik, saya periksa", None)
    again = await save(api, staff.agent, id, "Baik, saya periksa", version=first["version"])
    assert again.status_code == 200


async def test_of_two_tabs_at_once_one_wins_and_the_other_learns_it(
    api: Api, site: Site, staff: Staff
) -> None:
    id = await taken(api, site, staff)
    for version in (0, 1):
        tabs = [f"{version} dari tab {tab}" for tab in range(6)]
        answers = await asyncio.gather(
            *(save(api, staff.agent, id, text, version=version) for text in tabs)
        )
        assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
        won = next(answer.json() for answer in answers if answer.status_code == 200)
        told = {answer.json()["draft"]["text"] for answer in answers if answer.status_code == 409}
        assert told == {won["text"]}
        assert await drafts(api, staff.agent, id) == (won["text"], None)


async def test_it_stays_when_the_conversation_is_taken_away(
    api: Api, site: Site, staff: Staff
) -> None:
    id = await taken(api, site, staff)
    await save(api, staff.supervisor, id, "Saya bantu")
    moved = {"departmentIds": [str(staff.billing_id)], "supervisedIds": []}
    await api.patch(f"/members/{staff.supervisor_id}", moved, token=staff.admin)

    gone = await api.get(f"/conversations/{id}", token=staff.supervisor)
    assert gone.status_code == 404
    assert await drafts(api, staff.supervisor, id) == ("Saya bantu", None)
    more = await save(api, staff.supervisor, id, "Saya bantu besok")
    assert more.status_code == 200
    [listed] = (await api.get("/drafts", token=staff.supervisor)).json()["items"]
    assert listed["text"] == "Saya bantu besok"


async def test_it_stays_when_the_conversation_is_resolved(
    api: Api, site: Site, staff: Staff
) -> None:
    id = await taken(api, site, staff)
    await save(api, staff.agent, id, "Satu hal lagi")
    await api.post(f"/conversations/{id}/resolve", {}, token=staff.agent)
    assert await drafts(api, staff.agent, id) == ("Satu hal lagi", None)


async def test_what_is_sent_empties_its_own_draft_and_a_late_save_does_not_bring_it_back(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    id = await taken(api, site, staff)
    saved = (await save(api, staff.agent, id, "Baik, kami cek")).json()
    await save(api, staff.agent, id, "Cek gudang", kind="note")
    body = {"clientId": "agent-000001", "text": "Baik, kami cek"}
    await api.post(f"/conversations/{id}/messages", body, token=staff.agent)

    assert await drafts(api, staff.agent, id) == ("", "Cek gudang")
    late = await save(api, staff.agent, id, "Baik, kami c", version=saved["version"])
    assert late.status_code == 409
    assert await drafts(api, staff.agent, id) == ("", "Cek gudang")
    note = {"clientId": "agent-000002", "text": "Cek gudang", "visibility": "internal"}
    await api.post(f"/conversations/{id}/messages", note, token=staff.agent)
    assert (await api.get("/drafts", token=staff.agent)).json()["items"] == []


async def test_it_is_thrown_away_by_kind_or_altogether(api: Api, site: Site, staff: Staff) -> None:
    id = await taken(api, site, staff)
    await save(api, staff.agent, id, "Baik")
    await save(api, staff.agent, id, "Catatan", kind="note")
    await api.delete(f"/drafts/{id}?kind=note", token=staff.agent)
    assert await drafts(api, staff.agent, id) == ("Baik", "")
    assert (await api.delete(f"/drafts/{id}", token=staff.agent)).status_code == 204
    assert await drafts(api, staff.agent, id) == ("", "")


async def test_the_journal_tells_its_author_alone_and_holds_no_text(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    id = await taken(api, site, staff)
    await save(api, staff.agent, id, "rahasia dagang")
    await save(api, staff.agent, id, "rahasia dagang kita")
    rows = await hub.store.find(Event, {"type": "draft.saved"})
    assert [row.rooms for row in rows] == [[f"member:{staff.agent_id}"]] * 2
    assert "rahasia" not in str([row.to_mongo() for row in rows])
    [stored] = await hub.store.find(Draft, {})
    assert (stored.filled, stored.emptied_at, stored.version) == (True, None, 2)
