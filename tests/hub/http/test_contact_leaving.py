"""A person's rights: all we hold of him in one archive, and nothing left of him after erasing."""

import asyncio
import io
import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

from bson import json_util

from hub.jobs.reactions.mail_addresses import MailAddresses
from hub.jobs.reactions.merge_suggestions import MergeSuggestions
from hub.jobs.reactions.vocabulary import Vocabulary
from hub.presenters.letter import Letter
from hub.rules.actors import SYSTEM
from hub.services import system_mails, trials
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import (
    Channel,
    Contact,
    Conversation,
    Erasure,
    Event,
    Identity,
    Message,
    Word,
)
from models.documents.base import Id
from models.words import EventType, MailKind
from tests.hub.http.doors import PUBLIC_URL, Api, Site, Staff

ORIGIN = {"Origin": PUBLIC_URL}
SECRETS = (
    "Qarivelda",
    "qarivelda@rahasia.example",
    "81298765432",
    "3174091285029999",
    "Jalan Zumretta",
    "1991-07-13",
    "Xylofonika",
    "pesankhusus",
    "catatankhusus",
    "jawabankhusus",
    "drafkhusus",
    "komentarkhusus",
    "berkaskhusus",
    "isiberkas",
    "suratkhusus",
    "Lama Vorstaben",
)
"""Strings that stand nowhere else. The last one is of who was merged into him."""


async def a_full_life(api: Api, hub: Hub, staff: Staff, site: Site) -> dict[str, Any]:
    """Somebody of whom there is something in every corner of the house."""
    base = f"/chat/{site.chat_id}"
    said = {"name": "Qarivelda", "email": "qarivelda@rahasia.example", "phone": "+6281298765432"}
    session = (await api.post(f"{base}/session", said, headers=ORIGIN)).json()
    token = session["token"]
    upload = await api.client.post(
        f"/api/v1{base}/attachments",
        files={"file": ("berkaskhusus.txt", b"isiberkas", "text/plain")},
        headers={"Authorization": f"Bearer {token}", **ORIGIN},
    )
    assert upload.status_code == 201, upload.text
    body = {
        "clientId": uuid4().hex,
        "text": "pesankhusus nomor 81298765432",
        "attachmentIds": [upload.json()["id"]],
    }
    wrote = await api.post(f"{base}/messages", body, token=token)
    chat = wrote.json()["conversationId"]
    path = f"/conversations/{chat}"
    await api.post(f"{path}/claim", token=staff.agent)
    for text, visibility in (("jawabankhusus", "public"), ("catatankhusus", "internal")):
        answer = {"clientId": uuid4().hex, "text": text, "visibility": visibility}
        assert (await api.post(f"{path}/messages", answer, token=staff.agent)).status_code == 201
    draft = {"kind": "note", "text": "drafkhusus"}
    await api.put(f"/drafts/{chat}", draft, token=staff.agent)
    contact_id = (await api.get(path, token=staff.admin)).json()["contact"]["id"]
    hobby = await api.post("/contact-fields", {"name": "Hobi", "type": "text"}, token=staff.admin)
    change = {
        "version": 1,
        "address": "Jalan Zumretta",
        "birthday": "1991-07-13",
        "nik": "3174091285029999",
        "custom": {hobby.json()["id"]: "Xylofonika"},
    }
    changed = await api.patch(f"/contacts/{contact_id}", change, token=staff.agent)
    assert changed.status_code == 200, changed.text
    old = await api.post(
        "/contacts",
        {"clientId": uuid4().hex, "name": "Lama Vorstaben", "phones": ["+6281298765432"]},
        token=staff.agent,
    )
    merge = {"intoId": contact_id}
    merged = await api.post(f"/contacts/{old.json()['id']}/merge", merge, token=staff.admin)
    assert merged.status_code == 200, merged.text
    await mail_his_answers(hub, Id(chat))
    await react(hub)
    return {"contact": contact_id, "chat": chat, "token": token, "base": base}


