"""Where providers call us."""

from channels_adapters.base import TakesWebhooks
from channels_adapters.registry import adapter_of
from models.documents import Channel


def webhook_path(channel: Channel) -> str | None:
    """Under the public address. None for kinds whose provider does not call."""
    if not isinstance(adapter_of(channel.kind), TakesWebhooks):
        return None
    return f"/webhooks/{channel.id}"
