"""How fast Telegram takes messages of a bot. Source: its FAQ on bots and limits, which promises nothing:
30 a second overall, one a second in a chat with short bursts over it, 20 a minute in a group.
"""

from dataclasses import replace

from channels_adapters.base import Limit, at_most
from channels_adapters.telegram.places import Target
from models.envelopes import Outgoing

OVERALL = at_most(30, 1.0, burst=5)
CHAT = Limit(every=1.0, burst=3)
GROUP = at_most(20, 60.0, burst=5)


def limits_of(outgoing: Outgoing) -> list[Limit]:
    try:
        chat_id = Target.read(outgoing.chat_id or outgoing.address).chat_id
    except ValueError:
        return [OVERALL]
    # Groups have negative ids; their topics count together.
    limit = GROUP if chat_id < 0 else CHAT
    return [replace(limit, recipient=str(chat_id)), OVERALL]
