"""What has no kind of its own with us: its name, and what a person could read in it."""

from collections.abc import Iterator
from typing import Any

from channels_adapters.kit.cleaning import clean_line, clean_text
from channels_adapters.telegram.payloads import Message

NOT_CONTENT = {
    "message_id", "message_thread_id", "is_topic_message", "direct_messages_topic", "date",
    "edit_date", "chat", "from", "sender", "sender_chat", "sender_boost_count", "sender_tag",
    "media_group_id", "reply_to_message", "external_reply", "quote", "reply_to_story",
    "reply_to_checklist_task_id", "reply_to_poll_option_id", "forward_origin", "via_bot",
    "forward_from", "forward_from_chat", "forward_from_message_id", "forward_signature",
    "forward_sender_name", "forward_date", "business_connection_id", "sender_business_bot",
    "receiver_user", "guest_query_id", "guest_bot_caller_user", "guest_bot_caller_chat",
    "has_protected_content", "is_from_offline", "author_signature", "text", "entities", "caption",
    "caption_entities", "link_preview_options", "effect_id", "show_caption_above_media",
    "has_media_spoiler", "reply_markup", "is_automatic_forward", "ephemeral_message_id",
    "paid_star_count", "suggested_post_info", "is_paid_post", "migrate_to_chat_id",
    "migrate_from_chat_id",
}  # fmt: skip
"""What a message says beside its content."""

SERVICE = {
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo",
    "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created",
    "message_auto_delete_timer_changed", "pinned_message", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
    "general_forum_topic_hidden", "general_forum_topic_unhidden", "video_chat_scheduled",
    "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "boost_added",
    "chat_background_set", "write_access_allowed", "connected_website",
    "proximity_alert_triggered", "giveaway_created", "giveaway_completed", "chat_owner_left",
    "chat_owner_changed", "community_chat_added", "community_chat_joined", "community_chat_removed",
    "paid_message_price_changed", "direct_message_price_changed", "suggested_post_approved",
    "suggested_post_approval_failed", "suggested_post_declined", "suggested_post_paid",
    "suggested_post_refunded", "managed_bot_created",
}  # fmt: skip
"""About the chat, not said in it: somebody joined, a title changed."""

NOTHING = "empty"
"""The name of what has no content."""

WHOLE = {"XTR", "CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND"}
"""Currencies without a smaller unit; the first one is Telegram's stars."""

TELLING = (
    "question", "title", "name", "text", "option_text", "description", "prize_description", "emoji",
    "first_name",
)  # fmt: skip
"""Where words stand in what is shown as it came, the first first."""


def service_in(message: Message) -> str | None:
    """Which news of the chat it is."""
    more = message.model_extra or {}
    found = [name for name in SERVICE if is_there(more.get(name))]
    return min(found) if found else None


def is_there(value: Any) -> bool:
    """Some programs write out every field, also those that hold nothing. An empty object is something."""
    return value is not None and value is not False and value != []


def name_of_content(message: Message) -> str:
    """The provider's own name for it."""
    given = message.model_fields_set | set(message.model_extra or {})
    there = [name for name in given - NOT_CONTENT if is_there(_content(message, name))]
    named = sorted(there, key=lambda name: (not _holds(message, name), name))
    return clean_line(named[0], 60) or NOTHING if named else NOTHING


def said_in(message: Message) -> str:
    """What a person could read in it, line by line."""
    content = _content(message, name_of_content(message))
    if not isinstance(content, dict):
        return clean_text(content) if isinstance(content, str) else ""
    return clean_text("\n".join(_lines(content)))


def _lines(content: dict[str, Any]) -> Iterator[str]:
    first = next((clean_text(content[name]) for name in TELLING if _is_text(content, name)), "")
    if type(content.get("value")) is int:
        # Of a die.
        first = f"{first} {content['value']}"
    if first:
        yield first
    if type(content.get("total_amount")) is int and _is_text(content, "currency"):
        yield _amount(content["total_amount"], content["currency"])
    for inner in ("gift", "chat"):
        if not first and isinstance(content.get(inner), dict):
            yield from _lines(content[inner])
    for several in ("options", "tasks", "users"):
        listed = content.get(several)
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict):
                yield from (f"- {line}" if first else line for line in _lines(each))


def _amount(units: int, currency: str) -> str:
    """Told in the smallest unit of the currency, mostly a hundredth."""
    return f"{units if currency in WHOLE else f'{units / 100:.2f}'} {clean_text(currency)}"


def _is_text(content: dict[str, Any], name: str) -> bool:
    return isinstance(content.get(name), str) and bool(clean_text(content[name]))


def _content(message: Message, name: str) -> Any:
    value = getattr(message, name, None) if name in Message.model_fields else None
    if value is None:
        return (message.model_extra or {}).get(name)
    return value.model_dump() if hasattr(value, "model_dump") else value


def _holds(message: Message, name: str) -> bool:
    """Content is an object; what is new beside it mostly a flag or a number."""
    return isinstance(_content(message, name), dict | list)
