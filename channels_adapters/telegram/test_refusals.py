"""What Telegram says when it does not send, in its own words, and what that means for us."""

import pytest

from channels_adapters.base import AccountBroken, SendDelayed, SendRefused
from channels_adapters.telegram.bot import Answer, ChatMoved, Parameters, error_of

FOR_GOOD = [
    (403, "Forbidden: bot was blocked by the user", "blocked"),
    (403, "Forbidden: user is deactivated", "blocked"),
    (403, "Forbidden: bot was kicked from the supergroup chat", "removed"),
    (403, "Forbidden: bot is not a member of the channel chat", "removed"),
    (403, "Forbidden: the group chat was deleted", "removed"),
    (403, "Forbidden: bot can't initiate conversation with a user", "not_begun"),
    (403, "Forbidden: bot can't send messages to bots", "not_begun"),
    (403, "Forbidden: something of next year", "blocked"),
    (400, "Bad Request: chat not found", "not_begun"),
    (400, "Bad Request: PEER_ID_INVALID", "not_begun"),
    (400, "Bad Request: not enough rights to send text messages to the chat", "no_rights"),
    (400, "Bad Request: have no rights to send a message", "no_rights"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", "no_rights"),
    (400, "Bad Request: message thread not found", "topic_gone"),
    (400, "Bad Request: TOPIC_CLOSED", "topic_gone"),
    (400, "Bad Request: message is too long", "text_too_long"),
    (400, "Bad Request: message caption is too long", "text_too_long"),
    (400, "Bad Request: message text is empty", "empty"),
    (400, "Bad Request: wrong file identifier/HTTP URL specified", "file_refused"),
    (
        400,
        "Bad Request: wrong remote file identifier specified: Wrong string length",
        "file_refused",
    ),
    (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", "file_refused"),
    (400, "Bad Request: failed to get HTTP URL content", "file_refused"),
    (400, "Bad Request: file is too big", "file_size"),
    (413, "Request Entity Too Large", "file_size"),
    (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", "voice_forbidden"),
    (400, "Bad Request: BUSINESS_CONNECTION_INVALID", "business_ended"),
    (400, "Bad Request: something of next year", "400"),
]


@pytest.mark.parametrize(("code", "said", "refusal"), FOR_GOOD)
def test_what_is_refused_for_good_says_why(code: int, said: str, refusal: str) -> None:
    error = error_of(code, Answer(error_code=code, description=said))
    assert isinstance(error, SendRefused)
    assert (error.code, error.detail) == (refusal, said)


def test_the_token_the_pace_and_the_group_are_told_apart() -> None:
    for code, said in ((401, "Unauthorized"), (404, "Not Found")):
        assert isinstance(error_of(code, Answer(error_code=code, description=said)), AccountBroken)
    slow = Answer(error_code=429, parameters=Parameters(retry_after=35))
    pause = error_of(429, slow)
    assert isinstance(pause, SendDelayed)
    assert (pause.retry_after, pause.whole_channel) == (35, False)
    taken = Answer(error_code=409, description="Conflict: terminated by other getUpdates request")
    twice = error_of(409, taken)
    assert isinstance(twice, SendDelayed)
    assert twice.whole_channel
    upgraded = Answer(
        error_code=400,
        description="Bad Request: group chat was upgraded to a supergroup chat",
        parameters=Parameters(migrate_to_chat_id=-1001234567890),
    )
    moved = error_of(400, upgraded)
    assert isinstance(moved, ChatMoved)
    assert moved.chat == -1001234567890
