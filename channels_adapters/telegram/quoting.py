"""What a message answers that does not stand in its own chat."""

from typing import Any

from channels_adapters.kit.cleaning import clean_line, clean_text
from channels_adapters.telegram.payloads import Message


def referral_of(message: Message) -> dict[str, Any] | None:
    """A post elsewhere, or a story: where it stood, and the words that were marked."""
    story, elsewhere = message.reply_to_story, message.external_reply
    if story is None and elsewhere is None:
        return None
    told = {
        "sourceType": "story" if story is not None else "quote",
        "headline": _place(story if story is not None else elsewhere or {}),
        "body": clean_text(message.quote.text) if message.quote else None,
    }
    return {name: text for name, text in told.items() if text}


def _place(source: dict[str, Any]) -> str | None:
    """The name of the chat, or of whoever had written it."""
    origin = source.get("origin")
    places = [source.get("chat")]
    if isinstance(origin, dict):
        places += [origin.get(name) for name in ("chat", "sender_chat", "sender_user")]
        if isinstance(origin.get("sender_user_name"), str):
            return clean_line(origin["sender_user_name"])
    for place in places:
        if isinstance(place, dict):
            name = place.get("title") or place.get("first_name") or place.get("username")
            if isinstance(name, str):
                return clean_line(name)
    return None
