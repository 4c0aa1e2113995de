"""Reads the templates of an account from its provider. No store here: it only asks."""

import asyncio

from channels_adapters.base import Account, AccountBroken, HasTemplates, SendDelayed
from hub.kit.log import get_logger
from models.envelopes import Template

log = get_logger(__name__)

SECONDS = 60.0


async def read(adapter: HasTemplates, account: Account) -> list[Template]:
    """Raises SendDelayed, AccountBroken."""
    try:
        async with asyncio.timeout(SECONDS):
            return await adapter.templates(account)
    except (SendDelayed, AccountBroken):
        raise
    except TimeoutError as late:
        raise SendDelayed("timeout", f"no answer within {SECONDS:.0f} s") from late
    except Exception as error:
        log.exception("templates_unreadable", channel=account.channel_id)
        raise SendDelayed("internal", type(error).__name__) from error
