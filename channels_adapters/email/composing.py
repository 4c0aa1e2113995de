"""A mail as it goes over the wire, out of what the hub hands over. Pure.

Text and html say the same, pictures that stand in the text go along with it, files follow. The same
message has the same Message-ID at every try, so that who gets it twice can tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from html import escape
from typing import Any

from channels_adapters.email.head_lines import Line, ascii_domain, mailbox, message_ids, words
from models.envelopes import Outgoing, OutgoingFile, OutgoingMail

LONGEST_LOCAL = 64
"""Characters before the ``@`` of an address (RFC 5321)."""

ENCODED = 1.37
"""How much a file grows on its way: base64 adds a third, and its line ends."""


OURS = ("from", "to", "cc", "reply-to", "subject", "message-id", "in-reply-to", "references")
"""Headers that are written in ``head_lines.py``."""


def _policy() -> "EmailPolicy[EmailMessage]":
    registry = HeaderRegistry()
    for name in OURS:
        registry.map_to_type(name, Line)  # type: ignore[arg-type]
    return SMTP.clone(cte_type="7bit", header_factory=registry)


POLICY = _policy()
"""Lines end as mail wants it, no server need know of eight bits, and headers hold no line breaks."""


@dataclass(frozen=True)
class Composed:
    """``recipients`` of the envelope, hidden ones included; no header names those."""

    message_id: str
    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def needs_utf8(self) -> bool:
        """Whether an address has letters before its ``@`` that not every server can take."""
        return not all(one.isascii() for one in [self.sender, *self.recipients])


def compose(
    outgoing: Outgoing,
    contents: Mapping[str, bytes],
    *,
    address: str,
    plus_addressing: bool,
    now: datetime,
) -> Composed:
    """``contents`` by the ids of the files; ``address`` is the mailbox that it comes from.

    Raises ValueError for an address that cannot stand in a header.
    """
    mail = outgoing.mail
    assert mail is not None
    sender = ascii_domain(address)
    message_id = ascii_domain(
        mail.message_id or f"{outgoing.message_id}@{sender.rpartition('@')[2]}"
    )
    lines = [[ascii_domain(one) for one in line] for line in (mail.to, mail.cc, mail.bcc)]
    named = list(dict.fromkeys(one for line in lines for one in line))
    recipients = mail.only_for or named
    message = EmailMessage(policy=_fit(sender, recipients))
    _write_head(message, mail, sender, lines, now)
    _write_ids(message, mail, message_id)
    reply_to = reply_address(sender, mail.reply_token) if plus_addressing else None
    if reply_to:
        message["Reply-To"] = mailbox("Reply-To", mail.from_name or "", reply_to)
    if mail.automatic:
        message["Auto-Submitted"] = "auto-replied" if mail.in_reply_to else "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
    _write_body(message, outgoing, contents, sender.rpartition("@")[2])
    return Composed(message_id, sender, recipients, message.as_bytes())


def reply_address(address: str, token: str | None) -> str | None:
    """``help+TOKEN@...``; None when there is none, or no room for it."""
    local, _, domain = address.rpartition("@")
    tagged = f"{local.partition('+')[0]}+{token}"
    return f"{tagged}@{domain}" if token and len(tagged) <= LONGEST_LOCAL else None


def most_bytes(limit: int) -> int:
    """How large the files of a mail may be together where a mail may have ``limit`` bytes."""
    return int(limit / ENCODED)


def _fit(sender: str, recipients: list[str]) -> "EmailPolicy[EmailMessage]":
    return POLICY if all(one.isascii() for one in [sender, *recipients]) else UTF8_POLICY


UTF8_POLICY = POLICY.clone(utf8=True)


def _write_head(
    message: EmailMessage,
    mail: OutgoingMail,
    sender: str,
    lines: list[list[str]],
    now: datetime,
) -> None:
    to, cc, _ = lines
    message["From"] = mailbox("From", mail.from_name or "", sender)
    message["To"] = ", ".join(mailbox("To", "", one) for one in to)
    if cc:
        message["Cc"] = ", ".join(mailbox("Cc", "", one) for one in cc)
    message["Subject"] = words("Subject", mail.subject)
    message["Date"] = format_datetime(now)


def _write_ids(message: EmailMessage, mail: OutgoingMail, message_id: str) -> None:
    message["Message-ID"] = f"<{message_id}>"
    answered = message_ids([mail.in_reply_to] if mail.in_reply_to else [])
    if answered:
        message["In-Reply-To"] = answered
    if led_here := message_ids(mail.references):
        message["References"] = led_here


def _write_body(
    message: EmailMessage, outgoing: Outgoing, contents: Mapping[str, bytes], domain: str
) -> None:
    inline = [file for file in outgoing.files if file.content_id is not None]
    message.set_content(f"{outgoing.text}\n")
    html = outgoing.mail.html if outgoing.mail else None
    if html:
        for file in inline:
            html = html.replace(f'"cid:{file.content_id}"', f'"cid:{file.content_id}@{domain}"')
        message.add_alternative(_page(html, outgoing), subtype="html")
        page = list(message.iter_parts())[1]
        for file in inline:
            _add(page.add_related, file, contents, cid=f"<{file.content_id}@{domain}>")
        if inline:
            # RFC 2387 wants to know what it is that the others belong to.
            page.set_param("type", "text/html")
    for file in outgoing.files:
        if file not in inline or not html:
            _add(message.add_attachment, file, contents)


def _page(html: str, outgoing: Outgoing) -> str:
    """What is a page already, such as a letter of the house, stays as it is."""
    if html.lstrip()[:9].lower() == "<!doctype":
        return html
    subject = outgoing.mail.subject if outgoing.mail else ""
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(subject)}</title></head>\n<body>\n{html}\n</body></html>\n"
    )


def _add(
    add: Any, file: OutgoingFile, contents: Mapping[str, bytes], cid: str | None = None
) -> None:
    """A mail within a mail, or a container, goes as plain bytes: encoded it would be no such thing."""
    main, _, sub = file.mime.partition(";")[0].strip().lower().partition("/")
    if main in ("message", "multipart") or not main or not sub:
        main, sub = "application", "octet-stream"
    more = {"cid": cid, "disposition": "inline"} if cid else {}
    add(contents[file.id], maintype=main, subtype=sub, filename=file.name, **more)
