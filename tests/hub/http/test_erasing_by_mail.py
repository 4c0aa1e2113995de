"""Somebody who wrote by mail is erased: with what waits, what could not be read, what was only reported of him;
and an export that meets it is whole, or there is none.
"""

import asyncio
import io
import json
from uuid import uuid4
from zipfile import ZipFile

import pytest

from hub.rules.incoming import Incoming
from hub.rules.visitor_token import VisitorClaims, issue_visitor_token
from hub.services import early_reports, quarantine
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import Channel, Contact, Conversation, Event, Identity, OutboxEntry
from models.documents.base import Id
from models.envelopes import AttachmentEnvelope, MessageEnvelope, ReactionEnvelope
from models.words import EventType, MessageKind
from tests.hub.http.doors import PUBLIC_URL, Api, Site, Staff
from tests.hub.http.test_contact_leaving import react, where

WHO = "zorvandel@rahasia.example"
MARK = "zorvandel"
"""In all that is of him; it stands nowhere else."""


def mail(hub: Hub, channel: Channel, number: int, **more: object) -> Incoming:
    id = f"{MARK}-{number}@rahasia.example"
    envelope = MessageEnvelope(
        account_id="1",
        timestamp=hub.clock.now(),
        channel_message_id=id,
        message_id=id,
        thread_key=f"{MARK}-thread",
        sender_id=WHO,
        sender_name="Zorvandel Putra",
        kind=MessageKind.EMAIL,
        subject=f"Surat {MARK}",
        text=f"Halo, saya {MARK}",
        html=f"<p>Halo, saya {MARK}</p>",
        reply_text=f"Halo, saya {MARK}",
        to=["help@kirim.example"],
        cc=[f"istri-{MARK}@rekan.example"],
        references=[f"{MARK}-0@rahasia.example"],
    )
    return Incoming(channel, envelope.model_copy(update=more))


@pytest.fixture
async def mailbox(hub: Hub) -> Channel:
    channel = Channel(kind="email", name="Surat", created_at=hub.clock.now())
    await hub.store.insert(channel)
    await hub.directory.refresh()
    return channel


async def a_correspondence(api: Api, hub: Hub, staff: Staff, mailbox: Channel) -> Contact:
    """Mails both ways: one that waits in the outbox, one that may still be taken back, a draft with a file;
    a payload that nobody could read, a report of a mail that never came, a block that was lifted again.
    """
    file = AttachmentEnvelope(
        kind="document", name=f"{MARK}.txt", mime="text/plain", refused="too large"
    )
    for number in (1, 2):
        received = await hub.ingest.submit(mail(hub, mailbox, number, attachments=[file]))
        assert received.created
    assert received.message is not None
    path = f"/conversations/{received.message.conversation_id}"
    await api.post(f"{path}/claim", token=staff.agent)
    for text in (f"Kepada {MARK}", f"Sekali lagi {MARK}"):
        body = {"clientId": uuid4().hex, "text": text, "email": {"to": [WHO]}}
        answer = await api.post(f"{path}/messages", body, token=staff.agent)
        assert answer.status_code == 201, answer.text
    upload = await api.client.post(
        "/api/v1/attachments",
        files={"file": (f"draf-{MARK}.txt", f"isi {MARK}".encode(), "text/plain")},
        headers={"Authorization": f"Bearer {staff.agent}"},
    )
    draft = {"kind": "reply", "text": f"Draf {MARK}", "attachmentIds": [upload.json()["id"]]}
    saved = await api.put(f"/drafts/{path.rpartition('/')[2]}", draft, token=staff.agent)
    assert saved.status_code == 200, saved.text
    envelope = mail(hub, mailbox, 3).envelope.model_dump(mode="json")
    raw = f"From: {WHO}\r\n\r\n{MARK}".encode()
    await quarantine.keep(hub.store, hub.files, mailbox, raw, "ValueError", envelope)
    early = ReactionEnvelope(
        account_id="1",
        timestamp=hub.clock.now(),
        target_message_id=f"{MARK}-9",
        sender_id=WHO,
        emoji="+",
    )

    async def report(tx: Transaction) -> None:
        await early_reports.keep(tx, mailbox.id, early)

    await hub.store.transact(report)
    blocked = await api.post(
        "/blocks", {"kind": "address", "value": WHO, "reason": f"{MARK}?"}, token=staff.admin
    )
    assert blocked.status_code == 201, blocked.text
    await api.delete(f"/blocks/{blocked.json()['id']}", token=staff.admin)
    await react(hub)
    identity = await hub.store.get(Identity, {"address": WHO})
    assert identity is not None
    contact = await hub.store.get(Contact, {"_id": identity.contact_id})
    assert contact is not None
    return contact


