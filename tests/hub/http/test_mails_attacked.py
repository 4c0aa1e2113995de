"""Mails that staff may not write: whom they go to, what stands in their heads, and to whom one begins."""

from typing import Any

from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import (
    Contact,
    Conversation,
    Identity,
    Message,
    OutboxEntry,
)
from models.documents.base import Id
from tests.hub.http.desk import desk
from tests.hub.http.doors import Api, Staff

NO_ADDRESSES = [
    "dewi",
    "dewi@",
    "@x.example",
    "dewi@x.example\r\nBcc: semua@y.example",
    "dewi@x.example,eka@y.example",
    "dewi@x.example; eka@y.example",
    "Dewi <dewi@x.example>",
    "dewi@x,eka@y.example",
    "dewi@x.example\u2028eka",
    "dewi\u200b@x.example",
    "dewi@x..example",
    "dewi@x.example>",
    '"dewi"@x.example',
    "de(wi)@x.example",
    "d" * 250 + "@x.example",
    "help@toko.example",
    "HELP+tag@TOKO.example",
]


async def test_an_address_that_no_mail_may_go_to_is_named(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    for at, address in enumerate(NO_ADDRESSES):
        line = ("to", "cc", "bcc")[at % 3]
        head = {"to": ["dewi@x.example"], line: ["eka@x.example", address]}
        await ana.is_refused(f"email.{line}", text="ini", email=head)


async def test_a_mail_has_so_many_recipients_and_no_more(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    many = [f"p{n}@x.example" for n in range(51)]
    await ana.is_refused(None, text="ini", email={"to": many})
    await ana.is_refused("email.to", text="ini", email={"to": many[:25], "cc": many[25:]})
    await ana.is_refused("email.to", text="ini", email={"to": []})
    await ana.is_taken(text="ini", email={"to": many[:25], "bcc": many[25:50]})


async def test_what_is_for_mails_stays_with_mails(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    await ana.is_refused("email", text="ini", email={"subject": "Paket"})
    budi = await desk(api, hub, staff, "email")
    await budi.is_refused("template.name", template={"name": "salam", "language": "id"})


async def test_a_subject_smuggles_nothing(api: Api, hub: Hub, store: Store, staff: Staff) -> None:
    ana = await desk(api, hub, staff, "email")
    message = await ana.is_taken(text="ini", email={"subject": "Paket\r\nBcc: a@x.example\n\nisi"})
    assert message["email"]["subject"] == "Paket Bcc: a@x.example isi"
    await store.delete(OutboxEntry, {})
    await ana.api.put(
        f"/drafts/{ana.conversation.id}", {"text": "Baik, saya periksa"}, token=staff.agent
    )
    await ana.is_refused(None, text="ini", email={"subject": "k" * 501})


async def test_a_mail_to_somebody_new_begins_a_conversation_and_nothing_else_does(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    whatsapp = await desk(api, hub, staff, "whatsapp")
    mailbox, number = ana.conversation.channel_id, whatsapp.conversation.channel_id

    async def begins(channel_id: Id, **body: Any) -> Any:
        ana.written += 1
        body = {"clientId": f"begin-{ana.written:04}", "channelId": str(channel_id), **body}
        return await api.post("/conversations", body, token=staff.agent)

    refused: list[tuple[Id, dict[str, Any], str]] = [
        *((mailbox, {"address": one}, "address") for one in NO_ADDRESSES),
        (mailbox, {"address": "baru@x.example"}, "email.subject"),
        (mailbox, {"address": "baru@x.example", "subject": "Paket", "text": "\u200b"}, "text"),
        (mailbox, {"subject": "Paket"}, "contactId"),
        (number, {"address": "bukan nomor"}, "address"),
        (number, {"address": "baru@x.example"}, "address"),
        (number, {"address": "081200001111", "email": {"subject": "Paket"}}, "email"),
    ]
    before = {kind: await store.count(kind, {}) for kind in (Contact, Identity, Conversation)}
    for channel_id, body, field in refused:
        answer = await begins(channel_id, **{"text": "Halo", **body})
        assert answer.status_code == 422, (body, answer.text)
        assert field in answer.json()["fields"], (body, answer.text)
    # Free text to a number that never wrote.
    answer = await begins(number, address="081200001111", text="Halo")
    assert (answer.status_code, answer.json()["error"]) == (409, "window_closed")
    # None of it has left somebody behind who was never written to.
    assert before == {kind: await store.count(kind, {}) for kind in before}
    assert await store.count(OutboxEntry, {}) == 0

    answer = await begins(mailbox, address=" Baru@X.example", subject="Paket", text="Halo")
    assert answer.status_code == 201, answer.text
    begun = await store.get(Conversation, {"_id": Id(answer.json()["id"])})
    assert begun is not None
    assert begun.address == "baru@x.example"
    [message] = await store.find(Message, {})
    assert message.mail is not None
    assert (message.mail.to, message.mail.subject) == (["baru@x.example"], "Paket")
    await api.delete(f"/channels/{mailbox}", token=staff.admin)
    answer = await begins(mailbox, address="lain@x.example", subject="Paket", text="Halo")
    assert answer.status_code == 422
