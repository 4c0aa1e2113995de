"""Tells the customer's app that his pressed button was heard, or it goes on waiting for half a minute.

Beside everything else: nobody waits for it, and nothing is lost when it comes to nothing.
"""

import asyncio
from collections.abc import Callable

from channels_adapters.base import Account, AnswersCallbacks, ChannelError
from channels_adapters.registry import adapter_of
from hub.kit.log import get_logger
from models.documents import Channel
from models.envelopes import CallbackEnvelope

log = get_logger(__name__)

PATIENCE = 10.0
"""Seconds; later the app has given up."""

AT_ONCE = 50
"""Customers who press more, together, see their buttons wait."""


class AnswerCallback:
    def __init__(self, account_of: Callable[[Channel], Account]) -> None:
        self._account_of = account_of
        self._answering: set[asyncio.Task[None]] = set()

    async def __call__(self, channel: Channel, callback: CallbackEnvelope) -> None:
        """Begins with it. Call it when what the customer said has been stored."""
        adapter = adapter_of(channel.kind)
        if not isinstance(adapter, AnswersCallbacks) or len(self._answering) >= AT_ONCE:
            return
        task = asyncio.create_task(self._answer(adapter, channel, callback.callback_id))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, adapter: AnswersCallbacks, channel: Channel, callback_id: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await adapter.answer_callback(self._account_of(channel), callback_id)
        except (ChannelError, TimeoutError) as trouble:
            code = trouble.code if isinstance(trouble, ChannelError) else "timeout"
            log.info("callback_not_answered", channel=str(channel.id), code=code)
