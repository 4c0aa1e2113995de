"""How urgent a conversation is comes from its channel, its contact, and a label that says so."""

from typing import Any

from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.test_story import say, visit


async def waiting(api: Api, site: Site) -> str:
    said = await say(api, site, (await visit(api, site))["token"], "Halo", "visitor-0001")
    id: str = said["conversationId"]
    return id


async def label(api: Api, staff: Staff, name: str, **more: Any) -> str:
    kinds = (await api.get("/label-categories", token=staff.admin)).json()["items"]
    kind = kinds[0] if kinds else None
    if kind is None:
        made = await api.post("/label-categories", {"name": "Topik"}, token=staff.admin)
        kind = made.json()
    body = {"name": name, "categoryId": kind["id"], **more}
    made = await api.post("/labels", body, token=staff.admin)
    assert made.status_code == 201, made.text
    id: str = made.json()["id"]
    return id


async def priority_of(api: Api, staff: Staff, id: str) -> str:
    shown: str = (await api.get(f"/conversations/{id}", token=staff.admin)).json()["priority"]
    return shown


async def test_what_begins_on_an_urgent_channel_stands_first(
    api: Api, site: Site, staff: Staff
) -> None:
    first = await waiting(api, site)
    changed = await api.patch(
        f"/channels/{site.chat_id}", {"priority": "urgent"}, token=staff.admin
    )
    assert changed.json()["priority"] == "urgent"

    second = await waiting(api, site)

    queue = (await api.get("/conversations?tab=queued", token=staff.admin)).json()["items"]
    assert [(one["id"], one["priority"]) for one in queue] == [
        (second, "urgent"),
        (first, "normal"),
    ]


async def test_a_label_raises_it_and_never_lowers_what_is_more_urgent(
    api: Api, site: Site, staff: Staff
) -> None:
    high, low = (
        await label(api, staff, "Rusak", priority="high"),
        await label(api, staff, "Nanti", priority="low"),
    )
    plain = await label(api, staff, "Biasa")
    id = await waiting(api, site)

    async def put(*ids: str) -> str:
        await api.put(f"/conversations/{id}/labels", {"labelIds": list(ids)}, token=staff.agent)
        return await priority_of(api, staff, id)

    assert await put(plain) == "normal"
    assert await put(plain, low) == "low"
    assert await put(plain, low, high) == "high"
    assert await put(low, high, plain) == "high"
    await api.put(f"/conversations/{id}/priority", {"priority": "urgent"}, token=staff.agent)
    assert await put(plain) == "urgent"
    assert await put(plain, high) == "urgent"


async def test_a_label_is_told_to_change_nothing_again(api: Api, site: Site, staff: Staff) -> None:
    id = await label(api, staff, "Rusak", priority="high")
    renamed = await api.patch(f"/labels/{id}", {"name": "Rusak berat"}, token=staff.admin)
    assert renamed.json()["priority"] == "high"
    emptied = await api.patch(f"/labels/{id}", {"priority": None}, token=staff.admin)
    assert emptied.json()["priority"] is None


async def test_a_contact_who_matters_more_has_it_in_his_new_conversations(
    api: Api, site: Site, staff: Staff
) -> None:
    """The more urgent of channel and contact; what was begun stays as it is."""
    token = (await visit(api, site))["token"]
    first = (await say(api, site, token, "Halo", "visitor-0001"))["conversationId"]
    shown = (await api.get(f"/conversations/{first}", token=staff.admin)).json()
    person = f"/contacts/{shown['contact']['id']}"
    contact = (await api.get(person, token=staff.admin)).json()
    assert contact["priority"] is None

    async def mark(priority: str | None) -> None:
        now = (await api.get(person, token=staff.admin)).json()
        body = {"version": now["version"], "priority": priority}
        changed = await api.patch(person, body, token=staff.agent)
        assert changed.json()["priority"] == priority, changed.text

    async def begin(number: int) -> str:
        again = (await say(api, site, token, "Halo lagi", f"visitor-000{number}"))["conversationId"]
        priority = await priority_of(api, staff, again)
        spam = {"cause": "spam"}
        await api.post(f"/conversations/{again}/resolve", spam, token=staff.admin)
        return priority

    await mark("urgent")
    assert await priority_of(api, staff, first) == "normal"
    await api.post(f"/conversations/{first}/resolve", {"cause": "spam"}, token=staff.admin)
    assert await begin(2) == "urgent"
    await mark("low")
    assert await begin(3) == "low"
    await api.patch(f"/channels/{site.chat_id}", {"priority": "high"}, token=staff.admin)
    assert await begin(4) == "high"
    await mark(None)
    assert await begin(5) == "high"


async def test_what_is_known_of_two_who_are_one_counts_for_both(api: Api, staff: Staff) -> None:
    async def person(name: str, priority: str | None) -> str:
        body = {"clientId": f"person-{len(name)}", "name": name, "priority": priority}
        made = await api.post("/contacts", body, token=staff.admin)
        id: str = made.json()["id"]
        return id

    kept, gone = await person("Dewi", None), await person("Dewi L.", "high")
    merged = await api.post(f"/contacts/{gone}/merge", {"intoId": kept}, token=staff.admin)
    assert merged.json()["contact"]["priority"] == "high", merged.text
