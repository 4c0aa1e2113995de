"""The customer's side of e-mail: he writes by SMTP, and reads what lies in his mailbox."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.utils import format_datetime, make_msgid, parsedate_to_datetime
from math import inf

import aiosmtplib
from selectolax.lexbor import LexborHTMLParser

from hub.demo.mail_house import MailHouse
from hub.demo.play.shapes import Bubble, ChatSeen, File, Person, Said, SideSeen, Switch
from hub.demo.play.sides import Stored, Upload
from hub.demo.wire import HOST, MAILBOX, email_of

KINDS = ["text", "image", "document", "subject"]
ONCE = ("busy", "next_refused", "next_bounces")
FIRST_QUOTED = re.compile(r"(?m)^(>|On .+ wrote:|Pada .+ menulis:|-{2,} ?Original).*")


@dataclass
class Correspondent:
    """``mails`` are all that he has written and got; ``seen``: how many of those he has read."""

    name: str
    address: str
    mails: list[tuple[bool, EmailMessage]] = field(default_factory=list)
    seen: int = 0

    def knows(self, message_id: str | None) -> bool:
        return any(mail["Message-ID"] == message_id for _, mail in self.mails)

    def last(self) -> EmailMessage | None:
        return self.mails[-1][1] if self.mails else None

    def unseen(self) -> int:
        got = sum(not own for own, _ in self.mails)
        return max(0, got - self.seen)


class MailSide:
    def __init__(self, channel_id: str, name: str, house: MailHouse) -> None:
        self.id = channel_id
        self._name = name
        self._house = house
        self._people: dict[str, Correspondent] = {}

    def know(self, name: str, address: str) -> Correspondent:
        return self._people.setdefault(address, Correspondent(name, address))

    async def look(self) -> None:
        """Into every mailbox, for what has come."""
        for person in self._people.values():
            for mail in await self._house.received(person.address):
                if not person.knows(mail["Message-ID"]):
                    person.mails.append((False, mail))

    def seen(self) -> SideSeen:
        people = sorted(self._people.values(), key=_when, reverse=True)
        house = self._house
        return SideSeen(
            id=self.id,
            kind="email",
            name=self._name,
            address=MAILBOX,
            kinds=KINDS,
            people=[_person(each) for each in people],
            troubles=[
                Switch(name="away", on=house.away),
                Switch(name="password_changed", on=house.locks_out),
                *(Switch(name=name, once=True) for name in ONCE),
            ],
        )

    def chat(self, person_id: str, *, looking: bool = False) -> ChatSeen:
        person = self._people[person_id]
        if looking:
            person.seen = sum(not own for own, _ in person.mails)
        bubbles = [
            self._bubble(person, place, own, mail) for place, (own, mail) in enumerate(person.mails)
        ]
        return ChatSeen(person=_person(person), bubbles=bubbles, circumstances=[])

    async def say(self, person_id: str, said: Said) -> None:
        if said.kind != "text" or not said.text.strip():
            raise ValueError("a mail needs words")
        await self._send(self._people[person_id], said.subject, said.text)

    async def send_file(self, person_id: str, upload: Upload) -> None:
        words = upload.caption or upload.name
        await self._send(self._people[person_id], "", words, [upload])

    def file(self, id: str) -> Stored:
        address, mail, part = id.split("~")
        found = list(self._people[address].mails[int(mail)][1].iter_attachments())[int(part)]
        return Stored(_bytes_of(found), found.get_content_type())

    def meet(self, name: str) -> str:
        return self.know(name, email_of(name)).address

    async def turn(self, person_id: str, name: str, *, on: bool) -> None:
        raise ValueError(f"there is no circumstance {name} for {person_id}: {on}")

    async def trouble(self, name: str, *, on: bool) -> None:
        house = self._house
        if name == "away":
            house.away = on
        elif name == "password_changed":
            house.locks_out = on
        elif name == "busy":
            house.next_answers += ["451 4.7.1 Greylisted, try again later"] * 3
        elif name == "next_refused":
            house.next_answers += ["550 5.7.1 Message refused"]
        elif name == "next_bounces":
            house.next_bounces += 1
        else:
            raise ValueError(f"there is no trouble {name}")

    async def pass_time(self, person_id: str, hours: int) -> None:
        raise ValueError(f"{person_id}: mails have no window, {hours} hours change nothing")

    async def _send(
        self, person: Correspondent, subject: str, text: str, files: Sequence[Upload] = ()
    ) -> None:
        """An answer to the last mail, unless it has a subject of its own."""
        mail = written(person, subject.strip(), text.strip())
        for file in files:
            kind, _, subtype = file.mime.partition("/")
            mail.add_attachment(
                file.content, maintype=kind, subtype=subtype or "octet-stream", filename=file.name
            )
        try:
            await aiosmtplib.send(mail, hostname=HOST, port=self._house.smtp_port, start_tls=False)
        except aiosmtplib.SMTPException as error:
            raise ValueError(str(error)) from error
        person.mails.append((True, mail))

    def _bubble(self, person: Correspondent, place: int, own: bool, mail: EmailMessage) -> Bubble:
        files = list(mail.iter_attachments())
        stored = None
        if files:
            stored = File(
                url=f"{self.id}/files/{person.address}~{place}~0",
                name=files[0].get_filename() or "",
                mime=files[0].get_content_type(),
                size=len(_bytes_of(files[0])),
            )
        picture = stored is not None and stored.mime.startswith("image/")
        return Bubble(
            id=mail["Message-ID"],
            own=own,
            kind="image" if picture else "document" if stored else "text",
            at=_date_of(mail),
            subject=mail["Subject"] or "",
            text=words_of(mail),
            file=stored,
        )


def written(person: Correspondent, subject: str, text: str) -> EmailMessage:
    last = None if subject else person.last()
    mail = EmailMessage()
    local, domain = person.address.split("@")
    mail["From"] = Address(person.name, local, domain)
    mail["To"] = MAILBOX
    if last is not None:
        others = last["Reply-To"] or last["From"]
        if not str(last["From"]).endswith(f"<{person.address}>"):
            mail.replace_header("To", str(others))
        before = str(last["Subject"] or "")
        subject = before if before.lower().startswith("re:") else f"Re: {before}"
        mail["In-Reply-To"] = last["Message-ID"]
        mail["References"] = " ".join(
            each for each in (last["References"], last["Message-ID"]) if each
        )
    mail["Subject"] = subject or text.splitlines()[0][:80]
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = make_msgid(domain="surel.example")
    mail.set_content(text)
    return mail


def words_of(mail: EmailMessage) -> str:
    """What was written anew."""
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    if body.get_content_subtype() == "html":
        text = LexborHTMLParser(text).text(separator="\n", strip=True)
    found = FIRST_QUOTED.search(text)
    return (text[: found.start()] if found else text).strip()


def _bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _person(person: Correspondent) -> Person:
    last = person.last()
    return Person(
        id=person.address,
        name=person.name,
        address=person.address,
        last=str(last["Subject"] or "") if last is not None else "",
        at=_date_of(last) if last is not None else None,
        fresh=person.unseen(),
    )


def _when(person: Correspondent) -> float:
    last = person.last()
    return _date_of(last).timestamp() if last is not None else inf


def _date_of(mail: EmailMessage) -> datetime:
    try:
        return parsedate_to_datetime(str(mail["Date"])).astimezone(UTC)
    except (TypeError, ValueError):
        return datetime.now(UTC)
