"""Where a person is reached on a channel, out of what staff type or already know of him."""

from dataclasses import dataclass
from datetime import datetime

from channels_adapters.base import AddressKind, Medium, Traits
from channels_adapters.registry import adapter_of
from hub.kit.errors import Invalid
from hub.rules.addresses import clean_email, clean_phone
from models.documents import Channel, Contact, Conversation, Identity
from models.envelopes import MessageEnvelope


@dataclass(frozen=True)
class Reach:
    """``window_ends`` is None where free text may be sent at any time, or there is no window yet."""

    channel: Channel
    identity: Identity | None
    address: str | None
    asks_address: bool
    window_open: bool
    window_ends: datetime | None
    open: Conversation | None


def address_typed(traits: Traits, typed: str, country_code: str) -> str:
    """As the channel's identities are kept. Raises Invalid for the field ``address``."""
    if not traits.starts or traits.addressed_by is None:
        raise Invalid(
            "On this channel only the customer can write first.",
            fields={"address": "cannot be written to first"},
        )
    try:
        if traits.addressed_by is AddressKind.EMAIL:
            return clean_email(typed)
        return clean_phone(typed, country_code).lstrip("+")
    except Invalid as wrong:
        [words] = (wrong.fields or {"": "is no address"}).values()
        raise Invalid(fields={"address": words}) from None


def address_known(traits: Traits, contact: Contact) -> str | None:
    """The first of a contact's own addresses that fits the channel."""
    if not traits.starts:
        return None
    match traits.addressed_by:
        case AddressKind.EMAIL:
            return next(iter(contact.emails), None)
        case AddressKind.PHONE:
            return next((phone.lstrip("+") for phone in contact.phones), None)
        case None:
            return None


def learned(traits: Traits, address: str) -> dict[str, list[str]]:
    """What such an address says of a contact that is new."""
    match traits.addressed_by:
        case AddressKind.EMAIL:
            return {"emails": [address]}
        case AddressKind.PHONE:
            return {"phones": [f"+{address}"]}
        case None:
            return {}


def proof_of(channel: Channel, envelope: MessageEnvelope) -> dict[str, str]:
    """What is certain of a sender: the number that a provider vouches for, the address of a mail."""
    traits = adapter_of(channel.kind).traits
    if not is_verified(channel, envelope) or envelope.group:
        # Of a group nothing is certain that one of its people is certain of.
        return {}
    if traits.medium is Medium.MAIL:
        return {"email": envelope.sender_id}
    if traits.verified_phone and envelope.sender_phone:
        return {"phone": f"+{envelope.sender_phone.lstrip('+')}"}
    return {}


def is_verified(channel: Channel, envelope: MessageEnvelope) -> bool:
    """Whether the sender is who the provider says. A live-chat visitor may say anything; a mail that
    its server took for spam proves nothing.
    """
    return not adapter_of(channel.kind).traits.delivers_by_feed and not envelope.suspected
