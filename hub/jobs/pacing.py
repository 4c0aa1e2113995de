"""Waits until a provider takes the next call, before it has to complain."""

import asyncio

from channels_adapters.base import Account, Sends
from hub.services import send_paces
from hub.store.mongo import Store
from models.documents.base import Id
from models.envelopes import Outgoing

PATIENCE = 2.0
"""Seconds that one waits on the spot for the turn of the channel; less than a stopping worker has."""


async def wait_for_turn(store: Store, adapter: Sends, account: Account, call: Outgoing) -> float:
    """0 when the call may be made now; otherwise the seconds after which to ask again.

    For the turn of a recipient nobody waits on the spot: others may be written to meanwhile.
    """
    channel_id = Id(account.channel_id)
    limits = sorted(adapter.limits(account, call), key=lambda each: each.recipient is None)
    wait = 0.0
    for at, limit in enumerate(limits):
        patience = PATIENCE if limit.recipient is None else 0.0
        turn = await send_paces.take(store, channel_id, limit, patience)
        if not turn.taken:
            for taken in limits[:at]:
                await send_paces.give_back(store, channel_id, taken)
            return turn.seconds
        wait = max(wait, turn.seconds)
    if wait:
        await asyncio.sleep(wait)
    return 0.0
