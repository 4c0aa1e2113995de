"""An exported contact as a page that anybody can read; everything in it is escaped."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from models.documents import Conversation, Message
from models.words import Direction, Visibility

STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}th{text-align:left;vertical-align:top;padding-right:1rem}"
    "h2{margin-top:2.5rem;border-top:1px solid;padding-top:1rem}"
    ".us{margin-left:3rem}.note{font-style:italic}"
    "small{opacity:.7}p{white-space:pre-wrap;margin:.2rem 0 1rem;overflow-wrap:anywhere}"
)


def head(person: Mapping[str, Any]) -> str:
    contact = person["contact"]
    rows = [(name, value) for name, value in contact.items() if name != "custom"]
    rows += list(contact.get("custom", {}).items())
    rows += [("identity", f"{each['address']}") for each in person["identities"]]
    cells = "".join(
        f"<tr><th>{escape(str(name))}</th><td>{escape(_text(value))}</td></tr>"
        for name, value in rows
    )
    title = escape(str(contact["name"]))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1><table>{cells}</table>"
    )


def chat(conversation: Conversation, messages: Iterable[Message]) -> str:
    title = f"#{conversation.number} {conversation.subject or ''}".strip()
    said = "".join(_message(each) for each in messages)
    began = conversation.started_at.strftime("%Y-%m-%d %H:%M UTC")
    kind = escape(conversation.channel_kind)
    return f"<h2>{escape(title)}</h2><small>{kind}, {began}</small>{said}"


def foot() -> str:
    return "</body></html>\n"


def file_name(conversation: Conversation, message: Message, index: int) -> str:
    """Where in the archive a file lies. Its own name is safe: it was made so when it came."""
    name = message.attachments[index].name
    return f"files/{conversation.number}-{message.number}-{index + 1}-{name}"


def _message(message: Message) -> str:
    side = "us" if message.direction is Direction.OUTBOUND else "them"
    if message.visibility is Visibility.INTERNAL:
        side += " note"
    who = escape(message.author.name or message.author.kind.value)
    at = message.at.strftime("%Y-%m-%d %H:%M UTC")
    subject = f"<b>{escape(message.mail.subject)}</b> " if message.mail else ""
    files = "".join(f"<br>{escape(file.name)}" for file in message.attachments)
    text = escape(message.text)
    return f'<div class="{side}"><small>{who}, {at}</small><p>{subject}{text}{files}</p></div>'


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
