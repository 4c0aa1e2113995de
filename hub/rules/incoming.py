"""One envelope on its way in, and what became of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hub.kit.errors import HubError
from models.documents import Channel, Message
from models.documents.base import Id
from models.envelopes import AnyEnvelope, MessageEnvelope

EARLIEST = datetime(2001, 1, 1, tzinfo=UTC)
"""Nothing that reaches us was written before."""

CLOCKS_APART = timedelta(days=1)
"""How far ahead of us a provider's clock may be."""

Thread = tuple[Id, str]
ExternalId = tuple[Id, str]
Address = tuple[Id, str]


@dataclass(frozen=True)
class Incoming:
    """One envelope and the channel it came to. ``history``: it is filed and disturbs nobody.
    ``network``: the fingerprint of that of a visitor, where it is known.
    """

    channel: Channel
    envelope: MessageEnvelope
    history: bool = False
    network: str | None = None

    @property
    def thread(self) -> Thread:
        return self.channel.id, self.envelope.thread_key

    @property
    def external_id(self) -> ExternalId:
        return self.channel.id, self.envelope.channel_message_id

    @property
    def address(self) -> Address:
        return self.channel.id, self.envelope.party_id


@dataclass(frozen=True)
class Received:
    """What became of an envelope: its message (an earlier one for a repeat), or a refusal."""

    message: Message | None = None
    created: bool = False
    refusal: HubError | None = None


def in_time(envelope: AnyEnvelope, now: datetime) -> AnyEnvelope:
    """What came without a time, or with one that cannot be, happened now."""
    if EARLIEST < envelope.timestamp <= now + CLOCKS_APART:
        return envelope
    return envelope.model_copy(update={"timestamp": now})
