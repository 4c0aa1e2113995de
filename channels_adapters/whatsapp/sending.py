"""Answers on their way to the Graph API: which calls a message takes, and each call's body."""

from dataclasses import replace
from typing import Any

from channels_adapters.base import Account, SendUncertain
from channels_adapters.kit.pieces import pieces
from channels_adapters.kit.tolerant import Loose, read
from channels_adapters.whatsapp.correlation import correlation_id
from channels_adapters.whatsapp.files import CAPTIONED, takes_caption, type_of
from channels_adapters.whatsapp.graph import Graph
from channels_adapters.whatsapp.media import upload
from channels_adapters.whatsapp.people import is_user_id
from channels_adapters.whatsapp.templates import template_body
from models.envelopes import Outgoing, OutgoingFile, Sent

MAX_TEXT = 4096
MAX_CAPTION = 1024


def split(outgoing: Outgoing) -> list[Outgoing]:
    """One file a call, the text as the caption of the first where it can be one; else before it."""
    if outgoing.template is not None:
        return [replace(outgoing, part=0)]
    files, text = outgoing.files, outgoing.text
    captioned = bool(files) and len(text) <= MAX_CAPTION and takes_caption(files[0])
    calls: list[tuple[str, list[OutgoingFile]]] = []
    if text and not captioned:
        calls += [(piece, []) for piece in pieces(text, MAX_TEXT)]
    for index, file in enumerate(files):
        calls.append((text if captioned and index == 0 else "", [file]))
    return [
        replace(
            outgoing,
            text=words,
            files=own,
            part=part,
            reply_to=outgoing.reply_to if part == 0 else None,
        )
        for part, (words, own) in enumerate(calls)
    ]


class _Answer(Loose):
    class Contact(Loose):
        input: str | None = None
        wa_id: str | None = None

    class Message(Loose):
        id: str | None = None

    contacts: list[Contact] = []
    messages: list[Message] = []


async def send(account: Account, outgoing: Outgoing) -> Sent:
    """Raises SendRefused, SendDelayed, SendUncertain, AccountBroken."""
    graph = Graph(account)
    body = await _body(graph, outgoing)
    answer = read(
        _Answer,
        await graph.post(graph.settings.phone_number_id, "messages", body=body, harmless=False),
    )
    id = next((each.id for each in answer.messages if each.id), None)
    if id is None:
        raise SendUncertain("no_answer", "the answer names no message")
    return Sent(external_id=id, address=_real_address(outgoing, answer))


def _real_address(outgoing: Outgoing, answer: _Answer) -> str | None:
    """The number under which WhatsApp knows him: some countries write theirs in two ways."""
    if outgoing.chat_id is not None or is_user_id(outgoing.address):
        return None
    return next((each.wa_id for each in answer.contacts if each.wa_id), None)


async def _body(graph: Graph, outgoing: Outgoing) -> dict[str, Any]:
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        **_recipient(outgoing),
        **await _content(graph, outgoing),
        "biz_opaque_callback_data": correlation_id(outgoing.message_id, outgoing.part),
    }
    if outgoing.reply_to:
        body["context"] = {"message_id": outgoing.reply_to}
    return body


def _recipient(outgoing: Outgoing) -> dict[str, str]:
    """A number stands in ``to``, a user id in ``recipient``: the other way round Meta answers 200
    and sends nothing."""
    if outgoing.chat_id is not None:
        return {"recipient_type": "group", "to": outgoing.chat_id}
    if is_user_id(outgoing.address):
        return {"recipient_type": "individual", "recipient": outgoing.address}
    return {"recipient_type": "individual", "to": outgoing.address.removeprefix("+")}


async def _content(graph: Graph, outgoing: Outgoing) -> dict[str, Any]:
    if outgoing.template is not None:
        template = outgoing.template
        media = await _file(graph, template.media, caption="") if template.media else None
        return {"type": "template", "template": template_body(template, media)}
    if outgoing.files:
        return await _file(graph, outgoing.files[0], caption=outgoing.text)
    return {"type": "text", "text": {"body": outgoing.text}}


async def _file(graph: Graph, file: OutgoingFile, caption: str) -> dict[str, Any]:
    type = type_of(file)
    content: dict[str, Any] = {"id": await upload(graph, file)}
    if caption and type in CAPTIONED:
        content["caption"] = caption
    if type == "document":
        content["filename"] = file.name
    if type == "audio" and file.kind == "voice":
        content["voice"] = True
    return {"type": type, type: content}
