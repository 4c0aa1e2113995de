"""Long polling, for a hub without a public address.

Telegram keeps an update until a later offset confirms it: the next question is asked only after what
came has been stored. Ids usually grow by one, and jump after a week of silence; so the offset follows
what came, and never a comparison of our own.
"""

import json
from collections.abc import Mapping
from typing import Any

from channels_adapters.base import Account, Deliver, Payload
from channels_adapters.kit.tolerant import Loose, read
from channels_adapters.telegram.bot import Bot

ALLOWED = [
    "message", "edited_message", "callback_query", "my_chat_member", "message_reaction",
    "business_connection", "business_message", "edited_business_message",
    "deleted_business_messages",
]  # fmt: skip
"""Said each time: reactions are among those that are never sent by default."""

WAIT_SECONDS = 25
AT_ONCE = 100


class _Update(Loose):
    update_id: int | None = None


async def watch(account: Account, place: Mapping[str, Any], deliver: Deliver) -> None:
    """Run until cancelled. Raises SendDelayed, AccountBroken."""
    bot = Bot(account)
    offset = place.get("offset")
    while True:
        found = await bot.call(
            "getUpdates",
            harmless=True,
            offset=offset,
            limit=AT_ONCE,
            timeout=WAIT_SECONDS,
            allowed_updates=ALLOWED,
        )
        updates = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        if not updates:
            continue
        payloads = [Payload(json.dumps(one).encode()) for one in updates]
        last = read(_Update, dict(updates[-1])).update_id
        offset = last + 1 if last is not None else offset
        await deliver(payloads, {"offset": offset})
