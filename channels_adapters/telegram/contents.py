"""What is in a message: its kind, its text, its files."""

import re
from collections.abc import Iterator
from typing import Any

from channels_adapters.kit.cleaning import base_mime, clean_line, clean_text, file_name
from channels_adapters.telegram.payloads import File, Message
from channels_adapters.telegram.rich import text_of_blocks
from models.envelopes import AttachmentEnvelope, LocationEnvelope, SharedContact
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

NOT_CONTENT = {
    "message_id", "message_thread_id", "is_topic_message", "direct_messages_topic", "date",
    "edit_date", "chat", "from", "sender", "sender_chat", "sender_boost_count", "media_group_id",
    "reply_to_message", "external_reply", "quote", "reply_to_story", "forward_origin", "via_bot",
    "business_connection_id", "sender_business_bot", "has_protected_content", "is_from_offline",
    "author_signature", "entities", "link_preview_options", "effect_id", "caption_entities",
    "show_caption_above_media", "has_media_spoiler", "reply_markup", "is_automatic_forward",
    "ephemeral_message_id", "paid_star_count", "suggested_post_info", "is_paid_post",
}  # fmt: skip
"""What a message says beside its content."""


def content_of(message: Message) -> dict[str, Any]:
    """Fields of the envelope. What is not known becomes ``unsupported`` and says what came."""
    text = clean_text(message.text or message.caption)
    return next(_contents(message, text))


def _contents(message: Message, text: str) -> Iterator[dict[str, Any]]:
    if message.photo:
        # Sizes of one picture.
        largest = max(
            message.photo, key=lambda size: (size.width * size.height, size.file_size or 0)
        )
        photo = _attachment(largest, "image", "image/jpeg", "photo")
        yield {"kind": MessageKind.IMAGE, "text": text, "attachments": photo}
    for name, (kind, file_kind, mime) in FILES.items():
        file = getattr(message, name)
        if file is not None:
            words = text or (file.emoji or "" if kind is MessageKind.STICKER else "")
            own_mime = _sticker_mime(file) if kind is MessageKind.STICKER else mime
            attached = _attachment(file, file_kind, own_mime, name)
            yield {"kind": kind, "text": words, "attachments": attached}
    if message.venue is not None or message.location is not None:
        yield from _place(message, text)
    if message.contact is not None:
        yield {"kind": MessageKind.CONTACT, "text": text, "contacts": _card(message)}
    if message.web_app_data is not None and message.web_app_data.data:
        form = clean_text(message.web_app_data.data)
        yield {"kind": MessageKind.FORM_REPLY, "text": form, "payload": form}
    if message.rich_message is not None:
        yield {
            "kind": MessageKind.RICH,
            "text": clean_text(text_of_blocks(message.rich_message.get("blocks"))),
        }
    if message.text is not None:
        yield {"kind": MessageKind.TEXT, "text": text}
    yield {
        "kind": MessageKind.UNSUPPORTED,
        "text": _said(message),
        "unsupported_type": _type(message),
    }


def _attachment(file: File, kind: str, mime: str, otherwise: str) -> list[AttachmentEnvelope]:
    told = base_mime(file.mime_type) if file.mime_type else mime
    return [
        AttachmentEnvelope(
            kind=kind,
            name=file_name(file.file_name or file.title, told, otherwise),
            mime=told,
            size=file.file_size,
            remote_id=file.file_id,
        )
    ]


def _sticker_mime(sticker: File) -> str:
    if sticker.is_video:
        return "video/webm"
    return "application/gzip" if sticker.is_animated else "image/webp"


def _place(message: Message, text: str) -> Iterator[dict[str, Any]]:
    venue = message.venue
    place = (venue.location if venue else None) or message.location
    if place is None or place.latitude is None or place.longitude is None:
        return
    yield {
        "kind": MessageKind.LOCATION,
        "text": text,
        "location": LocationEnvelope(
            latitude=place.latitude,
            longitude=place.longitude,
            name=clean_line(venue.title) if venue else None,
            address=clean_line(venue.address, 300) if venue else None,
        ),
    }


def _card(message: Message) -> list[SharedContact]:
    card = message.contact
    assert card is not None
    name = clean_line(" ".join(part for part in (card.first_name, card.last_name) if part))
    phone = clean_line(card.phone_number, 40)
    digits = f"+{phone.lstrip('+')}" if phone else None
    return [SharedContact(name=name or digits or "?", phones=[digits] if digits else [])]


def _said(message: Message) -> str:
    """What a person could read in it."""
    if message.poll is not None:
        return clean_text(message.poll.question)
    if message.dice is not None:
        return f"{clean_text(message.dice.emoji)} {message.dice.value or ''}".strip()
    return clean_text(message.caption)


def _type(message: Message) -> str:
    given = message.model_fields_set | set(message.model_extra or {})
    named = sorted(given - NOT_CONTENT - {"text", "caption"})
    return clean_line(named[0], 60) or "empty" if named else "empty"


def own_number(message: Message) -> str | None:
    """He has shared the number of his own account: Telegram vouches for it."""
    card, sender = message.contact, message.sender
    if card is None or sender is None or card.user_id is None or card.user_id != sender.id:
        return None
    digits = re.sub(r"\D", "", card.phone_number or "")
    return f"+{digits}" if digits.isascii() and 6 <= len(digits) <= 15 else None


def is_service(message: Message) -> bool:
    """About the chat, not said in it: somebody joined, a title changed."""
    return bool(SERVICE & set(message.model_extra or {}))


SERVICE = {
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo",
    "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created",
    "message_auto_delete_timer_changed", "pinned_message", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
    "general_forum_topic_hidden", "general_forum_topic_unhidden", "video_chat_scheduled",
    "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "boost_added",
    "chat_background_set", "write_access_allowed", "users_shared", "chat_shared",
    "connected_website", "proximity_alert_triggered", "giveaway_created", "giveaway_completed",
}  # fmt: skip
