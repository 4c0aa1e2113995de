"""The channels on which a contact can be written to, as staff see them."""

from hub.rules.reaching import Reach
from models.wire import starting as wire


def reachable(reach: Reach) -> wire.Reachable:
    return wire.Reachable(
        channel_id=str(reach.channel.id),
        channel_kind=reach.channel.kind,
        channel_name=reach.channel.name,
        identity_id=str(reach.identity.id) if reach.identity else None,
        address=reach.address,
        asks_address=reach.asks_address,
        window_open=reach.window_open,
        window_expires_at=reach.window_ends,
        open_conversation_id=str(reach.open.id) if reach.open else None,
    )
