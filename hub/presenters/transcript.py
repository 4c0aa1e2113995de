"""What was said in a conversation, to be kept or passed on: public messages alone, staff by first name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from hub.rules.names import first_name
from models.documents import Conversation, Message, Workspace
from models.documents.message import Location
from models.words import AuthorKind, Language, Visibility

FILE = {Language.ENGLISH: "File", Language.INDONESIAN: "Berkas"}
PLACE = {Language.ENGLISH: "Location", Language.INDONESIAN: "Lokasi"}
PERSON = {Language.ENGLISH: "Contact", Language.INDONESIAN: "Kontak"}
WORDLESS = {Language.ENGLISH: "Message without words", Language.INDONESIAN: "Pesan tanpa kata"}
HOUSE = {Language.ENGLISH: "Automatic message", Language.INDONESIAN: "Pesan otomatis"}
DELETED = {Language.ENGLISH: "Message deleted", Language.INDONESIAN: "Pesan dihapus"}
CUT = {
    Language.ENGLISH: "Earlier messages were left out.",
    Language.INDONESIAN: "Pesan sebelumnya tidak disertakan.",
}

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "small{opacity:.7}p{white-space:pre-wrap;margin:.2rem 0 1rem;overflow-wrap:anywhere}"
)


@dataclass(frozen=True)
class Line:
    who: str
    at: str
    said: str


def as_text(
    conversation: Conversation, messages: Iterable[Message], house: Workspace, *, cut: bool
) -> str:
    lines = [_title(conversation), _begun(conversation, house), ""]
    lines += [CUT[house.default_language], ""] if cut else []
    for line in _lines(conversation, messages, house):
        lines += [f"{line.who}, {line.at}", line.said, ""]
    return "\n".join(lines)


def as_page(
    conversation: Conversation, messages: Iterable[Message], house: Workspace, *, cut: bool
) -> str:
    """Everything in it is escaped."""
    title = escape(_title(conversation))
    said = "".join(
        f"<div><small>{escape(line.who)}, {escape(line.at)}</small><p>{escape(line.said)}</p></div>"
        for line in _lines(conversation, messages, house)
    )
    notice = f"<p>{escape(CUT[house.default_language])}</p>" if cut else ""
    return (
        f'<!doctype html><html lang="{house.default_language}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>"
        f"<small>{escape(_begun(conversation, house))}</small>{notice}{said}</body></html>\n"
    )


def _title(conversation: Conversation) -> str:
    subject = f": {conversation.subject}" if conversation.subject else ""
    return f"{conversation.contact.name} #{conversation.number}{subject}"


def _begun(conversation: Conversation, house: Workspace) -> str:
    return f"{house.name}, {_time(conversation.started_at, house)}"


def _lines(
    conversation: Conversation, messages: Iterable[Message], house: Workspace
) -> Sequence[Line]:
    return [
        Line(_who(one, conversation, house), _time(one.at, house), _said(one, house))
        for one in messages
        if one.visibility is Visibility.PUBLIC
    ]


def _who(message: Message, conversation: Conversation, house: Workspace) -> str:
    author = message.author
    match author.kind:
        case AuthorKind.CUSTOMER:
            # In a group, and in mails, others than the contact write as well.
            contact = conversation.contact
            return contact.name if author.id == contact.id else author.name or contact.name
        case AuthorKind.AGENT:
            return first_name(author.name or house.name)
        case _:
            return HOUSE[house.default_language]


def _said(message: Message, house: Workspace) -> str:
    if message.deleted_at is not None:
        return DELETED[house.default_language]
    language, place = house.default_language, message.location
    files = [one.name for one in message.attachments] + [one.name for one in message.remote_files]
    parts = [
        message.text,
        *(f"{FILE[language]}: {name}" for name in files),
        *_place(place, language),
        *(
            f"{PERSON[language]}: {', '.join([one.name, *one.phones, *one.emails])}"
            for one in message.contacts
        ),
    ]
    return "\n".join(part for part in parts if part) or WORDLESS[language]


def _place(place: Location | None, language: Language) -> list[str]:
    if place is None:
        return []
    named = [part for part in (place.name, place.address) if part]
    return [f"{PLACE[language]}: {', '.join([*named, f'{place.latitude}, {place.longitude}'])}"]


def _time(at: datetime, house: Workspace) -> str:
    return at.astimezone(ZoneInfo(house.time_zone)).strftime("%Y-%m-%d %H:%M %Z")
