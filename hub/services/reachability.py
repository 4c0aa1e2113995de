"""On which channels a contact can be written to, and where."""

from datetime import datetime, timedelta

from channels_adapters.base import Medium, Traits
from channels_adapters.registry import adapter_of
from hub.rules.reaching import Reach, address_known
from hub.store.mongo import Store
from models.documents import Channel, Contact, Conversation, Identity


async def of_contact(store: Store, contact: Contact | None, channels: list[Channel]) -> list[Reach]:
    """Without a contact: the channels on which a typed address can be written to first."""
    fitting = [
        one for one in channels if one.enabled and not adapter_of(one.kind).traits.delivers_by_feed
    ]
    reaches = [await _on(store, contact, channel) for channel in fitting]
    return [one for one in reaches if one.address is not None or one.asks_address]


async def _on(store: Store, contact: Contact | None, channel: Channel) -> Reach:
    traits = adapter_of(channel.kind).traits
    identity = await _identity(store, contact, channel)
    known = address_known(traits, contact) if contact else None
    newest = await _newest(store, identity) if identity else None
    ends = _window_ends(traits, newest)
    return Reach(
        channel=channel,
        identity=identity,
        address=identity.address if identity else known,
        asks_address=traits.starts,
        window_open=traits.window is None or (ends is not None and store.clock.now() < ends),
        window_ends=ends,
        open=newest if newest and newest.open and traits.medium is not Medium.MAIL else None,
    )


async def _identity(store: Store, contact: Contact | None, channel: Channel) -> Identity | None:
    if contact is None:
        return None
    found = await store.find(
        Identity,
        {"contact_id": contact.id, "channel_id": channel.id},
        sort=[("created_at", -1)],
        limit=1,
    )
    return found[0] if found else None


async def _newest(store: Store, identity: Identity) -> Conversation | None:
    found = await store.find(
        Conversation,
        {"channel_id": identity.channel_id, "thread_key": identity.address},
        sort=[("started_at", -1)],
        limit=1,
    )
    return found[0] if found else None


def _window_ends(traits: Traits, newest: Conversation | None) -> datetime | None:
    if traits.window is None or newest is None or newest.last_inbound_at is None:
        return None
    return newest.last_inbound_at + timedelta(seconds=traits.window)
