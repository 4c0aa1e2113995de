"""Why Telegram refuses a message for good: it has one code for nearly everything, and says the rest in words.

The words are those of the Bot API server and of Telegram's own errors behind it; case does not count.
"""

REFUSALS: dict[str, tuple[str, ...]] = {
    "removed": (
        "bot was kicked", "bot is not a member", "group chat was deleted", "channel_private",
        "user_not_participant",
    ),
    "no_rights": (
        "not enough rights", "have no rights", "need administrator rights", "write_forbidden",
        "chat_restricted", "send_plain_forbidden", "chat_admin_required",
        "chat_send_", "chat_guest_send_forbidden",
    ),
    "voice_forbidden": ("voice_messages_forbidden",),
    "blocked": (
        "bot was blocked", "user is deactivated", "user_is_blocked", "input_user_deactivated",
    ),
    "not_begun": (
        "chat not found", "can't initiate conversation", "peer_id_invalid", "user not found",
        "can't send messages to bots", "chat_id is empty", "user_id_invalid",
    ),
    "topic_gone": ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid"),
    "business_ended": (
        "business_connection", "business connection", "business_peer", "business_chat",
    ),
    "text_too_long": ("message is too long", "caption is too long", "caption_too_long",
        "message_too_long", "text is too long"),
    "empty": ("text is empty", "text must be non-empty", "message_empty", "message must be non-empty"),
    "file_size": ("too large", "file is too big", "file_parts_invalid", "too big"),
    "file_refused": (
        "wrong file identifier", "wrong remote file", "wrong type of", "file must be non-empty",
        "can't use file", "failed to get http url content", "photo_", "image_process_failed",
        "video_", "document_invalid", "media_", "webpage_", "there is no ",
    ),
}  # fmt: skip
"""Our word for it, and what the description has in it; the first that fits."""


def refusal_in(code: int, description: str) -> str:
    said = description.lower()
    for refusal, words in REFUSALS.items():
        if any(each in said for each in words):
            return refusal
    # Forbidden, and it does not say why: he wants nothing from us.
    return {403: "blocked", 413: "file_size"}.get(code, str(code))
