"""Contacts as staff correct them together, and what they have had with us before."""

import asyncio
from typing import Any
from uuid import uuid4

from hub.wiring import Hub
from models.documents import Contact, Event
from models.documents.base import Id
from models.words import EventType
from tests.hub.http.doors import PUBLIC_URL, Api, Site, Staff

ORIGIN = {"Origin": PUBLIC_URL}


async def visit(api: Api, site: Site, *, token: str | None = None) -> dict[str, Any]:
    """A visitor says his name and writes; his session with the conversation."""
    base = f"/chat/{site.chat_id}"
    session = await api.post(f"{base}/session", {"token": token, "name": "Dewi"}, headers=ORIGIN)
    assert session.status_code == 200, session.text
    body = {"clientId": uuid4().hex, "text": "Halo"}
    wrote = await api.post(f"{base}/messages", body, token=session.json()["token"])
    assert wrote.status_code == 201, wrote.text
    told: dict[str, Any] = session.json()
    return {**told, "conversationId": wrote.json()["conversationId"]}


async def contact_of(api: Api, staff: Staff, visit: dict[str, Any]) -> dict[str, Any]:
    chat = await api.get(f"/conversations/{visit['conversationId']}", token=staff.admin)
    contact_id = chat.json()["contact"]["id"]
    contact: dict[str, Any] = (await api.get(f"/contacts/{contact_id}", token=staff.agent)).json()
    return contact


async def test_an_agent_corrects_a_contact_and_the_open_chat_carries_the_new_name(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    chat = await visit(api, site)
    contact = await contact_of(api, staff, chat)
    change = {
        "version": contact["version"],
        "name": "  Dewi  Lestari ",
        "phones": ["0812-3390-5889", "+62 812 3390 5889", " "],
        "emails": ["Dewi@Contoh.example"],
        "address": " Jl. Merdeka 1 \n\n Depok ",
        "language": "id",
        "timeZone": "Asia/Makassar",
    }
    changed = await api.patch(f"/contacts/{contact['id']}", change, token=staff.agent)
    assert changed.status_code == 200, changed.text
    told = changed.json()
    assert (told["name"], told["phones"]) == ("Dewi Lestari", ["+6281233905889"])
    assert told["emails"] == ["dewi@contoh.example"]
    assert told["address"] == "Jl. Merdeka 1\nDepok"
    shown = await api.get(f"/conversations/{chat['conversationId']}", token=staff.admin)
    assert shown.json()["contact"]["name"] == "Dewi Lestari"
    rows = await hub.store.find(Event, {"type": EventType.CONTACT_UPDATED.value})
    assert [row.rooms for row in rows] == [["staff"]]
    assert "Dewi" not in str(rows[0].changes), "personal values lie in `personal` alone"
    emptied = {"version": told["version"], "address": None, "language": None}
    after = (await api.patch(f"/contacts/{contact['id']}", emptied, token=staff.agent)).json()
    assert (after["address"], after["language"], after["timeZone"]) == (None, None, "Asia/Makassar")


async def test_what_cannot_be_kept_is_named_field_by_field_and_nothing_is_kept(
    api: Api, staff: Staff, site: Site
) -> None:
    contact = await contact_of(api, staff, await visit(api, site))
    wrong = {
        "version": contact["version"],
        "name": " ",
        "phones": ["0812-3390-5889", "abc"],
        "emails": ["kein@", "ada@contoh.example"],
        "timeZone": "Mars/Base",
    }
    refused = await api.patch(f"/contacts/{contact['id']}", wrong, token=staff.agent)
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"name", "phones.1", "emails.0", "timeZone"}
    assert (await api.get(f"/contacts/{contact['id']}", token=staff.agent)).json() == contact


async def test_of_two_edits_different_fields_merge_and_the_same_field_is_refused(
    api: Api, staff: Staff, site: Site
) -> None:
    contact = await contact_of(api, staff, await visit(api, site))
    path, version = f"/contacts/{contact['id']}", contact["version"]
    first = await api.patch(path, {"version": version, "name": "Dewi A"}, token=staff.agent)
    other = await api.patch(path, {"version": version, "address": "Depok"}, token=staff.supervisor)
    assert (first.status_code, other.status_code) == (200, 200)
    assert (other.json()["name"], other.json()["address"]) == ("Dewi A", "Depok")
    same = await api.patch(path, {"version": version, "name": "Dewi B"}, token=staff.supervisor)
    assert (same.status_code, same.json()["error"]) == (409, "contact_changed")
    assert same.json()["contact"] == other.json()
    assert same.json()["changed"] == ["name"]
    agreed = await api.patch(path, {"version": version, "name": "Dewi A"}, token=staff.supervisor)
    assert agreed.json()["version"] == other.json()["version"], "the wished state is no conflict"


async def test_of_ten_who_name_a_contact_at_once_exactly_one_succeeds(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    contact = await contact_of(api, staff, await visit(api, site))
    path = f"/contacts/{contact['id']}"
    answers = await asyncio.gather(
        *(
            api.patch(path, {"version": contact["version"], "name": f"Dewi {n}"}, token=staff.agent)
            for n in range(10)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    stored = await hub.store.get(Contact, {"_id": Id(contact["id"])})
    assert stored is not None
    assert stored.version == contact["version"] + 1


async def test_earlier_conversations_are_told_as_far_as_the_caller_may_see_them(
    api: Api, staff: Staff, site: Site
) -> None:
    first = await visit(api, site)
    contact = await contact_of(api, staff, first)
    resolve = f"/conversations/{first['conversationId']}/resolve"
    assert (await api.post(resolve, {"cause": "spam"}, token=staff.admin)).status_code == 200
    # After spam a message begins a new one.
    second = await visit(api, site, token=first["token"])
    assert second["conversationId"] != first["conversationId"]

    path = f"/contacts/{contact['id']}/conversations"
    all_of_them = (await api.get(f"{path}?limit=1", token=staff.admin)).json()
    assert [one["id"] for one in all_of_them["items"]] == [second["conversationId"]]
    assert (all_of_them["seen"], all_of_them["total"]) == (2, 2)
    rest = (
        await api.get(f"{path}?limit=1&cursor={all_of_them['nextCursor']}", token=staff.admin)
    ).json()
    assert [one["id"] for one in rest["items"]] == [first["conversationId"]]
    assert rest["nextCursor"] is None
    for_agent = (await api.get(path, token=staff.agent)).json()
    assert [one["id"] for one in for_agent["items"]] == [second["conversationId"]]
    assert (for_agent["seen"], for_agent["total"]) == (1, 2)

    earlier = f"/conversations/{second['conversationId']}/earlier"
    above = (await api.get(earlier, token=staff.admin)).json()
    assert [one["id"] for one in above["items"]] == [first["conversationId"]]
    assert (await api.get(earlier, token=staff.agent)).json()["items"] == []
    nothing = f"/conversations/{first['conversationId']}/earlier"
    assert (await api.get(nothing, token=staff.admin)).json()["items"] == []


async def test_a_resolved_chat_tells_until_when_it_reopens(
    api: Api, staff: Staff, site: Site
) -> None:
    chat = await visit(api, site)
    path = f"/conversations/{chat['conversationId']}"
    resolved = (await api.post(f"{path}/resolve", {}, token=staff.admin)).json()
    assert resolved["reopensUntil"] > resolved["resolvedAt"]
    again = await visit(api, site, token=chat["token"])
    assert again["conversationId"] == chat["conversationId"]
    spam = (await api.post(f"{path}/resolve", {"cause": "spam"}, token=staff.admin)).json()
    assert spam["reopensUntil"] is None
