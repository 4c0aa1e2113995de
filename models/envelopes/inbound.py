"""Inbound envelopes, provider-neutral. Also what ``python -m hub normalise`` prints, in camelCase."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from models.words import Direction, Language, MessageKind


class Envelope(BaseModel):
    """``account_id`` is the number, bot, mailbox or widget it came to; ``timestamp`` UTC."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    account_id: str
    timestamp: datetime


class AttachmentEnvelope(BaseModel):
    """``size`` in bytes. ``stored_id`` is set when the file already lies in our own store."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    kind: str
    name: str
    mime: str
    size: int | None = None
    remote_id: str | None = None
    stored_id: str | None = None
    inline: bool | None = None
    content_id: str | None = None


class LocationEnvelope(BaseModel):
    latitude: float
    longitude: float
    name: str | None = None
    address: str | None = None


class SharedContact(BaseModel):
    name: str
    phones: list[str] = Field(default_factory=list)
    emails: list[str] = Field(default_factory=list)
    organisation: str | None = None


class MessageEnvelope(Envelope):
    """A message. ``thread_key`` says which conversation, ``sender_id`` which identity.

    ``fingerprint`` is given where the sender chooses ``channel_message_id`` himself (live chat):
    the same id with another fingerprint is refused instead of folded. ``identity_id`` is set where
    the address is an id that we gave out ourselves (live chat). ``topic`` is the id of one of the
    channel's topics, chosen before the first message.
    """

    event: Literal["message"] = "message"
    direction: Direction = Direction.INBOUND
    channel_message_id: str
    thread_key: str
    sender_id: str
    sender_name: str | None = None
    identity_id: str | None = None
    chat_id: str | None = None
    kind: MessageKind = MessageKind.TEXT
    text: str = ""
    html: str | None = None
    attachments: list[AttachmentEnvelope] = Field(default_factory=list)
    reply_to_id: str | None = None
    forwarded: bool | None = None
    payload: str | None = None
    location: LocationEnvelope | None = None
    contacts: list[SharedContact] = Field(default_factory=list)
    referral: dict[str, Any] | None = None
    order: dict[str, Any] | None = None
    unsupported_type: str | None = None
    fingerprint: str | None = None
    emails: list[str] = Field(default_factory=list)
    phones: list[str] = Field(default_factory=list)
    language: Language | None = None
    topic: str | None = None
