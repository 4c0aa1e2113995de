"""How fast Meta takes messages of a number. Source: the Cloud API's throughput and pair rate limits.

A number: 80 a second, up to 1,000 where Meta has raised it, 20 beside the WhatsApp Business app; what
customers write counts as well. A pair of number and customer: one in 6 s, of which up to 45 may be
borrowed at once and are paid back by silence.
"""

from dataclasses import replace

from channels_adapters.base import Limit, at_most
from channels_adapters.whatsapp.settings import WhatsAppSettings
from models.envelopes import Outgoing

OURS = 0.75
"""Of a number's throughput; the rest is left to what comes in."""

PAIR = Limit(every=6.0, burst=40)
"""A little less than what may be borrowed: calls do not arrive as evenly as they leave."""


def limits_of(settings: WhatsAppSettings, outgoing: Outgoing) -> list[Limit]:
    ours = max(1, int(settings.per_second * OURS))
    number = at_most(ours, 1.0, burst=max(1, ours // 4))
    return [replace(PAIR, recipient=outgoing.chat_id or outgoing.address), number]
