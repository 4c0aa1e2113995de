"""What customers and agents do in chats; what cannot be done now does nothing."""

from datetime import timedelta
from uuid import uuid4

from models.documents import Conversation, Due, Message
from models.documents.base import Id
from models.envelopes import EditEnvelope
from models.words import Direction, DueKind
from tests.journeys.town import Act, Town


def visitor_writes(index: int) -> Act:
    async def act(town: Town) -> None:
        await town.visitors[index].write(f"pesan {uuid4().hex[:6]}")

    return act


def visitor_reads(index: int) -> Act:
    async def act(town: Town) -> None:
        await town.visitors[index].http.post("/receipts", json={"read": 10_000})

    return act


async def visitor_says_his_name(town: Town) -> None:
    token = town.visitors[0].session["token"]
    await town.visitors[0].http.post(
        "/session", json={"token": token, "name": f"Maya {uuid4().hex[:4]}"}
    )


def claims(name: str) -> Act:
    async def act(town: Town) -> None:
        if id := await town.queued(name):
            await town.staff[name].post(f"/conversations/{id}/claim")

    return act


async def hana_assigns_to_budi(town: Town) -> None:
    if id := await town.queued("hana"):
        target = town.staff["budi"].member["id"]
        await town.staff["hana"].post(f"/conversations/{id}/assign", {"memberId": target})


def acts_on_own(name: str, path: str) -> Act:
    async def act(town: Town) -> None:
        if id := await town.mine(name):
            await town.staff[name].post(f"/conversations/{id}/{path}")

    return act


async def sari_answers(town: Town) -> None:
    if id := await town.mine("sari"):
        await town.staff["sari"].answer(id, "baik")


async def hana_notes(town: Town) -> None:
    items = (await town.staff["hana"].get("/conversations", tab="all"))["items"]
    if items:
        await town.staff["hana"].answer(items[0]["id"], "catatan", visibility="internal")


async def sari_transfers_to_budi(town: Town) -> None:
    if id := await town.mine("sari"):
        body = {"memberId": town.staff["budi"].member["id"], "note": "mohon dilanjutkan"}
        await town.staff["sari"].post(f"/conversations/{id}/transfer", body)


async def budi_transfers_to_another_department(town: Town) -> None:
    if id := await town.mine("budi"):
        home = town.running.process.hub.directory.default_department_id()
        items = (await town.staff["budi"].get("/departments"))["items"]
        other = next(each["id"] for each in items if each["id"] != str(home))
        await town.staff["budi"].post(f"/conversations/{id}/transfer", {"departmentId": other})


async def sari_moves_to_a_number(town: Town) -> None:
    if id := await town.mine("sari"):
        body = {"channelId": town.number_id, "address": f"0812{uuid4().int % 10**8:08}"}
        await town.staff["sari"].post(f"/conversations/{id}/move", body)


async def sari_takes_back_what_she_sent(town: Town) -> None:
    """At the number, whose customer has just written."""
    hub, sari = town.running.process.hub, town.staff["sari"]
    hers = {"channel_id": Id(town.number_id), "assignee.id": Id(sari.member["id"]), "open": True}
    written = {"$set": {"last_inbound_at": hub.clock.now(), "expired_since": None}}
    found = await hub.store.change(Conversation, hers, written)
    if found is not None:
        await sari.http.patch("/me", json={"undoChatSeconds": 10})
        answered = await sari.answer(str(found.id), "Sebentar")
        await town.settle()
        undone = await sari.post(f"/messages/{answered.json()['id']}/undo")
        assert undone.status_code == 200, undone.text


async def a_customer_corrects_himself(town: Town) -> None:
    hub = town.running.process.hub
    [newest] = await hub.store.find(
        Message, {"direction": Direction.INBOUND}, sort=[("_id", -1)], limit=1
    )
    assert newest.external_id is not None
    edit = EditEnvelope(
        account_id=str(newest.channel_id),
        timestamp=town.clock.now(),
        target_message_id=newest.external_id,
        text=f"ralat {uuid4().hex[:6]}",
    )
    await hub.alter_messages(hub.directory.channels[newest.channel_id], edit)


async def a_reply_window_closes(town: Town) -> None:
    """Of a conversation at the number, which began a day and an hour ago."""
    hub = town.running.process.hub
    at_the_number = {"channel_id": Id(town.number_id), "open": True}
    ago = hub.clock.now() - timedelta(hours=25)
    found = await hub.store.change(Conversation, at_the_number, {"$set": {"started_at": ago}})
    if found is not None:
        due = Due(kind=DueKind.CONVERSATION_EXPIRED, object_id=found.id, at=hub.clock.now())
        await hub.mark_expired(due)