async def mail_his_answers(hub: Hub, chat: Id) -> None:
    """As when he has left without having read them; and a test message went to him."""
    conversation = await hub.store.get(Conversation, {"_id": chat})
    assert conversation is not None

    async def work(tx: Transaction) -> None:
        letter = Letter("Jawaban", "Halo Qarivelda", ["suratkhusus"])
        await system_mails.write(
            tx,
            letter,
            to="qarivelda@rahasia.example",
            kind=MailKind.UNREAD_ANSWERS,
            house=hub.directory.workspace,
            language=None,
            by=system_mails.By(None, chat),
        )
        channel = await tx.get(Channel, {"_id": conversation.channel_id})
        assert channel is not None
        await trials.begin(tx, channel, conversation.contact.name, SYSTEM)

    await hub.store.transact(work)


async def react(hub: Hub) -> None:
    """What follows from all that has happened."""
    rows: Sequence[Event] = await hub.store.find(Event, {}, sort=[("_id", 1)])
    for reaction in (Vocabulary(), MailAddresses(hub.directory), MergeSuggestions()):
        await hub.store.transact(lambda tx, one=reaction: one.react(tx, rows))  # type: ignore[misc]


async def where(hub: Hub, text: str) -> list[str]:
    """Every collection that still says it, GridFS among them."""
    found = []
    for name in await hub.store.db.list_collection_names():
        for raw in await hub.store.db[name].find({}).to_list():
            if text.lower() in json_util.dumps(raw, ensure_ascii=False).lower() or (
                text.encode() in bytes(raw.get("data", b"")) if name == "fs.chunks" else False
            ):
                found.append(name)
                break
    return found


