"""One mail as it lies in a mailbox, as the hub understands it. Pure; never raises on any bytes."""

import hashlib
from datetime import datetime, timedelta
from email.message import Message

from channels_adapters.email import automatic
from channels_adapters.email.addresses import Address, addresses, name_alone
from channels_adapters.email.bounces import bounces_of
from channels_adapters.email.dates import moment
from channels_adapters.email.file_signs import kind_of
from channels_adapters.email.fingerprints import fingerprints
from channels_adapters.email.found import File, Found, is_stub, says
from channels_adapters.email.headers import (
    message_ids,
    own_id,
    raw_values,
    text,
    texts,
)
from channels_adapters.email.heads import ENVELOPE_NAME, STRAY_NAME
from channels_adapters.email.html_text import text_of_html
from channels_adapters.email.incoming_html import LARGEST, pictures_named, safe
from channels_adapters.email.one_part import payload_of
from channels_adapters.email.parts import parsed, parts_of
from channels_adapters.email.pictures import lifted, named_by_id
from channels_adapters.email.replies import reply_of
from channels_adapters.email.settings import EmailSettings
from channels_adapters.kit.cleaning import NOT_TOLD, clean_text
from channels_adapters.kit.quote_words import FORWARD_SUBJECT
from models.envelopes import AnyEnvelope, AttachmentEnvelope, IgnoreEnvelope, MessageEnvelope
from models.words import MessageKind

MOST_REFERENCES = 100
MOST_TEXT = 500_000
DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")

ARRIVALS = ("x-received", "delivery-date", "resent-date", ENVELOPE_NAME)
"""What else tells a time, where servers have written none."""
CLOCKS_APART = timedelta(minutes=10)
LONGEST_WAITED = timedelta(days=366)
"""In a drawer, before it was sent: a clock that is years behind is wrong."""

NOBODY = "unknown@invalid"
"""The sender of a mail that names none."""


def normalised(raw: bytes, settings: EmailSettings | None = None) -> list[AnyEnvelope]:
    message = parsed(raw)
    to, cc = addresses(message, "to"), addresses(message, "cc")
    own = settings.own_addresses() if settings else set()
    account = settings.address if settings else _mailbox(message, to)
    at = _moment(message)
    sender = _writer(message, own)
    reason = automatic.own_mail(message, sender, own)
    if reason is not None:
        ours = automatic.correlation_id(message) if reason == "own_mail" else None
        return [
            IgnoreEnvelope(account_id=account, timestamp=at, reason=reason, correlation_id=ours)
        ]
    if not raw.strip():
        return [IgnoreEnvelope(account_id=account, timestamp=at, reason="empty")]
    head = _Head(account, at, sender, to, cc)
    head.reply_to = automatic.wanted_at(message, head.sender.address, own)
    return [_message(raw, message, head, settings)]


def _writer(message: Message, own: set[str]) -> Address | None:
    """None when nothing in it tells who wrote."""
    froms = addresses(message, "from") or addresses(message, "sender")
    found = automatic.writer(message, froms, addresses(message, "reply-to"), own)
    if found is None:
        found = next(iter(addresses(message, "return-path", ENVELOPE_NAME)), None)
    name = None if found is not None and found.name else name_alone(message)
    return Address(name, found.address if found else NOBODY) if name else found


class _Head:
    def __init__(
        self,
        account: str,
        at: datetime,
        sender: Address | None,
        to: list[Address],
        cc: list[Address],
    ) -> None:
        self.account = account
        self.at = at
        self.sender = sender or Address(None, NOBODY)
        self.to = [one.address for one in to]
        self.cc = [one.address for one in cc]
        self.reply_to: list[str] = []


