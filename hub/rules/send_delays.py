"""How long what cannot be sent now waits, and when it is given up."""

import math
from datetime import datetime, timedelta

from channels_adapters.base import Medium, SendDelayed
from hub.kit.dice import DICE

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
"""Seconds between tries for one recipient. A provider's limit on a pair wants 1, 4, 16, 64."""

FIRST_CHANNEL_PAUSE, LONGEST_CHANNEL_PAUSE = 2.0, 60.0
"""Seconds between tries of a channel whose provider is away or asks for patience."""

LONGEST_ASKED = 3600.0
"""Seconds; who asks for more is asked again after so long. A slip of a provider's stops no channel for
years."""

PATIENCE = {Medium.CHAT: timedelta(hours=24), Medium.MAIL: timedelta(days=3)}
"""How long one message is tried before it has failed."""


def pause_of_recipient(delayed: SendDelayed, attempts: int) -> float:
    """Seconds; ``attempts`` before this one. Never less than what the provider asks for."""
    own = min(FIRST_PAUSE * 4 ** min(attempts, 10), LONGEST_PAUSE)
    return _at_least(delayed.retry_after, own)


def pause_of_channel(delayed: SendDelayed, failures: int) -> float:
    own = min(FIRST_CHANNEL_PAUSE * 2 ** min(failures, 10), LONGEST_CHANNEL_PAUSE)
    return _at_least(delayed.retry_after, own)


def is_given_up(delayed_since: datetime | None, now: datetime, medium: Medium) -> bool:
    return delayed_since is not None and now - delayed_since >= PATIENCE[medium]


def _at_least(asked: float | None, own: float) -> float:
    """Those who wait must not all come back at once. What is no length of time was not asked for."""
    if asked is None or math.isnan(asked) or asked <= 0:
        return own * DICE.uniform(0.75, 1.25)
    seconds = min(max(asked, FIRST_PAUSE), LONGEST_ASKED)
    return seconds + DICE.uniform(0.0, min(1.0, 0.1 * seconds))