async def test_after_erasing_no_collection_says_anything_of_him(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    life = await a_full_life(api, hub, staff, site)
    rating = {"score": 2, "comment": "komentarkhusus"}
    resolve = f"/conversations/{life['chat']}/resolve"
    await api.post(resolve, {}, token=staff.agent)
    await api.post(f"{life['base']}/rating", rating, token=life["token"])
    await api.post(
        f"{life['base']}/messages",
        {"clientId": uuid4().hex, "text": "pesankhusus lagi"},
        token=life["token"],
    )
    await react(hub)
    for secret in SECRETS:
        assert await where(hub, secret), f"{secret} was nowhere to begin with"
    before = await hub.store.get(Conversation, {"_id": Id(life["chat"])})
    path = f"/contacts/{life['contact']}/erase"
    assert (await api.post(path, {"reason": ""}, token=staff.admin)).status_code == 422

    done = await api.post(path, {"reason": "Permintaan pelanggan"}, token=staff.admin)

    assert done.status_code == 200, done.text
    await react(hub)
    left = {secret: await where(hub, secret) for secret in SECRETS}
    assert not any(left.values()), left
    assert done.json()["counts"]["messages"] == 4
    [record] = await hub.store.find(Erasure, {})
    assert (record.reason, record.by.id) == ("Permintaan pelanggan", staff.admin_id)
    after = await hub.store.get(Conversation, {"_id": Id(life["chat"])})
    assert before is not None and after is not None
    figures = ("number", "started_at", "first_assigned_at", "answered_at", "last_number")
    for figure in figures:
        assert getattr(after, figure) == getattr(before, figure), figure
    assert after.rating is not None and after.rating.score == 2
    assert (after.contact.name, after.open) == ("Erased customer", None)
    shown = (await api.get(f"/contacts/{life['contact']}", token=staff.agent)).json()
    assert (shown["erased"], shown["name"], shown["phones"]) == (True, "Erased customer", [])
    thread = await api.get(f"/conversations/{life['chat']}/messages", token=staff.admin)
    assert {each["text"] for each in thread.json()["items"]} == {""}
    again = await api.post(path, {"reason": "Sekali lagi"}, token=staff.admin)
    assert again.json() == done.json()


async def test_who_comes_back_after_erasing_is_somebody_new(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    life = await a_full_life(api, hub, staff, site)
    erase = {"reason": "Diminta"}
    await api.post(f"/contacts/{life['contact']}/erase", erase, token=staff.admin)
    body = {"clientId": uuid4().hex, "text": "Halo"}
    wrote = await api.post(f"{life['base']}/messages", body, token=life["token"])
    assert wrote.status_code == 201, wrote.text
    told = await api.get(f"/conversations/{wrote.json()['conversationId']}", token=staff.admin)
    assert told.json()["contact"]["id"] != life["contact"]
    thread = await api.get(f"{life['base']}/messages", token=life["token"])
    assert [each["text"] for each in thread.json()["items"]] == ["Halo"]


async def test_erasing_while_he_writes_leaves_no_stray_and_loses_no_message(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    life = await a_full_life(api, hub, staff, site)
    path = f"/contacts/{life['contact']}/erase"

    async def write(n: int) -> int:
        body = {"clientId": f"while-erasing-{n}", "text": "masih menulis"}
        return (await api.post(f"{life['base']}/messages", body, token=life["token"])).status_code

    erased, written = await asyncio.gather(
        api.post(path, {"reason": "Diminta"}, token=staff.admin),
        asyncio.gather(*(write(n) for n in range(4))),
    )
    assert erased.status_code == 200 and set(written) == {201}
    people = {each.id for each in await hub.store.find(Contact, {})}
    for identity in await hub.store.find(Identity, {}):
        assert identity.contact_id in people
    for one in await hub.store.find(Conversation, {"contact.id": Id(life["contact"])}):
        assert one.open is None
        said = await hub.store.find(Message, {"conversation_id": one.id})
        assert {each.text for each in said} == {""}
    assert await hub.store.count(Message, {"external_id": {"$regex": "^while-erasing"}}) <= 4


async def test_words_that_others_use_too_stay(api: Api, hub: Hub, staff: Staff, site: Site) -> None:
    life = await a_full_life(api, hub, staff, site)
    other = (await api.post(f"{life['base']}/session", {}, headers=ORIGIN)).json()
    body = {"clientId": uuid4().hex, "text": "nomor berapa"}
    await api.post(f"{life['base']}/messages", body, token=other["token"])
    await react(hub)
    await api.post(f"/contacts/{life['contact']}/erase", {"reason": "Diminta"}, token=staff.admin)
    assert await hub.store.get(Word, {"_id": "nomor"}) is not None
    assert await hub.store.get(Word, {"_id": "pesankhusus"}) is None


async def exported(api: Api, staff: Staff, contact_id: str, **body: bool) -> ZipFile:
    answer = await api.post(f"/contacts/{contact_id}/export", body, token=staff.admin)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return ZipFile(io.BytesIO(answer.content))


async def test_an_export_holds_everything_for_programs_and_for_people(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    life = await a_full_life(api, hub, staff, site)
    archive = await exported(api, staff, life["contact"], notes=True)
    assert archive.testzip() is None
    person = json.loads(archive.read("contact.json"))
    assert person["contact"]["nik"] == "3174091285029999"
    assert person["contact"]["custom"] == {"Hobi": "Xylofonika"}
    chats = [name for name in archive.namelist() if name.startswith("conversations/")]
    [said] = [json.loads(archive.read(name))["messages"] for name in chats]
    assert [each["text"] for each in said] == [
        "pesankhusus nomor 81298765432",
        "jawabankhusus",
        "catatankhusus",
    ]
    [file] = [name for name in archive.namelist() if name.startswith("files/")]
    assert (file.endswith("berkaskhusus.txt"), archive.read(file)) == (True, b"isiberkas")
    page = archive.read("index.html").decode()
    for secret in ("Qarivelda", "Jalan Zumretta", "pesankhusus", "jawabankhusus", "berkaskhusus"):
        assert secret in page, secret
    [row] = await hub.store.find(Event, {"type": EventType.CONTACT_EXPORTED.value})
    assert row.actor.id == staff.admin_id


async def test_private_notes_leave_the_house_only_when_asked_for(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    life = await a_full_life(api, hub, staff, site)
    archive = await exported(api, staff, life["contact"])
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"catatankhusus" not in everything
    assert b"jawabankhusus" in everything


async def test_what_was_written_cannot_run_in_the_exported_page(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    added = await api.post(
        "/contacts",
        {"clientId": uuid4().hex, "name": "<script>alert(1)</script>"},
        token=staff.agent,
    )
    page = (await exported(api, staff, added.json()["id"])).read("index.html").decode()
    assert "<script>" not in page