def _message(
    raw: bytes, message: Message, head: _Head, settings: EmailSettings | None
) -> MessageEnvelope:
    found = parts_of(message)
    subject = text(message, "subject")
    plain, html = _bodies(found)
    as_sent = _as_sent(found, plain)
    marks = fingerprints(message, head.sender.address, as_sent, found, html)
    if found.was_cut or not (plain or html or found.files or _is_blank(message)):
        # Nobody shall miss what lies deeper, or cannot be seen: the whole comes along as a file.
        found.files.append(File("mail.eml", "message/rfc822", raw))
    files = _files(found.files, html)
    bounced = bounces_of(message, found, head.sender.address)
    answered = message_ids(message, "in-reply-to")
    references = message_ids(message, "references")[-MOST_REFERENCES:]
    id = own_id(message)
    known_as = id or _made_id(message, marks.body)
    root = next(iter([*message_ids(message, "references")[:1], *answered, known_as]))
    doubts = automatic.suspicions(message, settings.checked_by if settings else "")
    said_to = [one.address for one in addresses(message, *DELIVERED)]
    return MessageEnvelope(
        account_id=head.account,
        timestamp=head.at,
        channel_message_id=known_as,
        message_id=id,
        fingerprint=marks.whole,
        earlier_fingerprints=marks.earlier,
        thread_key=root,
        sender_id=head.sender.address,
        sender_name=head.sender.name,
        kind=MessageKind.EMAIL,
        text=plain,
        html=html,
        attachments=files,
        forwarded=True if FORWARD_SUBJECT.match(subject) else None,
        subject=subject,
        to=head.to,
        cc=head.cc,
        reply_to=head.reply_to,
        delivered_to=list(dict.fromkeys(said_to)),
        in_reply_to=answered[0] if answered else None,
        references=_with_answered(references, answered),
        reply_text=reply_of(plain, subject),
        is_auto=bool(bounced) or automatic.is_automatic(message, head.sender.address),
        is_bounce=bool(bounced),
        bounce=bounced[0] if bounced else None,
        bounces=bounced,
        suppress_auto_reply=automatic.suppresses_answers(message),
        suspected=bool(doubts) or None,
        suspicions=doubts,
        emails=[head.sender.address] if head.sender.address != NOBODY else [],
    )


def _is_blank(message: Message) -> bool:
    """Whether nothing stands below its head, nor astray in it."""
    payload = payload_of(message)
    return not text(message, STRAY_NAME) and not (
        payload.strip() if isinstance(payload, str) else payload
    )


def _with_answered(references: list[str], answered: list[str]) -> list[str]:
    """Further ids of In-Reply-To are older relatives, if they are anything."""
    return [*(one for one in answered[1:] if one not in references), *references]


def _bodies(found: Found) -> tuple[str, str | None]:
    """Plain text for search, and safe html for display where there was any."""
    spare = [] if says([*found.plain, *found.html]) else found.spare_html
    written = named_by_id("\n".join([*found.html, *spare]), found.files)
    written, pictures = lifted(written)
    found.files += pictures
    html = safe(written) if found.html or spare else None
    plain = _plain(found, found.plain, written) or (text_of_html(written) if spare else "")
    found.was_cut |= len(plain) > MOST_TEXT or len(written) > LARGEST
    if not plain and not html:
        # An invitation, or what a file of Outlook's holds; else why there is nothing.
        plain = clean_text("\n\n".join(filter(None, found.spare))) or found.notice
    return plain[:MOST_TEXT], html


def _plain(found: Found, bodies: list[str], html: str) -> str:
    plain = clean_text("\n\n".join(one.strip("\r\n") for one in bodies))
    if found.html and (is_stub(plain) or len(found.html) > len(found.plain)):
        return text_of_html(html) or plain
    return plain


def _as_sent(found: Found, plain: str) -> str:
    """The plain text before its lines were put together: what tells the same mail must not change."""
    if not found.as_sent:
        return plain
    bodies = [found.as_sent.get(one, one) for one in found.plain]
    return _plain(found, bodies, "\n".join(found.html))[:MOST_TEXT]


def _files(files: list[File], html: str | None) -> list[AttachmentEnvelope]:
    """Inline is what the html shows: named by its Content-ID. The rest hangs below the mail."""
    named = pictures_named(html) if html else set()
    return [
        AttachmentEnvelope(
            kind=kind_of(one.mime),
            name=one.name,
            mime=one.mime,
            size=len(one.content),
            inline=True if one.content_id and one.content_id.lower() in named else None,
            content_id=one.content_id,
            content=one.content,
        )
        for one in files
    ]


def _mailbox(message: Message, to: list[Address]) -> str:
    """Which mailbox it came to, when nobody has said."""
    said = addresses(message, *DELIVERED)
    return next((one.address for one in [*said, *to]), "")


def _moment(message: Message) -> datetime:
    """When it was written, unless that says a time after it arrived, or years before."""
    said = next((at for one in texts(message, "date") if (at := moment(one))), None)
    ways = [one.rpartition(";")[2] for one in texts(message, "received")]
    told = [*ways, *(one for name in ARRIVALS for one in texts(message, name))]
    arrived = next((at for one in told if (at := moment(one))), None)
    if said is not None and arrived is not None:
        left = next((at for one in reversed(ways) if (at := moment(one))), arrived)
        if said > arrived + CLOCKS_APART or said < left - LONGEST_WAITED:
            return arrived
    return said or arrived or NOT_TOLD


def _made_id(message: Message, body: str) -> str:
    """For one without a Message-ID: the same for the same mail, whichever copy of it."""
    digest = hashlib.sha256(body.encode())
    for name in ("from", "to", "date", "subject"):
        digest.update(b"\x00" + b"\x01".join(raw_values(message, name)))
    return f"{digest.hexdigest()[:32]}@without-id.invalid"