async def hana_takes_over(town: Town) -> None:
    if id := await town.mine("sari"):
        await town.staff["hana"].post(f"/conversations/{id}/take-over")


async def hana_says_it_is_urgent(town: Town) -> None:
    if id := await town.queued("hana"):
        await town.staff["hana"].http.put(
            f"/conversations/{id}/priority", json={"priority": "urgent"}
        )


async def sari_snoozes(town: Town) -> None:
    if id := await town.mine("sari"):
        until = (town.clock.now() + timedelta(hours=1)).isoformat()
        await town.staff["sari"].post(f"/conversations/{id}/snooze", {"until": until})


async def hana_names_tono(town: Town) -> None:
    """Who is in another department reads along from now on."""
    items = (await town.staff["hana"].get("/conversations", tab="all"))["items"]
    if items:
        named = {"visibility": "internal", "mentions": [town.staff["tono"].member["id"]]}
        await town.staff["hana"].answer(items[0]["id"], "@Tono, boleh dicek", **named)


async def sari_labels(town: Town) -> None:
    sari = town.staff["sari"]
    labels = (await sari.get("/labels"))["items"]
    if (id := await town.mine("sari")) and labels:
        answer = await sari.http.put(
            f"/conversations/{id}/labels", json={"labelIds": [labels[-1]["id"]]}
        )
        assert answer.status_code == 200, answer.text


async def sari_labels_many(town: Town) -> None:
    sari = town.staff["sari"]
    labels = (await sari.get("/labels"))["items"]
    if (id := await town.mine("sari")) and labels:
        body = {"conversationIds": [id], "labelIds": [labels[0]["id"]]}
        answer = await sari.post("/conversations/bulk-label", body)
        assert answer.json()["done"] == 1, answer.text


async def hana_forces_the_queue(town: Town) -> None:
    answer = await town.staff["hana"].post("/queue/force-distribution", {"oldest": 3})
    assert answer.status_code == 200, answer.text


async def sari_drafts(town: Town) -> None:
    if id := await town.mine("sari"):
        body = {"text": f"Baik, {uuid4().hex[:4]}"}
        saved = await town.staff["sari"].http.put(f"/drafts/{id}", json=body)
        assert saved.status_code == 200, saved.text


async def sari_resolves_and_undoes(town: Town) -> None:
    if id := await town.mine("sari"):
        await town.staff["sari"].post(f"/conversations/{id}/resolve")
        await town.staff["sari"].post(f"/conversations/{id}/undo-resolve")


async def time_passes(town: Town) -> None:
    town.clock.advance(16 * 60)
    await town.all_is_done()


async def a_target_is_near(town: Town) -> None:
    """Some time after a customer began to wait, and before it is too late."""
    await town.all_is_done()
    town.clock.advance(50)
    await town.all_is_done()


async def a_chat_ends_and_is_rated(town: Town) -> None:
    """Of a third visitor: a chat of the others would go on with Sari when they write again."""
    visitor, sari = await town.running.visit(), town.staff["sari"]
    await visitor.live.connect()
    town.visitors.append(visitor)
    id = (await visitor.write(f"pesan {uuid4().hex[:6]}")).json()["conversationId"]
    body = {"clientId": uuid4().hex, "text": "Sudah kami antar."}
    assert (await sari.post(f"/conversations/{id}/messages", body)).status_code == 201
    assert (await sari.post(f"/conversations/{id}/resolve", {})).status_code == 200
    rated = await visitor.http.post("/rating", json={"score": 5, "comment": "Cepat."})
    assert rated.status_code == 200, rated.text


async def an_answer_goes_by_mail(town: Town) -> None:
    """Its visitor is gone, and has left an address."""
    visitor, sari = await town.running.visit(email="maya@x.example"), town.staff["sari"]
    id = (await visitor.write(f"pesan {uuid4().hex[:6]}")).json()["conversationId"]
    body = {"clientId": uuid4().hex, "text": "Sudah kami antar."}
    assert (await sari.post(f"/conversations/{id}/messages", body)).status_code == 201
    town.clock.advance(301)
    await sari.live.until(
        lambda picture: any(event["type"] == "conversation.mailed" for event in picture.events)
    )
    assert (await sari.post(f"/conversations/{id}/resolve", {})).status_code == 200
