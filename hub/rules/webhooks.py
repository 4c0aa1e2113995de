"""Where providers call us."""

from channels_adapters.base import TakesWebhooks
from channels_adapters.registry import adapter_of
from models.documents import Channel


def webhook_url(public_url: str, channel: Channel) -> str | None:
    """None for kinds whose provider does not call."""
    if not isinstance(adapter_of(channel.kind), TakesWebhooks):
        return None
    return f"{public_url}/webhooks/{channel.id}"
