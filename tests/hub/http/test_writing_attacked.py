"""What staff may write, attacked at the door: each refusal says what to do, and costs nothing.

Nothing is stored and nothing goes out, and the draft is there as it was.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from channels_adapters.base import MIB
from hub.rules.templates import MOST_BODY, MOST_HEADER
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import (
    Channel,
    ChannelTemplate,
    Contact,
    Conversation,
    Identity,
    Message,
    OutboxEntry,
)
from models.documents.base import ContactName, Id, Person
from models.documents.message import Author
from models.words import (
    AuthorKind,
    ConversationState,
    Direction,
    MessageStatus,
    Visibility,
)
from tests import made_files as made
from tests.hub.http.doors import Api, Staff
from tests.hub.http.file_doors import send as upload

SETTINGS: dict[str, dict[str, Any]] = {
    "whatsapp": {"phone_number_id": "106540352242922", "waba_id": "102290129340398"},
    "telegram": {"mode": "polling"},
    "email": {"address": "help@toko.example", "smtp_host": "localhost"},
}
ADDRESSES = {"whatsapp": "628123000111", "telegram": "7", "email": "dewi@x.example"}

UNSEEN = [
    "",
    " ",
    "\n\t \r\n",
    "\u200b\u200d",
    "\u2060\ufeff",
    "\u202e\u202c",
    "\u2800\u3164",
    "\x07",
]


@dataclass
class Desk:
    """Ana's desk: a conversation that she handles, and her draft in it."""

    api: Api
    store: Store
    staff: Staff
    conversation: Conversation
    written: int = 0

    async def writes(self, *, token: str | None = None, **body: Any) -> Any:
        self.written += 1
        return await self.api.post(
            f"/conversations/{self.conversation.id}/messages",
            {"clientId": f"attack-{self.written:04}", **body},
            token=token or self.staff.agent,
        )

    async def is_refused(self, field: str | None, status: int = 422, **body: Any) -> Any:
        """In words, and as if nothing had been asked."""
        before = await self.store.count(Message, {})
        answer = await self.writes(**body)
        told = answer.json()
        assert answer.status_code == status, (answer.status_code, told)
        assert len(told["detail"]) > 10
        assert field is None or field in told["fields"], told
        assert await self.store.count(Message, {}) == before
        assert await self.store.count(OutboxEntry, {}) == 0
        draft = (
            await self.api.get(f"/drafts/{self.conversation.id}", token=self.staff.agent)
        ).json()
        assert draft["reply"]["text"] == "Baik, saya periksa"
        return told

    async def is_taken(self, **body: Any) -> Any:
        answer = await self.writes(**body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def file(self, name: str, data: bytes, mime: str, token: str | None = None) -> str:
        answer = await upload(self.api, "/attachments", token or self.staff.agent, name, data, mime)
        assert answer.status_code == 201, answer.text
        id: str = answer.json()["id"]
        return id


async def desk(api: Api, hub: Hub, staff: Staff, kind: str) -> Desk:
    store, now = hub.store, hub.clock.now()
    channel = Channel(kind=kind, name=kind, settings=SETTINGS[kind], created_at=now)
    await store.insert(channel)
    await hub.directory.refresh()
    conversation = chat(store, staff, channel, list(SETTINGS).index(kind))
    await store.insert(conversation)
    await api.put(f"/drafts/{conversation.id}", {"text": "Baik, saya periksa"}, token=staff.agent)
    return Desk(api, store, staff, conversation)


def chat(store: Store, staff: Staff, channel: Channel, number: int) -> Conversation:
    now = store.clock.now()
    return Conversation(
        number=number,
        state=ConversationState.HANDLED,
        channel_id=channel.id,
        channel_kind=channel.kind,
        thread_key=f"thread-{number}",
        identity_id=Id(),
        address=ADDRESSES[channel.kind],
        subject="Paket",
        contact=ContactName(id=Id(), name="Dewi"),
        department_id=staff.sales_id,
        assignee=Person(id=staff.agent_id, name="Ana"),
        audience=["admins", f"member:{staff.agent_id}"],
        started_at=now,
        last_activity_at=now,
        last_inbound_at=now,
    )


async def said(
    store: Store, conversation: Conversation, visibility: Visibility = Visibility.PUBLIC
) -> str:
    message = Message(
        conversation_id=conversation.id,
        channel_id=conversation.channel_id,
        number=await store.count(Message, {}) + 90,
        direction=Direction.INBOUND,
        visibility=visibility,
        author=Author(kind=AuthorKind.CUSTOMER, name="Dewi"),
        text="Halo",
        status=MessageStatus.SENT,
        at=store.clock.now(),
    )
    await store.insert(message)
    return str(message.id)


@pytest.mark.parametrize("kind", SETTINGS)
async def test_a_text_in_which_nothing_is_seen_is_no_message(
    api: Api, hub: Hub, store: Store, staff: Staff, kind: str
) -> None:
    ana = await desk(api, hub, staff, kind)
    for text in UNSEEN:
        await ana.is_refused("text", text=text)
    if kind == "email":
        for html in (
            "",
            "<p>&nbsp;</p>",
            "<p>&#8203;</p>",
            "<script>x</script>",
            "<img src='//x'>",
        ):
            await ana.is_refused("text", email={"html": html})
    # Unseen marks within what is seen are its own business, and so is its direction.
    for text in ("a\u200bb", "👩\u200d👩\u200d👧", "مرحبا\u200f، طردي", "\u0e17\u0e35\u0e48"):
        assert (await ana.is_taken(text=text))["text"] == text


@pytest.mark.parametrize(
    ("kind", "most"), [("whatsapp", 4096), ("telegram", 4096), ("email", 16_000)]
)
async def test_a_text_over_the_limit_is_told_the_limit(
    api: Api, hub: Hub, store: Store, staff: Staff, kind: str, most: int
) -> None:
    ana = await desk(api, hub, staff, kind)
    told = await ana.is_refused("text", text="k" * (most + 1))
    assert str(most)[:2] in told["fields"]["text"]
    await ana.is_refused("text", text="k" * 100_000)
    # Letters that count twice are cut in pieces where it goes out; none is lost here.
    assert len((await ana.is_taken(text="😀" * (most // 4)))["text"]) == most // 4


async def test_half_characters_and_nul_are_refused_wherever_they_stand(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    path = f"/api/v1/conversations/{ana.conversation.id}/messages"
    headers = {"Authorization": f"Bearer {staff.agent}", "Content-Type": "application/json"}
    for bad in (r"\ud800", r"\udc00x", r"\u0000"):
        for place in (
            f'"text":"a{bad}"',
            f'"text":"a","email":{{"subject":"{bad}"}}',
            f'"text":"a","email":{{"html":"<p>{bad}</p>"}}',
            f'"text":"a","email":{{"to":["{bad}@x.example"]}}',
            f'"template":{{"name":"a","language":"id","parameters":{{"1":"{bad}"}}}}',
            f'"template":{{"name":"a","language":"id","parameters":{{"{bad}":"1"}}}}',
        ):
            body = f'{{"clientId":"attack-0001",{place}}}'
            answer = await api.client.post(path, content=body.encode(), headers=headers)
            assert answer.status_code == 422, (body, answer.text)
    assert await store.count(Message, {}) == 0


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("lucu.gif", made.gif(), "image/gif"),
        ("berkas.zip", made.zipped(["isi.txt"]), "application/zip"),
    ],
    ids=["gif", "zip"],
)
async def test_a_file_that_the_provider_does_not_take_is_told_before(
    api: Api, hub: Hub, store: Store, staff: Staff, name: str, data: bytes, mime: str
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    id = await ana.file(name, data, mime)
    told = await ana.is_refused("attachmentIds", text="ini", attachmentIds=[id])
    assert name in told["fields"]["attachmentIds"]
    assert name in told["detail"]
    # It still waits, and a note takes it.
    await ana.is_taken(text="ini", attachmentIds=[id], visibility="internal")


async def test_files_that_are_too_large_together_are_told_before(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    ids = [await ana.file(f"surat{n}.txt", b"isi", "text/plain") for n in (1, 2)]
    await store.db["attachments"].update_many({}, {"$set": {"size": 10 * MIB}})
    told = await ana.is_refused("attachmentIds", text="ini", attachmentIds=ids)
    assert "18 MB" in told["fields"]["attachmentIds"]


async def test_only_ones_own_files_that_wait_can_be_attached_and_each_once(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "telegram")
    own = await ana.file("surat.txt", b"isi", "text/plain")
    others = await ana.file("surat.txt", b"isi", "text/plain", token=staff.supervisor)
    for ids in ([others], [own, others], [own, own], [str(Id())], [own] * 11):
        await ana.is_refused("attachmentIds", text="ini", attachmentIds=ids)
    for id in ("../../etc/passwd", "'; drop", "A" * 24, "", "a" * 500):
        await ana.is_refused(None, text="ini", attachmentIds=[id])
    await ana.is_taken(text="ini", attachmentIds=[own])
    await store.delete(OutboxEntry, {})
    await ana.api.put(
        f"/drafts/{ana.conversation.id}", {"text": "Baik, saya periksa"}, token=staff.agent
    )
    # That it went with one message is the end of it.
    await ana.is_refused("attachmentIds", text="itu", attachmentIds=[own])


async def test_names_of_files_are_harmless_when_they_are_stored(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    for name in (
        "a" * 500 + ".txt",
        "../../x.txt",
        'a"b.txt',
        "a\r\nBcc: x@y.txt",
        "CON.txt",
        "\u202etxt.txt",
    ):
        id = await ana.file(name.replace("\r\n", "%0D%0A"), b"isi", "text/plain")
        message = await ana.is_taken(text="ini", attachmentIds=[id])
        shown = message["attachments"][0]["name"]
        assert len(shown.encode()) <= 180
        assert not any(c in shown for c in '/\\"\r\n\u202e')


async def test_a_quote_is_of_the_same_thread_and_private_ones_stay_private(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    channel = await store.get(Channel, {"_id": ana.conversation.channel_id})
    assert channel is not None
    other, earlier = chat(store, staff, channel, 12), chat(store, staff, channel, 13)
    earlier.identity_id = ana.conversation.identity_id
    for one in (other, earlier):
        await store.insert(one)
    note = await said(store, ana.conversation, Visibility.INTERNAL)

    for id in (await said(store, other), str(Id()), note):
        await ana.is_refused("replyTo", text="ini", replyTo=id)
    await ana.is_taken(text="ini", replyTo=note, visibility="internal")
    own = await said(store, ana.conversation)
    assert (await ana.is_taken(text="ini", replyTo=own))["replyTo"] == own
    await ana.is_taken(text="ini", replyTo=await said(store, earlier))


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


async def stored_template(store: Store, channel_id: Id, **values: Any) -> None:
    made = {
        "name": "salam",
        "language": "id",
        "category": "UTILITY",
        "status": "APPROVED",
        "header": "text",
        "header_text": "Tentang {{1}}",
        "body": "Halo {{1}}, " + "k" * 900 + " {{2}}",
        "footer": None,
        "buttons": ["Lacak"],
        "parameters": ["header.1", "1", "2", "button.0"],
    }
    await store.insert(ChannelTemplate(channel_id=channel_id, **{**made, **values}))


FILLED = {"header.1": "paket", "1": "Dewi", "2": "NP-1", "button.0": "NP-1"}


FILLED_WRONGLY: list[tuple[dict[str, str], str | None]] = [
    ({"2": ""}, "2"),
    ({"2": "\n\t"}, "2"),
    ({"2": "\u200b\u2060"}, "2"),
    ({"2": "k" * 200}, "2"),
    ({"1": "k" * 120, "2": "k"}, "1"),
    ({"header.1": "k" * (MOST_HEADER - 7)}, "header.1"),
    ({"2": "k" * 1025}, None),
    ({"3": "lebih"}, "3"),
]


async def test_a_template_is_filled_as_the_provider_takes_it(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    await stored_template(store, ana.conversation.channel_id)
    used: dict[str, Any] = {"name": "salam", "language": "id"}
    for given, field in FILLED_WRONGLY:
        template = {**used, "parameters": {**FILLED, **given}}
        await ana.is_refused(field and f"template.parameters.{field}", template=template)
    for name in FILLED:
        less = {key: value for key, value in FILLED.items() if key != name}
        await ana.is_refused(f"template.parameters.{name}", template={**used, "parameters": less})


async def test_line_ends_and_gaps_in_a_place_become_one_space_and_count_so(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    await stored_template(store, ana.conversation.channel_id, body="Halo {{1}}: {{2}}")
    gaps = {**FILLED, "1": "Dewi\r\n\tLestari", "2": "a" + " " * 1000 + "b"}
    used = {"name": "salam", "language": "id", "parameters": gaps}
    message = await ana.is_taken(template=used)
    assert message["text"] == "Tentang paket\n\nHalo Dewi Lestari: a b"
    assert len(message["text"]) < MOST_BODY


async def test_a_template_that_is_not_approved_now_says_what_it_is(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    used: dict[str, Any] = {"language": "id", "parameters": FILLED}
    for status in ("PAUSED", "REJECTED", "PENDING", "DISABLED", "IN_APPEAL"):
        used["name"] = f"is_{status.lower()}"
        await stored_template(store, ana.conversation.channel_id, name=used["name"], status=status)
        told = await ana.is_refused("template.name", template=used)
        assert status.lower() in told["fields"]["template.name"]
    await ana.is_refused("template.name", template={**used, "language": "en"})
    await ana.is_refused("text", template=used, text="dan ini")


@pytest.mark.parametrize("kind", SETTINGS)
async def test_on_a_channel_that_was_switched_off_nothing_is_left_waiting_unseen(
    api: Api, hub: Hub, store: Store, staff: Staff, kind: str
) -> None:
    ana = await desk(api, hub, staff, kind)
    await api.delete(f"/channels/{ana.conversation.channel_id}", token=staff.admin)
    told = await ana.is_refused(None, status=409, text="ini")
    assert told["error"] == "channel_off"
    await ana.is_taken(text="catatan", visibility="internal")


@pytest.mark.parametrize("what", ["resolved", "taken", "erased", "deactivated"])
async def test_what_happened_meanwhile_is_told_and_the_draft_stays(
    api: Api, hub: Hub, store: Store, staff: Staff, what: str
) -> None:
    ana = await desk(api, hub, staff, "telegram")
    of_chat = {"_id": ana.conversation.id}
    match what:
        case "resolved":
            change = {"state": ConversationState.RESOLVED.value}
            await store.db["conversations"].update_one(of_chat, {"$set": change})
            await ana.is_refused(None, status=409, text="ini")
        case "taken":
            other = {"assignee": {"id": staff.supervisor_id, "name": "Rina"}}
            await store.db["conversations"].update_one(of_chat, {"$set": other})
            await ana.is_refused(None, status=409, text="ini")
        case "erased":
            await store.db["conversations"].delete_one(of_chat)
            assert (await ana.writes(text="ini")).status_code == 404
        case _:
            await api.patch(
                f"/members/{staff.agent_id}", {"state": "deactivated"}, token=staff.admin
            )
            assert (await ana.writes(text="ini")).status_code in (401, 403)
    assert await store.count(Message, {}) == 0


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
