"""What the kinds of channels differ in when a past is made up: addresses, ids, what is reported."""

import base64
from random import Random
from typing import Any

from channels_adapters.livechat.settings import LiveChatSettings
from channels_adapters.registry import adapter_of
from models.documents import Message
from models.documents.base import Id
from models.documents.message import Mail
from models.words import MessageStatus

CHAT, WHATSAPP, TELEGRAM, EMAIL = "livechat", "whatsapp", "telegram", "email"

MAILBOX = "halo@paketara.example"
HOST = "127.0.0.1"

SETTINGS: dict[str, dict[str, Any]] = {
    WHATSAPP: {"phone_number_id": "106540352242922", "waba_id": "102290129340398"},
    TELEGRAM: {"mode": "webhook"},
    EMAIL: {"address": MAILBOX, "imap_host": HOST, "smtp_host": HOST, "smtp_security": "none"},
}
"""Until a stand-in is connected: see connecting.py."""


def new_address(kind: str, id: Id, name: str, rng: Random) -> str:
    """What the provider calls somebody new."""
    if kind == WHATSAPP:
        return f"62811555{rng.randint(0, 99999):05}"
    if kind == TELEGRAM:
        return str(rng.randint(100_000_000, 999_999_999))
    if kind == EMAIL:
        return email_of(name)
    return str(id)


def email_of(name: str) -> str:
    letters = "".join(c if c.isascii() and c.isalpha() else "." for c in name.lower())
    return ".".join(part for part in letters.split(".") if part) + "@surel.example"


def phone_of(kind: str, address: str) -> str | None:
    return f"+{address}" if kind == WHATSAPP else None


def new_message_id(kind: str, address: str, number: int, rng: Random) -> str:
    """What the provider calls a message. ``number`` counts those of a conversation."""
    if kind == WHATSAPP:
        return "wamid." + base64.b64encode(rng.randbytes(36)).decode()
    if kind == TELEGRAM:
        return f"{address}:{rng.randint(1, 10**6) * 100 + number}"
    if kind == EMAIL:
        return f"{rng.getrandbits(64):016x}@surel.example"
    return f"{address}:{rng.getrandbits(64):016x}"


def furthest(kind: str, status: MessageStatus) -> MessageStatus:
    """How far a message can be known to have come."""
    traits = adapter_of(kind).traits
    reports = traits.reports_reading or traits.delivers_by_feed
    return status if reports else MessageStatus.SENT


def mail_head(
    earlier: list[Message], id: str, subject: str, sender: tuple[str, str], to: str
) -> Mail:
    """``sender``: name and address; ``earlier``: the mails of the thread before it."""
    name, address = sender
    ids = [each.mail.message_id for each in earlier if each.mail and each.mail.message_id]
    return Mail(
        subject=f"Re: {subject}" if ids else subject,
        from_name=name,
        from_address=address,
        to=[to],
        message_id=id,
        in_reply_to=ids[-1] if ids else None,
        references=ids,
    )


def live_chat_settings(color: str, welcome: dict[Any, str]) -> dict[str, Any]:
    settings = LiveChatSettings(allowed_sites=["*"], brand_color=color, welcome=welcome)
    return settings.model_dump(mode="json")
