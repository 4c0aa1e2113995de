"""One item in a conversation."""

from typing import Any, ClassVar

from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import (
    AttachmentKind,
    AuthorKind,
    Direction,
    FileState,
    MessageKind,
    MessageStatus,
    Visibility,
)


class Author(BaseModel):
    kind: AuthorKind
    id: Id | None = None
    name: str | None = None


class AttachedFile(BaseModel):
    """A kept attachment as a message carries it. ``size`` in bytes.

    ``content_id``: it is a picture that stands in the mail's html, as ``cid:`` and this.
    """

    id: Id
    kind: AttachmentKind
    name: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None
    content_id: str | None = None


class RemoteFile(BaseModel):
    """A file that still lies at the provider, or could not be had. ``size`` in bytes, if told."""

    remote_id: str
    kind: AttachmentKind
    name: str
    mime: str
    size: int | None = None
    state: FileState = FileState.FETCHING
    error: str | None = None


class Location(BaseModel):
    latitude: float
    longitude: float
    name: str | None = None
    address: str | None = None


class SharedContact(BaseModel):
    name: str
    phones: list[str] = Field(default_factory=list)
    emails: list[str] = Field(default_factory=list)
    organisation: str | None = None


class Reaction(BaseModel):
    """``by`` is the address of the identity that reacted."""

    by: str
    emoji: str
    at: Time


class UsedTemplate(BaseModel):
    """``message.text`` holds it as it was filled in."""

    name: str
    language: str
    parameters: dict[str, str] = Field(default_factory=dict)


class BouncedTo(BaseModel):
    """An address that a mail did not reach. ``status`` is the code of RFC 3463; ``gave_up``: no server
    tries any more, though the code speaks of a passing trouble. ``unsure``: it was sent there, and the
    answer was lost.
    """

    address: str
    status: str | None = None
    gave_up: bool = False
    unsure: bool = False


class Mail(BaseModel):
    """The head of a mail, and its html made safe. Addresses are bare.

    In the html pictures that came along are named ``cid:``, those of the web keep their address:
    where it is shown they are loaded only when somebody asks for it (hub/presenters/mail_page.py).

    ``reply_text`` is what was written anew, without quote and signature. ``from_address`` of an
    inbound one is who wrote it, who need not be the customer; ``reply_to`` where he wants the answer.
    ``suspected``: its provider took it for spam.

    Of an outbound one: ``message_id`` is the id it goes out under, ``html`` what was written,
    ``signature`` the html that stands below it, ``quoted_id`` the message that is quoted below both.
    """

    subject: str = ""
    from_address: str | None = None
    from_name: str | None = None
    to: list[str] = Field(default_factory=list)
    cc: list[str] = Field(default_factory=list)
    bcc: list[str] = Field(default_factory=list)
    reply_to: list[str] = Field(default_factory=list)
    in_reply_to: str | None = None
    references: list[str] = Field(default_factory=list)
    html: str | None = None
    reply_text: str | None = None
    is_auto: bool = False
    suspected: bool = False
    suppress_auto_reply: bool = False
    bounced: list[BouncedTo] = Field(default_factory=list)
    message_id: str | None = None
    signature: str | None = None
    quoted_id: Id | None = None


class Message(Doc):
    """``number`` is its place in the conversation, counted from 1; order is by it, not by clock.

    ``external_id`` is the provider's id, or for live chat the visitor's ``clientId``: unique in
    its channel. ``fingerprint`` tells the same ``clientId`` with another body apart. ``remote_files`` are those
    that do not lie in our store yet. ``error_code`` as the provider words it. ``other_ids``: what the
    provider may also call it.

    Of an outbound one ``part_count`` is how many calls it takes, ``part_ids`` the provider's id of each
    that was taken, ``part_statuses`` what was reported of them, by place (hub/rules/message_parts.py).
    ``past_ids``: those of calls that failed and were made again. ``failed_for_account``: what has failed of
    it did so because the account may not send, and is made again when no call is under way.
    ``held_until``: until then it is not sent, so that its author can still take it back.
    """

    conversation_id: Id
    channel_id: Id
    number: int
    direction: Direction
    visibility: Visibility = Visibility.PUBLIC
    author: Author
    kind: MessageKind = MessageKind.TEXT
    text: str = ""
    attachments: list[AttachedFile] = Field(default_factory=list)
    mention_ids: list[Id] = Field(default_factory=list)
    reply_to_id: Id | None = None
    status: MessageStatus
    error: str | None = None
    error_code: str | None = None
    part_count: int | None = None
    part_ids: list[str] | None = None
    part_statuses: dict[str, MessageStatus] | None = None
    past_ids: list[str] | None = None
    failed_for_account: bool | None = None
    other_ids: list[str] | None = None
    held_until: Time | None = None
    remote_files: list[RemoteFile] = Field(default_factory=list)
    location: Location | None = None
    contacts: list[SharedContact] = Field(default_factory=list)
    payload: str | None = None
    referral: dict[str, Any] | None = None
    order: dict[str, Any] | None = None
    unsupported_type: str | None = None
    forwarded: bool | None = None
    reactions: list[Reaction] = Field(default_factory=list)
    edited_at: Time | None = None
    deleted_at: Time | None = None
    template: UsedTemplate | None = None
    mail: Mail | None = None
    external_id: str | None = None
    client_id: str | None = None
    fingerprint: str | None = None
    at: Time
    version: int = 1

    class Settings(Doc.Settings):
        name = "messages"
        indexes: ClassVar = [
            IndexModel([("conversation_id", ASCENDING), ("number", ASCENDING)], unique=True),
            # $exists and not $type, or no query would use them; fields that are None are not stored.
            IndexModel(
                [("channel_id", ASCENDING), ("external_id", ASCENDING)],
                name="one_of_an_external_id",
                unique=True,
                partialFilterExpression={"external_id": {"$exists": True}},
            ),
            IndexModel(
                [("author.id", ASCENDING), ("client_id", ASCENDING)],
                name="one_of_a_client_id",
                unique=True,
                partialFilterExpression={"client_id": {"$exists": True}},
            ),
            IndexModel(
                [("channel_id", ASCENDING), ("part_ids", ASCENDING)],
                name="one_of_a_part_id",
                partialFilterExpression={"part_ids": {"$exists": True}},
            ),
            # By other fields than the first: of two on the same ones Beanie builds the last alone.
            IndexModel(
                [("channel_id", ASCENDING), ("other_ids", ASCENDING)],
                name="one_of_another_id",
                partialFilterExpression={"other_ids": {"$exists": True}},
            ),
            IndexModel(
                [("conversation_id", ASCENDING), ("status", ASCENDING), ("number", ASCENDING)],
                name="next_to_be_sent",
                partialFilterExpression={"status": {"$in": ["pending", "sending"]}},
            ),
        ]
