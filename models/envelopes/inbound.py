"""Inbound envelopes, provider-neutral. Also what ``python -m hub normalise`` prints, in camelCase.

One envelope for each thing that happened; ``event`` says which. Unknown content becomes a message
of kind ``unsupported``, never an exception.
"""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from models.words import Direction, Language, MessageKind, Suspicion


class _Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Envelope(_Camel):
    """``account_id`` is the number, bot, mailbox or widget it came to; ``timestamp`` UTC."""

    account_id: str
    timestamp: datetime


class AttachmentEnvelope(_Camel):
    """``size`` in bytes. Where the bytes are, one of three: ``stored_id`` when they already lie in
    our own store, ``content`` when they came along (a mail), ``remote_id`` when the adapter can
    fetch them. ``name`` is safe as a file name. ``refused``: why the hub did not
    store it.
    """

    kind: str
    name: str
    mime: str
    size: int | None = None
    remote_id: str | None = None
    stored_id: str | None = None
    inline: bool | None = None
    content_id: str | None = None
    content: bytes | None = Field(None, exclude=True, repr=False)
    refused: str | None = Field(None, exclude=True)


class LocationEnvelope(_Camel):
    latitude: float
    longitude: float
    name: str | None = None
    address: str | None = None


class SharedContact(_Camel):
    name: str
    phones: list[str] = Field(default_factory=list)
    emails: list[str] = Field(default_factory=list)
    organisation: str | None = None


class GroupEnvelope(_Camel):
    """Where several people write. ``name`` and ``topic`` as they are called there, where that is told."""

    id: str
    name: str | None = None
    topic: str | None = None


class Bounce(_Camel):
    """A mail that could not be delivered. ``status`` is the code of RFC 3463, such as ``5.1.1``;
    ``gave_up``: nobody tries any more, though the code speaks of a passing trouble;
    ``message_id``: the Message-ID of the mail that came back, where that is told.
    """

    recipient: str | None = None
    status: str | None = None
    gave_up: bool = False
    message_id: str | None = None


class MessageEnvelope(Envelope):
    """A message. ``thread_key`` says which conversation, ``sender_id`` which identity.

    ``chat_id`` is where an answer goes when that is not the sender (a group, a topic). In a ``group``
    the conversation is with all of it, and the sender is one of those who write there.
    ``direction`` is outbound for an echo of what was sent elsewhere; then ``sender_id`` is still the
    customer's. ``reply_to_id`` and ``target...`` name ids of the provider. ``payload`` is what a pressed
    button or chosen row carries.

    ``sender_phone``: a number the provider vouches for. ``sender_aliases``: what else the provider calls
    the same person, so that he is found again when ``sender_id`` is another one of them.

    Mail: ``references`` oldest first; ``reply_text`` without quote and signature; ``message_id`` as it
    stands in the mail, absent where there is none; ``delivered_to``: the addresses it really went to;
    ``bounce`` is the first of ``bounces``; ``suspicions``: why it is ``suspected``.

    ``fingerprint`` is given where the sender chooses ``channel_message_id`` himself (live chat):
    the same id with another fingerprint is refused instead of folded. ``earlier_fingerprints``: those
    that earlier versions have stored for the same. ``identity_id`` is set where
    the address is an id that we gave out ourselves (live chat). ``topic`` is the id of one of the
    channel's topics, chosen before the first message.
    """

    event: Literal["message"] = "message"
    direction: Direction = Direction.INBOUND
    channel_message_id: str
    thread_key: str
    sender_id: str
    sender_name: str | None = None
    sender_phone: str | None = None
    sender_aliases: list[str] = Field(default_factory=list)
    identity_id: str | None = None
    chat_id: str | None = None
    group: GroupEnvelope | None = None
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

    subject: str | None = None
    to: list[str] = Field(default_factory=list)
    cc: list[str] = Field(default_factory=list)
    reply_to: list[str] = Field(default_factory=list)
    message_id: str | None = None
    delivered_to: list[str] = Field(default_factory=list)
    in_reply_to: str | None = None
    references: list[str] = Field(default_factory=list)
    reply_text: str | None = None
    is_auto: bool | None = None
    is_bounce: bool | None = None
    bounce: Bounce | None = None
    bounces: list[Bounce] = Field(default_factory=list)
    suppress_auto_reply: bool | None = None
    suspected: bool | None = None
    suspicions: list[Suspicion] = Field(default_factory=list)

    fingerprint: str | None = None
    earlier_fingerprints: list[str] = Field(default_factory=list, exclude=True)
    emails: list[str] = Field(default_factory=list)
    phones: list[str] = Field(default_factory=list)
    language: Language | None = None
    topic: str | None = None

    @property
    def party_id(self) -> str:
        """With whom the conversation is."""
        return self.group.id if self.group else self.sender_id

    @property
    def party_name(self) -> str | None:
        return self.group.name if self.group else self.sender_name

    def says_the_same(self, fingerprint: str | None) -> bool:
        """As one that is stored with that fingerprint under its id."""
        return fingerprint in (self.fingerprint, *self.earlier_fingerprints)


