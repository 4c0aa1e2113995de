"""A stored message of a mail conversation as it goes out: what was written, the signature, the quote."""

from dataclasses import replace
from html import escape

from hub.kit.html import html_of, plain_of
from hub.kit.tokens import Signer
from hub.presenters.mail_styles import FONT, QUOTE, styled
from hub.presenters.mails import moment
from hub.rules.mail_html import files_in, quoted_safely
from hub.rules.thread_tokens import thread_token
from models.documents import Message, Workspace
from models.envelopes import Outgoing, OutgoingMail
from models.words import Language

WROTE = {
    Language.ENGLISH: "On {at}, {who} wrote:",
    Language.INDONESIAN: "Pada {at}, {who} menulis:",
}

MOST_QUOTED = 100_000
"""Characters of the quoted mail; a longer one is not quoted with its formatting."""


def with_mail(
    outgoing: Outgoing,
    message: Message,
    quoted: Message | None,
    house: Workspace,
    language: Language | None,
    signer: Signer,
) -> Outgoing:
    """The whole text of both kinds, and the head. ``quoted`` is the message ``mail.quoted_id``."""
    mail = message.mail
    if mail is None:
        return outgoing
    spoken = language or house.default_language
    written = mail.html or html_of(message.text)
    inline = set(files_in(written))
    return replace(
        outgoing,
        text=_text(message, quoted, house, spoken),
        files=[
            replace(file, content_id=file.id) if file.id in inline else file
            for file in outgoing.files
        ],
        mail=OutgoingMail(
            to=mail.to,
            cc=mail.cc,
            bcc=mail.bcc,
            subject=mail.subject,
            html=_html(written, mail.signature, quoted, house, spoken),
            in_reply_to=mail.in_reply_to,
            references=mail.references,
            from_name=mail.from_name,
            message_id=mail.message_id or "",
            automatic=mail.is_auto,
            reply_token=thread_token(signer, message.conversation_id),
        ),
    )


def _text(message: Message, quoted: Message | None, house: Workspace, language: Language) -> str:
    assert message.mail is not None
    parts = [message.text.strip()]
    if message.mail.signature:
        parts.append(f"-- \n{plain_of(message.mail.signature)}")
    if quoted is not None:
        lines = quoted.text.strip().split("\n")
        marked = "\n".join(f">{line}" if line.startswith(">") else f"> {line}" for line in lines)
        parts.append(f"{_heading(quoted, house, language)}\n\n{marked.rstrip()}")
    return "\n\n".join(part for part in parts if part)


def _html(
    written: str,
    signature: str | None,
    quoted: Message | None,
    house: Workspace,
    language: Language,
) -> str:
    parts = [f'<div style="{FONT}">{styled(written)}</div>']
    if signature:
        parts.append(f'<div style="{FONT}">{styled(f"<p>-- </p>{signature}")}</div>')
    if quoted is not None:
        head = escape(_heading(quoted, house, language))
        parts.append(
            f'<div><p>{head}</p><blockquote type="cite" style="{QUOTE}">'
            f"{_quoted_html(quoted)}</blockquote></div>"
        )
    return "\n".join(parts)


def _quoted_html(quoted: Message) -> str:
    html = quoted.mail.html if quoted.mail else None
    if not html or len(html) > MOST_QUOTED:
        return html_of(quoted.text)
    return quoted_safely(html)


def _heading(quoted: Message, house: Workspace, language: Language) -> str:
    mail = quoted.mail
    name = (mail.from_name if mail else None) or quoted.author.name or ""
    address = mail.from_address if mail else None
    who = f"{name} <{address}>" if name and address else name or address or "?"
    return WROTE[language].format(at=moment(quoted.at, house, language), who=who)
