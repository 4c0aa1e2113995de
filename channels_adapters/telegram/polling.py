"""Long polling, for a hub without a public address.

Asking from a number confirms everything below it, and Telegram forgets what is confirmed: so a batch is
confirmed only after it has been stored. After a week of silence numbers begin anew anywhere, also lower,
and asking from an old number would throw them away: the first question names none, and what was stored
already is known by its number being in the set that is kept as the place.
"""

import json
from collections.abc import Mapping
from typing import Any

from channels_adapters.base import Account, Deliver, Payload
from channels_adapters.telegram.bot import Bot

ALLOWED = [
    "message", "edited_message", "callback_query", "my_chat_member", "message_reaction",
    "business_connection", "business_message", "edited_business_message",
    "deleted_business_messages",
]  # fmt: skip
"""Said each time: reactions are among those that are never sent by default."""

WAIT_SECONDS = 25
AT_ONCE = 100


async def watch(account: Account, place: Mapping[str, Any], deliver: Deliver) -> None:
    """Run until cancelled. Raises SendDelayed, AccountBroken."""
    bot = Bot(account)
    stored, confirmed_from = _numbers(place), None
    while True:
        updates = await _ask(bot, confirmed_from)
        # What was confirmed is forgotten, so after silence no number is needed.
        confirmed_from = None
        if not updates:
            continue
        numbers = [each["update_id"] for each in updates]
        fresh = [each for each in updates if each["update_id"] not in stored]
        if fresh:
            payloads = [Payload(json.dumps(each).encode()) for each in fresh]
            await deliver(payloads, {"stored": numbers})
        stored = set(numbers)
        confirmed_from = numbers[-1] + 1


async def _ask(bot: Bot, confirmed_from: int | None) -> list[dict[str, Any]]:
    found = await bot.call(
        "getUpdates",
        harmless=True,
        offset=confirmed_from,
        limit=AT_ONCE,
        timeout=WAIT_SECONDS,
        allowed_updates=ALLOWED,
    )
    every = found if isinstance(found, list) else []
    return [each for each in every if isinstance(each, dict) and _is_numbered(each)]


def _is_numbered(update: dict[str, Any]) -> bool:
    return type(update.get("update_id")) is int


def _numbers(place: Mapping[str, Any]) -> set[int]:
    stored = place.get("stored")
    return {each for each in stored if type(each) is int} if isinstance(stored, list) else set()