async def test_nothing_of_a_correspondence_is_left(
    api: Api, hub: Hub, staff: Staff, mailbox: Channel
) -> None:
    contact = await a_correspondence(api, hub, staff, mailbox)
    assert await hub.store.count(OutboxEntry, {}) == 1
    everywhere = {
        "messages",
        "conversations",
        "contacts",
        "identities",
        "drafts",
        "attachments",
        "fs.chunks",
        "not_understood",
        "early_reports",
        "mail_addresses",
        "verified_addresses",
        "words",
        "events",
    }
    assert everywhere <= set(await where(hub, MARK))

    erased = await api.post(
        f"/contacts/{contact.id}/erase", {"reason": "Diminta"}, token=staff.admin
    )
    assert erased.status_code == 200, erased.text
    await react(hub)

    assert await where(hub, MARK) == []
    assert await hub.store.count(OutboxEntry, {}) == 0


async def test_what_the_erased_never_reaches_him(
    api: Api, hub: Hub, staff: Staff, mailbox: Channel
) -> None:
    """Nor can staff write to what is left of him."""
    contact = await a_correspondence(api, hub, staff, mailbox)
    await api.post(f"/contacts/{contact.id}/erase", {"reason": "Diminta"}, token=staff.admin)
    body = {
        "clientId": uuid4().hex,
        "channelId": str(mailbox.id),
        "contactId": str(contact.id),
        "address": WHO,
        "text": "Halo lagi",
    }
    started = await api.post("/conversations", body, token=staff.agent)
    assert started.status_code == 422, started.text
    assert await hub.store.count(Identity, {"contact_id": contact.id}) == 0


async def test_a_draft_that_is_saved_meanwhile_goes_or_is_refused(
    api: Api, hub: Hub, staff: Staff, mailbox: Channel
) -> None:
    contact = await a_correspondence(api, hub, staff, mailbox)
    [chat] = await hub.store.find(Conversation, {"contact.id": contact.id})

    async def save(kind: str, token: str) -> int:
        draft = {"kind": kind, "text": f"Masih {MARK}"}
        return (await api.put(f"/drafts/{chat.id}", draft, token=token)).status_code

    # Not his reply, which has the file: what is taken out of a draft belongs to nothing, and is swept.
    kinds = [("note", staff.agent), ("note", staff.admin), ("reply", staff.admin)]
    saving = asyncio.gather(*(save(*each) for each in kinds))
    erase = {"reason": "Diminta"}
    erased = await api.post(f"/contacts/{contact.id}/erase", erase, token=staff.admin)
    saved = await saving
    assert erased.status_code == 200, erased.text
    assert set(saved) <= {200, 404}
    await react(hub)
    assert await where(hub, MARK) == []
    assert await save("note", staff.admin) == 404


async def test_a_network_that_was_blocked_because_of_him_goes_too(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    visitor = Id()
    claims = VisitorClaims(visitor, site.chat_id, PUBLIC_URL)
    token = issue_visitor_token(hub.signer, claims, hub.clock.now())
    body = {"clientId": "visitor-0001", "text": f"Saya {MARK}"}
    wrote = await api.post(f"/chat/{site.chat_id}/messages", body, token=token)
    block = {"network": True, "reason": f"{MARK} lagi"}
    await api.post(f"/identities/{visitor}/block", block, token=staff.admin)
    chat = await hub.store.get(Conversation, {"_id": Id(wrote.json()["conversationId"])})
    assert chat is not None
    path = f"/contacts/{chat.contact.id}/erase"
    assert (await api.post(path, {"reason": "Diminta"}, token=staff.admin)).status_code == 200
    assert await where(hub, MARK) == []
    for collection in ("blocks", "visitor_networks"):
        assert await hub.store.db[collection].find({}).to_list() == []


async def test_an_export_that_meets_the_erasing_is_whole_or_refused(
    api: Api, hub: Hub, staff: Staff, mailbox: Channel
) -> None:
    contact = await a_correspondence(api, hub, staff, mailbox)
    path = f"/contacts/{contact.id}"

    async def export(pause: float) -> bytes | None:
        await asyncio.sleep(pause)
        answer = await api.post(f"{path}/export", {"notes": True}, token=staff.admin)
        assert answer.status_code in (200, 404), answer.text
        return answer.content if answer.status_code == 200 else None

    async def erase() -> None:
        await asyncio.sleep(0.03)
        await api.post(f"{path}/erase", {"reason": "Diminta"}, token=staff.admin)

    *exports, _ = await asyncio.gather(*(export(n * 0.01) for n in range(8)), erase())
    for content in filter(None, exports):
        archive = ZipFile(io.BytesIO(content))
        assert json.loads(archive.read("contact.json"))["contact"]["name"] == "Zorvandel Putra"
        chats = [name for name in archive.namelist() if name.startswith("conversations/")]
        said = [one for name in chats for one in json.loads(archive.read(name))["messages"]]
        assert len(said) == 4 and all(one["text"] for one in said)
    exported = await hub.store.count(Event, {"type": EventType.CONTACT_EXPORTED.value})
    assert exported == len(list(filter(None, exports)))
    assert (await api.post(f"{path}/export", {}, token=staff.admin)).status_code == 404
