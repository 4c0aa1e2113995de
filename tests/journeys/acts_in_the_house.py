"""What people do around the chats: contacts, labels, members, presence."""

import asyncio
from uuid import uuid4

from channels_adapters.kit.waiting import until
from models.documents import Channel
from models.documents.base import Id
from tests.journeys.town import Town


async def the_number_breaks(town: Town) -> None:
    hub, number = town.running.process.hub, Id(town.number_id)
    channel = await hub.store.get(Channel, {"_id": number})
    assert channel is not None
    await hub.note_channel_trouble(number, "190", "The token was revoked.", channel.version)


async def dewi_adds_a_label(town: Town) -> None:
    dewi, name = town.staff["dewi"], uuid4().hex[:6]
    category = (await dewi.post("/label-categories", {"name": f"Topik {name}"})).json()["id"]
    made = await dewi.post("/labels", {"name": f"Label {name}", "categoryId": category})
    assert made.status_code == 201, made.text


async def hana_keeps_a_quick_reply(town: Town) -> None:
    """Made for the department, then her own: the others lose it."""
    hana = town.staff["hana"]
    home = str(town.running.process.hub.directory.default_department_id())
    body = {"title": "Salam", "text": "Halo {{contact.name}}"}
    place = {"scope": "department", "departmentId": home}
    for _ in range(2):
        answer = await hana.post("/quick-replies", {"shortcut": uuid4().hex[:8], **body, **place})
        assert answer.status_code == 201, answer.text
    await town.settle()
    path = f"/quick-replies/{answer.json()['id']}"
    own = await hana.http.patch(path, json={"scope": "personal"})
    assert own.status_code == 200, own.text


async def sari_adds_a_contact(town: Town) -> None:
    body = {
        "clientId": uuid4().hex,
        "name": f"Tamu {uuid4().hex[:4]}",
        "phones": ["0812-3390-5889"],
    }
    await town.staff["sari"].post("/contacts", body)


async def dewi_adds_a_contact_field(town: Town) -> None:
    body = {"name": f"Hobi {uuid4().hex[:6]}", "type": "text"}
    await town.staff["dewi"].post("/contact-fields", body)


async def dewi_merges_and_takes_it_back(town: Town) -> None:
    dewi = town.staff["dewi"]
    people = (await dewi.get("/contacts"))["items"]
    people = [each for each in people if not each["erased"]]
    if len(people) > 1:
        gone, kept = people[0]["id"], people[-1]["id"]
        merged = await dewi.post(f"/contacts/{gone}/merge", {"intoId": kept})
        undo = {"mergeId": merged.json()["mergeId"]}
        await dewi.post(f"/contacts/{kept}/unmerge", undo)


async def dewi_erases_a_contact(town: Town) -> None:
    people = (await town.staff["dewi"].get("/contacts", q="Tamu"))["items"]
    if people:
        path = f"/contacts/{people[-1]['id']}/erase"
        await town.staff["dewi"].post(path, {"reason": "Diminta pelanggan"})


async def sari_corrects_a_contact(town: Town) -> None:
    if id := await town.mine("sari"):
        sari = town.staff["sari"]
        contact_id = (await sari.get(f"/conversations/{id}"))["contact"]["id"]
        version = (await sari.get(f"/contacts/{contact_id}"))["version"]
        change = {"version": version, "name": f"Maya {uuid4().hex[:4]}"}
        await sari.http.patch(f"/contacts/{contact_id}", json=change)


async def dewi_moves_budi(town: Town) -> None:
    """Budi loses his department, or gets it back."""
    dewi, budi = town.staff["dewi"], town.staff["budi"].member["id"]
    members = {each["id"]: each for each in (await dewi.get("/members"))["items"]}
    home = town.running.process.hub.directory.default_department_id()
    departments = [] if members[budi]["departmentIds"] else [str(home)]
    answer = await dewi.http.patch(f"/members/{budi}", json={"departmentIds": departments})
    assert answer.status_code == 200, answer.text
    await asyncio.sleep(0.1)


async def sari_reads_her_bell(town: Town) -> None:
    """And says how she wants to be told. Her picture of the bell is what HTTP tells."""
    sari = town.staff["sari"]
    assert (await sari.post("/notifications/read", {"all": True})).status_code == 200
    changed = await sari.http.patch("/me/notifications", json={"volume": 35})
    assert changed.status_code == 200, changed.text
    told = await sari.get("/me/notifications")
    picture = sari.live.picture.objects

    async def known() -> bool:
        listed = {each["id"]: each for each in (await sari.get("/notifications"))["items"]}
        entries, settings = picture.get("notification"), picture.get("notification_settings")
        return bool(listed) and entries == listed and settings == {told["id"]: told}

    # Asked anew each time: what happened before may still be told.
    await until(known)


async def sari_goes_to_lunch_or_comes_back(town: Town) -> None:
    """And Hana, who supervises her, sets her back online every other time."""
    sari, hana = town.staff["sari"], town.staff["hana"]
    agents = {each["id"]: each for each in (await sari.get("/agents"))["items"]}
    id = sari.member["id"]
    if agents[id]["state"] == "away":
        await hana.http.put(f"/members/{id}/presence", json={"state": "online"})
        return
    reasons = (await sari.get("/away-reasons"))["items"]
    body = {"state": "away", "reasonId": reasons[0]["id"]}
    answer = await sari.http.put("/me/presence", json=body)
    assert answer.status_code == 200, answer.text


async def sari_signs_in_elsewhere(town: Town) -> None:
    await town.running.sign_in("sari")


async def dewi_changes_the_reasons(town: Town) -> None:
    """A new one is added, or one that was added goes."""
    dewi = town.staff["dewi"]
    reasons = (await dewi.get("/away-reasons"))["items"]
    if len(reasons) > 5:
        await dewi.http.delete(f"/away-reasons/{reasons[-1]['id']}")
        return
    name = {"id": f"Alasan {uuid4().hex[:4]}", "en": f"Reason {uuid4().hex[:4]}"}
    assert (await dewi.post("/away-reasons", {"name": name})).status_code == 201


async def dewi_renames_a_department(town: Town) -> str:
    """Its new name."""
    dewi, name = town.staff["dewi"], f"Bagian {uuid4().hex[:5]}"
    first = (await dewi.get("/departments"))["items"][0]
    answer = await dewi.http.patch(f"/departments/{first['id']}", json={"name": name})
    assert answer.status_code == 200, answer.text
    return name


async def dewi_invites_and_withdraws(town: Town) -> None:
    """Whoever may see invitations has them as HTTP tells them; nobody else hears of any."""
    dewi = town.staff["dewi"]
    body = {"emails": [f"{uuid4().hex[:8]}@paketara.example" for _ in range(2)], "role": "agent"}
    answer = await dewi.post("/invitations", body)
    assert answer.status_code == 200, answer.text
    first = answer.json()["items"][0]["invitation"]
    await dewi.http.delete(f"/invitations/{first['id']}")
    for _ in range(60):
        told = dewi.live.picture.objects.get("invitation", {}).values()
        shown = {one["id"]: one for one in told if one["state"] == "pending"}
        truth = (await dewi.get("/invitations"))["items"]
        if shown == {one["id"]: one for one in truth}:
            break
        await asyncio.sleep(0.05)
    assert shown == {one["id"]: one for one in truth}
    for name in ("sari", "budi", "tono", "hana"):
        assert "invitation" not in town.staff[name].live.picture.objects, name
