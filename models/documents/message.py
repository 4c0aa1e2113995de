"""One item in a conversation."""

from typing import ClassVar

from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import (
    AttachmentKind,
    AuthorKind,
    Direction,
    MessageKind,
    MessageStatus,
    Visibility,
)


class Author(BaseModel):
    kind: AuthorKind
    id: Id | None = None
    name: str | None = None


class AttachedFile(BaseModel):
    """A kept attachment as a message carries it. ``size`` in bytes."""

    id: Id
    kind: AttachmentKind
    name: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None


class Message(Doc):
    """``number`` is its place in the conversation, counted from 1; order is by it, not by clock.

    ``external_id`` is the provider's id, or for live chat the visitor's ``clientId``: unique in
    its channel. ``fingerprint`` tells the same ``clientId`` with another body apart.
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
        ]
