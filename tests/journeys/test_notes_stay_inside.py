"""A private note reaches no customer: every way out to him is walked with notes of all kinds in place.

Neither the text, nor the file, nor that there is anything at all: what he is told counts no further
than the newest message that he may read. Numbers he sees may have gaps, and nothing depends on them.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest

from hub.rules.file_links import signed_url
from models.documents import Attachment, Message
from models.documents.base import Id
from tests.journeys.people import Client, Running, Staff, Visitor

SECRET = "RAHASIA-GUDANG"


@dataclass
class Told:
    """A chat in which staff have said a lot among themselves, and all that its visitor got."""

    running: Running
    visitor: Visitor
    staff: dict[str, Staff]
    conversation_id: str
    cursor_before: str
    file_id: str

    async def everything(self) -> dict[str, Any]:
        """By every way out: live, replayed, the thread, a new session, receipts."""
        late = Client(self.running.url, "/visitor", self.visitor.live.auth)
        late.picture.cursor = self.cursor_before
        await late.connect()
        again = await self.visitor.http.post(
            "/session", json={"token": self.visitor.session["token"]}
        )
        out = {
            "live": self.visitor.live.picture.events,
            "signals": self.visitor.live.picture.ephemeral,
            "replayed": late.picture.events,
            "thread": await self.visitor.thread(),
            "session": again.json(),
        }
        await late.disconnect()
        return out


async def note(sari: Staff, id: str, **more: Any) -> None:
    answer = await sari.answer(id, f"{SECRET} catatan", visibility="internal", **more)
    assert answer.status_code == 201, answer.text


@pytest.fixture
async def told(running: Running) -> Told:
    staff = {name: await running.sign_in(name) for name in ("sari", "budi", "tono", "hana")}
    sari, budi, tono = staff["sari"], staff["budi"], staff["tono"]
    visitor = await running.visit(name="Rina")
    await visitor.live.connect()
    id = (await visitor.write("Halo")).json()["conversationId"]
    await visitor.live.until(lambda picture: len(picture.messages()) == 1)
    cursor = visitor.live.picture.cursor
    assert cursor is not None
    await sari.post(f"/conversations/{id}/claim")

    picked = {"file": (f"{SECRET}.txt", b"isi rahasia", "text/plain")}
    file_id = (await sari.http.post("/attachments", files=picked)).json()["id"]
    await sari.live.connect()
    await sari.live.signal("typing", {"conversationId": id, "on": True, "kind": "note"})
    await note(sari, id)
    await note(sari, id, attachmentIds=[file_id])
    await note(sari, id, mentions=[tono.member["id"]])
    await tono.answer(id, f"{SECRET} jawaban", visibility="internal")
    await sari.http.put(f"/drafts/{id}", json={"kind": "note", "text": f"{SECRET} draf"})
    await sari.http.put(f"/drafts/{id}", json={"kind": "reply", "text": f"{SECRET} draf"})
    await sari.answer(id, "Kami periksa dulu")
    moved = {"memberId": budi.member["id"], "note": f"{SECRET} alih"}
    assert (await sari.post(f"/conversations/{id}/transfer", moved)).status_code == 200
    assert (await budi.post(f"/conversations/{id}/read")).status_code == 200
    assert (await budi.answer(id, "Sudah ketemu")).status_code == 201
    ended = await budi.post(f"/conversations/{id}/resolve", {"note": f"{SECRET} tutup"})
    assert ended.status_code == 200
    await note(budi, id)
    await visitor.write("Terima kasih")
    await visitor.live.until(lambda picture: "Terima kasih" in picture.texts())
    await budi.post(f"/conversations/{id}/read")
    await note(budi, id)
    await budi.post(f"/conversations/{id}/read")
    return Told(running, visitor, staff, id, cursor, file_id)


async def test_no_way_out_tells_of_a_note(told: Told) -> None:
    out = await told.everything()
    store = told.running.process.hub.store
    notes = await store.find(Message, {"visibility": "internal"})
    assert len(notes) == 8
    forbidden = {SECRET, told.file_id, "internal", "mention", "draft"}
    forbidden |= {str(each.id) for each in notes}
    forbidden |= {person.member["id"] for person in told.staff.values()}
    for way, what in out.items():
        text = json.dumps(what)
        assert {word for word in forbidden if word in text} == set(), way
        assert "Wulandari" not in text, way
    texts = ["Halo", "Kami periksa dulu", "Sudah ketemu", "Terima kasih"]
    assert [each["text"] for each in out["thread"]] == texts
    assert told.visitor.live.picture.texts() == texts
    assert [name for name, _ in out["signals"] if name == "typing"] == []


async def test_nothing_counts_further_than_what_he_may_read(told: Told) -> None:
    for body in ({"read": 10_000}, {"delivered": 10_000}):
        answer = await told.visitor.http.post("/receipts", json=body)
        assert answer.status_code == 204
    out = await told.everything()
    newest = max(each["number"] for each in out["thread"])
    shapes = [out["session"]["conversation"]]
    shapes += [event["data"]["conversation"] for event in [*out["live"], *out["replayed"]]]
    for shape in shapes:
        for field in ("receivedNumber", "readNumber", "staffReadNumber"):
            assert shape[field] <= newest, (field, shape)


async def test_the_file_of_a_note_cannot_be_fetched_by_a_customer(told: Told) -> None:
    hub = told.running.process.hub
    [kept] = await hub.store.find(Attachment, {"_id": Id(told.file_id)})
    visitor_id = Id(told.visitor.session["visitor"]["id"])
    address = signed_url(hub.signer, told.running.channel.id, visitor_id, kept.id, hub.clock.now())
    parts = urlsplit(address)
    root = f"{told.running.url}{parts.path}"
    by_link = await told.visitor.http.get(root, params=dict(parse_qsl(parts.query)))
    by_token = await told.visitor.http.get(f"{told.running.url}/api/v1/attachments/{kept.id}")
    assert (by_link.status_code, by_token.status_code) == (404, 404)
    body = {"clientId": uuid4().hex, "attachmentIds": [told.file_id]}
    stolen = await told.visitor.http.post("/messages", json=body)
    assert stolen.status_code in (404, 422), stolen.text
    colleague = await told.staff["budi"].http.get(f"/attachments/{kept.id}")
    assert colleague.status_code == 200


async def test_staff_doors_are_closed_to_a_customer(told: Told) -> None:
    for path in (
        f"/conversations/{told.conversation_id}",
        f"/conversations/{told.conversation_id}/messages",
        f"/conversations/{told.conversation_id}/events",
        f"/drafts/{told.conversation_id}",
        "/drafts",
        "/labels",
        "/quick-replies",
        "/conversations?tab=all&q=RAHASIA",
    ):
        answer = await told.visitor.http.get(f"{told.running.url}/api/v1{path}")
        assert answer.status_code in (401, 403), (path, answer.status_code)
        assert SECRET not in answer.text


async def test_who_was_named_reads_along_until_it_is_resolved(running: Running) -> None:
    sari, tono = await running.sign_in("sari"), await running.sign_in("tono")
    await tono.live.connect()
    visitor = await running.visit(name="Rina")
    id = (await visitor.write("Halo")).json()["conversationId"]
    await sari.post(f"/conversations/{id}/claim")
    assert (await tono.http.get(f"/conversations/{id}")).status_code == 404
    await note(sari, id, mentions=[tono.member["id"]])

    await tono.live.until(lambda picture: id in picture.objects.get("conversation", {}))
    assert (await tono.http.get(f"/conversations/{id}/messages")).status_code == 200
    listed = await tono.get("/conversations", tab="mentions")
    assert [each["id"] for each in listed["items"]] == [id]
    assert (await tono.answer(id, "Saya jawab sendiri")).status_code in (403, 409)
    await sari.post(f"/conversations/{id}/resolve")
    await tono.live.until(lambda picture: id not in picture.objects["conversation"])
    assert (await tono.http.get(f"/conversations/{id}")).status_code == 404
    assert (await sari.post(f"/conversations/{id}/undo-resolve")).status_code == 200
    assert (await tono.http.get(f"/conversations/{id}")).status_code == 200

    await sari.post(f"/conversations/{id}/resolve")
    await visitor.write("Satu lagi")
    assert (await tono.http.get(f"/conversations/{id}")).status_code == 404
    refused = await sari.answer(id, "Halo", mentions=[tono.member["id"]])
    unknown = await sari.answer(id, "x", visibility="internal", mentions=["0" * 24])
    assert (refused.status_code, unknown.status_code) == (422, 422)
