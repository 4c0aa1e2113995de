"""What is in a message: its kind, its text, its files."""

import re
from collections.abc import Iterator
from typing import Any

from channels_adapters.kit.cards import card_of
from channels_adapters.kit.cleaning import (
    base_mime,
    clean_text,
    extension_of,
    file_name,
)
from channels_adapters.kit.places import place_of
from channels_adapters.kit.tolerant import read
from channels_adapters.telegram.entities import with_links
from channels_adapters.telegram.payloads import File, Location, Message
from channels_adapters.telegram.rich import files_in_blocks, place_in_blocks, text_of_blocks
from channels_adapters.telegram.unshown import NOTHING, name_of_content, said_in
from models.envelopes import AttachmentEnvelope
from models.words import MessageKind

FILES: dict[str, tuple[MessageKind, str, str]] = {
    # An animation stands in ``document`` once more, a venue in ``location``: the fuller one comes first.
    "animation": (MessageKind.ANIMATION, "video", "video/mp4"),
    "video": (MessageKind.VIDEO, "video", "video/mp4"),
    "video_note": (MessageKind.VIDEO_NOTE, "video", "video/mp4"),
    "voice": (MessageKind.VOICE, "voice", "audio/ogg"),
    "audio": (MessageKind.AUDIO, "audio", "audio/mpeg"),
    "sticker": (MessageKind.STICKER, "sticker", "image/webp"),
    "document": (MessageKind.DOCUMENT, "document", "application/octet-stream"),
}
"""Field of the message: our kind, the kind of the file, what it is when nothing is said."""


def content_of(message: Message) -> dict[str, Any]:
    """Fields of the envelope. What is not known becomes ``unsupported`` and says what came."""
    text = clean_text(
        with_links(message.text, message.entities)
        if message.text
        else with_links(message.caption, message.caption_entities)
    )
    return next(_contents(message, text))


def _contents(message: Message, text: str) -> Iterator[dict[str, Any]]:
    photo = _photo(message.photo)
    if photo:
        yield {"kind": MessageKind.IMAGE, "text": text, "attachments": photo}
    for name, (kind, file_kind, mime) in FILES.items():
        file = getattr(message, name)
        if file is not None and file.file_id:
            emoji = clean_text(file.emoji) if kind is MessageKind.STICKER else ""
            words = text or emoji
            own_mime = _sticker_mime(file) if kind is MessageKind.STICKER else mime
            attached = _attachment(_drawn(file), file_kind, own_mime, name)
            yield {"kind": kind, "text": words, "attachments": attached}
    if message.venue is not None or message.location is not None:
        yield from _place(message, text)
    if message.contact is not None:
        card = message.contact
        name = " ".join(part for part in (card.first_name, card.last_name) if part)
        shared = card_of(name, [card.phone_number], vcard=card.vcard)
        yield {"kind": MessageKind.CONTACT, "text": text, "contacts": [shared]}
    if message.web_app_data is not None and message.web_app_data.data:
        form = clean_text(message.web_app_data.data)
        pressed = clean_text(message.web_app_data.button_text)
        yield {"kind": MessageKind.FORM_REPLY, "text": pressed or form, "payload": form}
    if message.rich_message is not None:
        blocks = message.rich_message.get("blocks")
        words = clean_text(text_of_blocks(blocks))
        files = [file for name, value in files_in_blocks(blocks) for file in _file_in(name, value)]
        shown = read(Location, dict(place_in_blocks(blocks) or {}))
        place = place_of(shown.latitude, shown.longitude)
        yield {"kind": MessageKind.RICH, "text": words, "attachments": files, "location": place}
    what = name_of_content(message)
    if message.text is not None or (text and what == NOTHING):
        yield {"kind": MessageKind.TEXT, "text": text}
    yield {
        "kind": MessageKind.UNSUPPORTED,
        "text": text or said_in(message),
        "unsupported_type": what,
    }


def _photo(sizes: list[File]) -> list[AttachmentEnvelope]:
    """The largest of the sizes of one picture."""
    there = [size for size in sizes if size.file_id]
    if not there:
        return []
    largest = max(there, key=lambda size: (size.width * size.height, size.file_size or 0))
    return _attachment(largest, "image", "image/jpeg", "photo")


def _file_in(name: str, value: Any) -> list[AttachmentEnvelope]:
    """A file that stands in a block."""
    if name == "photo":
        return _photo([read(File, each) for each in value] if isinstance(value, list) else [])
    file = read(File, value)
    _, kind, mime = FILES[name]
    return _attachment(file, kind, mime, name) if file.file_id else []


def _attachment(file: File, kind: str, mime: str, otherwise: str) -> list[AttachmentEnvelope]:
    told = base_mime(file.mime_type) if file.mime_type else mime
    return [
        AttachmentEnvelope(
            kind=kind,
            name=file_name(file.file_name or _called(file, told), told, otherwise),
            mime=told,
            size=file.file_size,
            remote_id=file.file_id,
        )
    ]


def _called(file: File, mime: str) -> str | None:
    """Music has a title and no name; a sticker that moves is a packed drawing."""
    if file.is_animated:
        return "sticker.tgs"
    title = " - ".join(part for part in (file.performer, file.title) if part)
    return title + extension_of(mime) if title else None


def _drawn(file: File) -> File:
    """No browser shows a sticker that is a packed drawing; the picture that stands for it is shown."""
    still = file.thumbnail
    return still if file.is_animated and still is not None and still.file_id else file


def _sticker_mime(sticker: File) -> str:
    if sticker.is_video:
        return "video/webm"
    packed = sticker.is_animated and _drawn(sticker) is sticker
    return "application/gzip" if packed else "image/webp"


def _place(message: Message, text: str) -> Iterator[dict[str, Any]]:
    venue = message.venue
    place = (venue.location if venue else None) or message.location
    if place is None:
        return
    named = (venue.title, venue.address) if venue else (None, None)
    location = place_of(place.latitude, place.longitude, *named)
    if location is not None:
        yield {"kind": MessageKind.LOCATION, "text": text, "location": location}


def own_number(message: Message) -> str | None:
    """He has shared the number of his own account: Telegram vouches for it."""
    card, sender = message.contact, message.sender
    if card is None or sender is None or card.user_id is None or card.user_id != sender.id:
        return None
    digits = re.sub(r"\D", "", card.phone_number or "")
    return f"+{digits}" if digits.isascii() and 6 <= len(digits) <= 15 else None
