"""Answers on their way to the Bot API: which calls a message takes, and each call."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

from channels_adapters.base import Account, SendRefused, SendUncertain
from channels_adapters.kit.pieces import pieces
from channels_adapters.telegram.bot import Bot, ChatMoved
from channels_adapters.telegram.places import Target, message_key
from models.envelopes import Outgoing, OutgoingFile, Sent

MIB = 1024 * 1024
MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_PHOTO, MAX_FILE = 10 * MIB, 50 * MIB

METHODS = {
    "image": ("sendPhoto", "photo"),
    "video": ("sendVideo", "video"),
    "audio": ("sendAudio", "audio"),
    "voice": ("sendVoice", "voice"),
    "document": ("sendDocument", "document"),
}
NO_PICTURE = ("PHOTO_", "IMAGE_PROCESS_FAILED")
"""How Telegram begins what it says of pictures that it cannot show as such."""

PHOTOS = {"image/jpeg", "image/png", "image/webp"}


def split(outgoing: Outgoing) -> list[Outgoing]:
    """One file a call, the text as the caption of the first where it fits; else before it."""
    files, text = outgoing.files, outgoing.text
    captioned = bool(files) and units(text) <= MAX_CAPTION
    calls: list[tuple[str, list[OutgoingFile]]] = []
    if text and not captioned:
        calls += [(piece, []) for piece in in_units(text)]
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


def units(text: str) -> int:
    """Telegram counts UTF-16 code units: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def in_units(text: str) -> list[str]:
    """Pieces that fit, however many of their letters count twice."""
    cut = pieces(text, MAX_TEXT)
    if all(units(piece) <= MAX_TEXT for piece in cut):
        return cut
    return pieces(text, MAX_TEXT // 2)


async def send(account: Account, outgoing: Outgoing) -> Sent:
    """Raises SendRefused, SendDelayed, SendUncertain, AccountBroken."""
    target = _target(outgoing)
    try:
        result = await _send_to(account, outgoing, target)
    except ChatMoved as moved:
        target = replace(target, chat_id=moved.chat)
        result = await _send_to(account, outgoing, target)
    id = result.get("message_id") if isinstance(result, dict) else None
    if not isinstance(id, int):
        raise SendUncertain("no_answer", "the answer names no message")
    return Sent(external_id=message_key(target.chat_id, id, target.connection))


async def _send_to(account: Account, outgoing: Outgoing, target: Target) -> Any:
    bot, place = Bot(account), _place(target, outgoing.reply_to)
    if outgoing.files:
        return await _send_file(bot, place, outgoing.files[0], outgoing.text)
    return await bot.call("sendMessage", harmless=False, text=outgoing.text, **place)


def _target(outgoing: Outgoing) -> Target:
    try:
        return Target.read(outgoing.chat_id or outgoing.address)
    except ValueError:
        raise SendRefused("address", "is no chat of Telegram") from None


def _place(target: Target, reply_to: str | None) -> dict[str, Any]:
    place: dict[str, Any] = {"chat_id": target.chat_id}
    if target.topic is not None:
        name = "direct_messages_topic_id" if target.direct else "message_thread_id"
        place[name] = target.topic
    if target.connection:
        place["business_connection_id"] = target.connection
    quoted = (reply_to or "").rpartition(":")[2]
    if quoted.isdigit():
        # Should it be gone meanwhile, the answer still goes out.
        place["reply_parameters"] = {
            "message_id": int(quoted),
            "allow_sending_without_reply": True,
        }
    return place


async def _send_file(bot: Bot, place: dict[str, Any], file: OutgoingFile, caption: str) -> Any:
    kind = _kind_of(file)
    try:
        return await _send_as(kind, bot, place, file, caption)
    except SendRefused as refused:
        # Too long or too wide for a picture, or none to Telegram: nothing was sent.
        if kind != "image" or not any(word in refused.detail for word in NO_PICTURE):
            raise
        return await _send_as("document", bot, place, file, caption)


async def _send_as(
    kind: str, bot: Bot, place: dict[str, Any], file: OutgoingFile, caption: str
) -> Any:
    method, field = METHODS[kind]
    fields = {**place, **({"caption": caption} if caption else {})}
    boundary = uuid4().hex
    head, tail = _around(boundary, fields, field, file)
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(head) + file.size + len(tail)),
    }
    return await bot.post_form(method, _multipart(head, file, tail), headers)


def _kind_of(file: OutgoingFile) -> str:
    """What is too large for its own kind goes as a document."""
    if file.size > MAX_FILE:
        raise SendRefused("file_size", f"{file.size} bytes; Telegram takes {MAX_FILE}")
    if file.kind == "image":
        return "image" if file.mime in PHOTOS and file.size <= MAX_PHOTO else "document"
    if file.kind in ("audio", "voice") and file.mime == "audio/ogg":
        return "voice"
    if file.kind == "audio" and file.mime in ("audio/mpeg", "audio/mp4"):
        return "audio"
    if file.kind == "video" and file.mime == "video/mp4":
        return "video"
    return "document"


def _around(
    boundary: str, fields: dict[str, Any], field: str, file: OutgoingFile
) -> tuple[bytes, bytes]:
    """What stands before and after the bytes of the file."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        f"{value if isinstance(value, str) else json.dumps(value)}\r\n"
        for name, value in fields.items()
    ]
    name = "".join("_" if c in '"\r\n\\' else c for c in file.name)
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        f"Content-Type: {file.mime}\r\n\r\n"
    )
    return "".join(parts).encode(), f"\r\n--{boundary}--\r\n".encode()


async def _multipart(head: bytes, file: OutgoingFile, tail: bytes) -> AsyncIterator[bytes]:
    yield head
    async for piece in file.open():
        yield piece
    yield tail
