"""The page *Play the customer* over its API, with the WhatsApp stand-in on the other end."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

import aiosmtplib
import httpx2
import pytest
from flufl.bounce import scan_message
from starlette.types import Receive, Scope, Send

from channels_adapters.registry import adapter_of
from hub.demo.connecting import connect
from hub.demo.house import LINES
from hub.demo.mail_house import PASSWORD
from hub.demo.play.app import PlayFirst, build
from hub.demo.play.shapes import Visit
from hub.demo.stand_ins import StandIns, stand_ins
from hub.demo.wire import MAILBOX
from hub.services import channels
from hub.wiring import Hub
from models.documents import Channel, Conversation, Due, Message
from tests.hub.demo.conftest import loaded_hub

PHONE = next(line for line in LINES if line.kind == "whatsapp")
OURS = {"X-Play": "1"}


@pytest.fixture(scope="module")
async def loaded(mongodb_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hub]:
    """One that is played with: the other tests look at theirs."""
    async with loaded_hub(mongodb_url, tmp_path_factory.mktemp("demo"), "demo_played") as hub:
        yield hub


@pytest.fixture(scope="module")
async def others() -> AsyncIterator[StandIns]:
    async with stand_ins() as started:
        yield started


@pytest.fixture(scope="module")
async def page(loaded: Hub, others: StandIns) -> AsyncIterator[httpx2.AsyncClient]:
    async def hub(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 418, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sides = await connect(loaded, others)
    app = PlayFirst(hub, build(sides, [Visit(id="v", name="Situs")], ()))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://demo") as http:
        yield http


async def side(page: httpx2.AsyncClient) -> dict[str, Any]:
    seen = (await page.get("/play/api")).json()
    [found] = [each for each in seen["sides"] if each["kind"] == "whatsapp"]
    return dict(found)


async def newcomer(page: httpx2.AsyncClient, name: str) -> str:
    """The address of his chat."""
    people = f"/play/api/{PHONE.id}/people"
    made = await page.post(people, json={"name": name}, headers=OURS)
    return f"{people}/{made.json()['person']['id']}"


async def test_the_channel_is_set_to_the_stand_in_with_its_secrets(
    loaded: Hub, page: httpx2.AsyncClient, others: StandIns
) -> None:
    channel = await loaded.store.get(Channel, {"_id": PHONE.id})
    assert channel is not None
    assert channel.settings["api_base"] == others.whatsapp_url
    secrets = channels.secrets_of(channel, loaded.sealing_key)
    assert secrets["access_token"] == others.whatsapp.number.access_token
    adapter_of("whatsapp").Settings.model_validate(channel.settings)


async def test_connecting_again_changes_nothing(
    loaded: Hub, page: httpx2.AsyncClient, others: StandIns
) -> None:
    before = await loaded.store.get(Channel, {"_id": PHONE.id})
    await connect(loaded, others)
    after = await loaded.store.get(Channel, {"_id": PHONE.id})
    assert before is not None and after is not None
    assert before.version == after.version


async def test_customers_have_on_their_phones_what_the_hub_has_stored(
    loaded: Hub, page: httpx2.AsyncClient
) -> None:
    people = {each["id"]: each for each in (await side(page))["people"]}
    wanted = {"channel_id": PHONE.id, "open": True}
    for conversation in await loaded.store.find(Conversation, wanted):
        assert people[conversation.address]["name"] == conversation.contact.name
        chat = (await page.get(f"/play/api/{PHONE.id}/people/{conversation.address}")).json()
        about = {"conversation_id": conversation.id, "visibility": "public"}
        said = await loaded.store.find(Message, about, sort=[("number", 1)])
        assert [each["text"] for each in chat["bubbles"]][-len(said) :] == [m.text for m in said]
        pictures = [each for each in chat["bubbles"] if each["kind"] == "image"]
        for picture in pictures:
            file = await page.get(f"/play/api/{picture['file']['url']}")
            assert file.content.startswith(b"\xff\xd8")
            assert "sandbox" in file.headers["content-security-policy"]


async def test_a_newcomer_sends_everything_a_phone_can(
    page: httpx2.AsyncClient, others: StandIns
) -> None:
    others.whatsapp.habits.held = True
    me = await newcomer(page, "Tari Kusuma")
    for said in (
        {"kind": "text", "text": "Halo"},
        {"kind": "location", "place": {"latitude": -6.2, "longitude": 106.8, "name": "Gambir"}},
        {"kind": "contact", "card": {"name": "Joko", "phone": "+62 811 555"}},
        {"kind": "unsupported"},
    ):
        answer = await page.post(f"{me}/messages", json=said, headers=OURS)
        assert answer.status_code == 200, answer.text
    query = {"kind": "voice", "name": "suara.ogg"}
    sound = {**OURS, "Content-Type": "audio/ogg"}
    await page.post(f"{me}/files", params=query, content=b"OggS", headers=sound)
    chat = (await page.get(me)).json()
    kinds = [each["kind"] for each in chat["bubbles"]]
    assert kinds == ["text", "location", "contact", "poll", "voice"]
    assert all(each["own"] and each["status"] == "sent" for each in chat["bubbles"])
    first = chat["bubbles"][0]["id"]
    for said in (
        {"kind": "edit", "target": first, "text": "Halo lagi"},
        {"kind": "reaction", "target": first, "text": "👍"},
    ):
        await page.post(f"{me}/messages", json=said, headers=OURS)
    await page.post(f"{me}/messages", json={"kind": "delete", "target": first}, headers=OURS)
    changed = (await page.get(me)).json()["bubbles"][0]
    assert (changed["edited"], changed["deleted"], changed["reactions"]) == (True, True, ["👍"])


async def test_circumstances_and_troubles_are_turned_on_and_off(
    page: httpx2.AsyncClient, others: StandIns
) -> None:
    me = await newcomer(page, "Bayu")
    for name in ("phone_off", "looks_away", "blocks", "hides_number"):
        for on in (True, False):
            turned = {"name": name, "on": on}
            answer = await page.post(f"{me}/circumstances", json=turned, headers=OURS)
            switches = {each["name"]: each["on"] for each in answer.json()["circumstances"]}
            assert switches[name] is on
    troubles = f"/play/api/{PHONE.id}/troubles"
    for name in ("away", "token_revoked"):
        for on in (True, False):
            answer = await page.post(troubles, json={"name": name, "on": on}, headers=OURS)
            switches = {each["name"]: each["on"] for each in answer.json()["troubles"]}
            assert switches[name] is on
    await page.post(troubles, json={"name": "answer_lost", "on": True}, headers=OURS)
    assert [each.fault for each in others.whatsapp.faults.planned] == ["answer_lost"]
    others.whatsapp.faults.clear()
    assert others.whatsapp.number.access_token != "revoked"


async def test_a_day_passes_in_one_chat_and_in_no_other(
    loaded: Hub, page: httpx2.AsyncClient
) -> None:
    wanted = {"channel_id": PHONE.id, "open": True, "assignee": {"$exists": True}}
    [before, other, *_] = await loaded.store.find(
        Conversation, wanted, sort=[("last_inbound_at", -1)]
    )
    dues = {due.id: due.at for due in await loaded.store.find(Due, {"object_id": before.id})}
    me = f"/play/api/{PHONE.id}/people/{before.address}"
    answer = (await page.post(f"{me}/hours", json={"hours": 24}, headers=OURS)).json()
    after = await loaded.store.get(Conversation, {"_id": before.id})
    assert after is not None and before.last_inbound_at and after.last_inbound_at
    assert (before.last_inbound_at - after.last_inbound_at).total_seconds() == 24 * 3600
    assert after.version == before.version + 1
    moved = await loaded.store.find(Due, {"object_id": before.id})
    assert dues
    assert all((dues[due.id] - due.at).total_seconds() == 24 * 3600 for due in moved)
    assert answer["openUntil"] < loaded.clock.now().isoformat()
    assert await loaded.store.get(Conversation, {"_id": other.id}) == other


async def test_what_nobody_can_do_is_refused(page: httpx2.AsyncClient) -> None:
    me = await newcomer(page, "Eko")
    empty = await page.post(f"{me}/messages", json={"text": "  "}, headers=OURS)
    assert empty.status_code == 400
    wish = await page.post(f"{me}/messages", json={"kind": "wish"}, headers=OURS)
    assert wish.status_code == 400
    assert (await page.get(f"/play/api/{PHONE.id}/people/1")).status_code == 404
    assert (await page.get("/play/api/nowhere/people/1")).status_code == 404
    assert (await page.post(f"{me}/messages", json={"text": "Halo"})).status_code == 403
    assert (await page.get("/play/../../etc/passwd")).status_code in (404, 418)


async def test_everything_else_is_the_hubs(page: httpx2.AsyncClient) -> None:
    for path in ("/", "/api/v1/me", "/playful"):
        assert (await page.get(path)).status_code == 418


MAIL = next(line for line in LINES if line.kind == "email")


async def until_it_lies_in(others: StandIns, address: str, count: int) -> list[Any]:
    found = await others.mail.received(address)
    assert len(found) == count
    return found


async def test_a_mail_is_written_and_its_answer_read(
    page: httpx2.AsyncClient, others: StandIns
) -> None:
    people = f"/play/api/{MAIL.id}/people"
    made = await page.post(people, json={"name": "Tari Kusuma"}, headers=OURS)
    address = made.json()["person"]["id"]
    me = f"{people}/{address}"
    before = len(await others.mail.received(MAILBOX))
    said = {"kind": "text", "subject": "Tagihan", "text": "Halo, tagihan saya ganda."}
    answer = await page.post(f"{me}/messages", json=said, headers=OURS)
    assert answer.status_code == 200, answer.text
    [*_, mail] = await until_it_lies_in(others, MAILBOX, before + 1)
    assert (mail["Subject"], mail["From"]) == ("Tagihan", f"Tari Kusuma <{address}>")

    back = EmailMessage()
    back["From"], back["To"] = MAILBOX, address
    back["Reply-To"] = MAILBOX.replace("@", "+abc123@")
    back["Subject"], back["Message-ID"] = "Re: Tagihan", "<1@paketara.example>"
    back["In-Reply-To"] = mail["Message-ID"]
    back.set_content("Kami periksa.\n\nPada Kamis Tari menulis:\n> Halo, tagihan saya ganda.")
    back.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    await aiosmtplib.send(back, hostname="127.0.0.1", port=others.mail.smtp_port, start_tls=False)
    person = [each for each in (await mail_side(page))["people"] if each["id"] == address]
    assert person[0]["fresh"] == 1
    chat = (await page.get(me, params={"looking": ""})).json()
    assert [each["own"] for each in chat["bubbles"]] == [True, False]
    assert chat["bubbles"][1]["text"] == "Kami periksa."
    file = await page.get(f"/play/api/{chat['bubbles'][1]['file']['url']}")
    assert file.content == b"%PDF-1.4"

    await page.post(f"{me}/messages", json={"text": "Terima kasih"}, headers=OURS)
    [*_, reply] = await until_it_lies_in(others, MAILBOX, before + 2)
    assert reply["To"] == MAILBOX.replace("@", "+abc123@")
    assert (reply["Subject"], reply["In-Reply-To"]) == ("Re: Tagihan", "<1@paketara.example>")
    [again] = [each for each in (await mail_side(page))["people"] if each["id"] == address]
    assert again["fresh"] == 0


async def mail_side(page: httpx2.AsyncClient) -> dict[str, Any]:
    seen = (await page.get("/play/api")).json()
    return dict(next(each for each in seen["sides"] if each["kind"] == "email"))


async def test_the_mail_server_can_be_ill(page: httpx2.AsyncClient, others: StandIns) -> None:
    troubles = f"/play/api/{MAIL.id}/troubles"

    async def turn(name: str, *, on: bool = True) -> None:
        answer = await page.post(troubles, json={"name": name, "on": on}, headers=OURS)
        assert answer.status_code == 200, answer.text

    async def sending() -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = MAILBOX, "x@surel.example", "Halo"
        mail["Message-ID"] = make_msgid()
        mail.set_content("Halo")
        await aiosmtplib.send(
            mail,
            hostname="127.0.0.1",
            port=others.mail.smtp_port,
            start_tls=False,
            username=MAILBOX,
            password=PASSWORD,
        )

    await sending()
    for trouble, code in (("away", 421), ("password_changed", 535)):
        await turn(trouble)
        with pytest.raises(aiosmtplib.SMTPResponseException) as refused:
            await sending()
        assert refused.value.code == code
        await turn(trouble, on=False)
    await turn("next_refused")
    await turn("busy")
    for code in (550, 451, 451, 451):
        with pytest.raises(aiosmtplib.SMTPResponseException) as refused:
            await sending()
        assert refused.value.code == code
    before = len(await others.mail.received(MAILBOX))
    await turn("next_bounces")
    await sending()
    [*_, bounce] = await until_it_lies_in(others, MAILBOX, before + 1)
    assert bounce.get_content_type() == "multipart/report"
    assert scan_message(bounce) == {b"x@surel.example"}


async def test_the_threads_of_the_demo_lie_in_their_writers_mailboxes(
    loaded: Hub, page: httpx2.AsyncClient
) -> None:
    people = {each["id"]: each for each in (await mail_side(page))["people"]}
    found = await loaded.store.find(Conversation, {"channel_id": MAIL.id, "open": True})
    assert len(found) >= 4
    for conversation in found:
        assert conversation.address in people
        chat = await page.get(f"/play/api/{MAIL.id}/people/{conversation.address}")
        subjects = {each["subject"].removeprefix("Re: ") for each in chat.json()["bubbles"]}
        assert conversation.subject in subjects


BOT = next(line for line in LINES if line.kind == "telegram")


async def test_on_telegram_the_same_page_plays_another_provider(
    loaded: Hub, page: httpx2.AsyncClient, others: StandIns
) -> None:
    others.telegram.habits.held = True
    people = f"/play/api/{BOT.id}/people"
    made = await page.post(people, json={"name": "Tari"}, headers=OURS)
    me = f"{people}/{made.json()['person']['id']}"
    first = await page.post(f"{me}/messages", json={"text": "Halo"}, headers=OURS)
    id = first.json()["bubbles"][0]["id"]
    for said in (
        {"kind": "location", "place": {"latitude": -6.2, "longitude": 106.8}},
        {"kind": "contact", "card": {"name": "Joko", "phone": "+62 811 555"}},
        {"kind": "unsupported"},
        {"kind": "edit", "target": id, "text": "Halo lagi"},
        {"kind": "reaction", "target": id, "text": "👍"},
    ):
        answer = await page.post(f"{me}/messages", json=said, headers=OURS)
        assert answer.status_code == 200, answer.text
    query = {"kind": "image", "name": "a.jpg", "caption": "Ini"}
    picture = {**OURS, "Content-Type": "image/jpeg"}
    chat = (
        await page.post(f"{me}/files", params=query, content=b"\xff\xd8", headers=picture)
    ).json()
    kinds = [each["kind"] for each in chat["bubbles"]]
    assert kinds == ["text", "location", "contact", "poll", "image"]
    assert (chat["bubbles"][0]["text"], chat["bubbles"][0]["edited"]) == ("Halo lagi", True)
    told = [next(iter(each)) for each in (list(u)[1:] for u in others.telegram.waiting.values())]
    assert told[-7:] == ["message"] * 4 + ["edited_message", "message_reaction", "message"]

    blocked = {"name": "blocks", "on": True}
    await page.post(f"{me}/circumstances", json=blocked, headers=OURS)
    assert others.telegram.people[int(made.json()["person"]["id"])].blocked
    troubles = f"/play/api/{BOT.id}/troubles"
    for name in ("away", "token_revoked"):
        for on in (True, False):
            seen = await page.post(troubles, json={"name": name, "on": on}, headers=OURS)
            switches = {each["name"]: each["on"] for each in seen.json()["troubles"]}
            assert switches[name] is on
    assert others.telegram.token == "7742091834:AAF-stand-in_token"


async def test_ids_on_telegram_go_on_where_they_were(
    loaded: Hub, page: httpx2.AsyncClient, others: StandIns
) -> None:
    [known, *_] = await loaded.store.find(Conversation, {"channel_id": BOT.id, "open": True})
    said = await loaded.store.find(Message, {"conversation_id": known.id})
    last = max(int((each.external_id or "0").rpartition(":")[2]) for each in said)
    assert others.telegram.new_message_id(int(known.address)) > last