class EditEnvelope(Envelope):
    """The customer changed what he had written."""

    event: Literal["edit"] = "edit"
    target_message_id: str
    chat_id: str | None = None
    text: str = ""


class DeleteEnvelope(Envelope):
    """The customer took back what he had written."""

    event: Literal["delete"] = "delete"
    target_message_id: str
    chat_id: str | None = None


class ReactionEnvelope(Envelope):
    """``removed``: he took his reaction back; ``emoji`` is then absent."""

    event: Literal["reaction"] = "reaction"
    target_message_id: str
    sender_id: str
    chat_id: str | None = None
    emoji: str | None = None
    removed: bool = False


class AccountTrouble(_Camel):
    """Something about the account that an admin has to act on. ``code``: ours, or the provider's.

    ``stops``: nothing can be sent meanwhile. ``until``: when it ends by itself, where that is told.
    """

    code: str
    stops: bool = True
    until: datetime | None = None


class StatusEnvelope(Envelope):
    """How far one of our messages has come. ``correlation_id`` is our own id, where it came back;
    ``part``: which call of that message, from 0. ``trouble``: it failed because of the account.
    """

    event: Literal["status"] = "status"
    target_message_id: str
    status: Literal["sent", "delivered", "read", "played", "failed", "deleted"]
    recipient_id: str | None = None
    error_code: str | None = None
    error_detail: str | None = None
    correlation_id: str | None = None
    part: int = 0
    trouble: AccountTrouble | None = Field(None, exclude=True)


class CallbackEnvelope(Envelope):
    """A pressed button that is no message. ``text`` stands on it, ``target_message_id`` has it; where
    an answer goes is told as in a message.
    """

    event: Literal["callback"] = "callback"
    callback_id: str
    sender_id: str
    sender_name: str | None = None
    thread_key: str | None = None
    chat_id: str | None = None
    group: GroupEnvelope | None = None
    target_message_id: str | None = None
    text: str = ""
    payload: str = ""


class MembershipEnvelope(Envelope):
    """The customer blocked us, or let us in again."""

    event: Literal["membership"] = "membership"
    sender_id: str
    can_send: bool


class IdentityChangeEnvelope(Envelope):
    """The same person or group under other ids: a new number, a new user id, a migrated group."""

    event: Literal["identity_change"] = "identity_change"
    old_ids: list[str]
    new_ids: list[str]


class PreferenceEnvelope(Envelope):
    """``value`` as the provider words it, such as ``stop`` of marketing."""

    event: Literal["preference"] = "preference"
    sender_id: str
    value: str


class SystemEnvelope(Envelope):
    """The provider about the account itself. ``kind`` as the provider words it; ``of_templates``: some of
    them are others now, so they are to be read again. ``trouble`` has begun; those with the codes ``over``
    have ended.
    """

    event: Literal["system"] = "system"
    kind: str
    text: str = ""
    of_templates: bool = Field(False, exclude=True)
    trouble: AccountTrouble | None = Field(None, exclude=True)
    over: frozenset[str] = Field(frozenset(), exclude=True)


class ErrorEnvelope(Envelope):
    """The provider reports a failure that belongs to no message."""

    event: Literal["error"] = "error"
    error_code: str
    text: str = ""
    trouble: AccountTrouble | None = Field(None, exclude=True)


class IgnoreEnvelope(Envelope):
    """Understood, and nothing for us. ``reason`` says why; ``correlation_id`` is our own id of what came
    back to us.
    """

    event: Literal["ignore"] = "ignore"
    reason: str
    correlation_id: str | None = None


AnyEnvelope = (
    MessageEnvelope
    | EditEnvelope
    | DeleteEnvelope
    | ReactionEnvelope
    | StatusEnvelope
    | CallbackEnvelope
    | MembershipEnvelope
    | IdentityChangeEnvelope
    | PreferenceEnvelope
    | SystemEnvelope
    | ErrorEnvelope
    | IgnoreEnvelope
)
