"""A customer who writes mails is played, over real mail servers."""

from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

import aiosmtplib
import httpx2
import pytest
from flufl.bounce import scan_message

from hub.demo.house import LINES
from hub.demo.mail_house import PASSWORD
from hub.demo.stand_ins import StandIns
from hub.demo.wire import MAILBOX
from hub.wiring import Hub
from models.documents import Conversation
from tests.hub.demo.playing.conftest import OURS

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
