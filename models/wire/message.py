"""Messages and attachments on the wire."""

from typing import Annotated

from pydantic import StringConstraints

from models.wire.base import ClientId, Closed, UtcTime, Wire, WireId
from models.words import (
    AttachmentKind,
    AuthorKind,
    Direction,
    MessageKind,
    MessageStatus,
    Visibility,
)

MAX_TEXT = 16_000
"""Characters of one message."""

MAX_FILES = 10
"""Files of one message."""

MAX_MENTIONS = 20
"""Members that one private note names."""

Text = Annotated[str, StringConstraints(max_length=MAX_TEXT)]


class Author(Wire):
    kind: AuthorKind
    id: WireId | None = None
    name: str | None = None


class Attachment(Wire):
    """``size`` in bytes; ``url`` is good for the caller: a cookie or bearer checks it again."""

    id: WireId
    kind: AttachmentKind
    name: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None
    url: str


class Message(Wire):
    """``number`` orders a conversation's messages, from 1. ``status`` only moves forward."""

    id: WireId
    conversation_id: WireId
    number: int
    direction: Direction
    visibility: Visibility
    mentions: list[WireId] = []
    author: Author
    kind: MessageKind
    text: str
    attachments: list[Attachment]
    status: MessageStatus
    error: str | None = None
    reply_to: WireId | None = None
    client_id: str | None = None
    at: UtcTime
    version: int


class MessageBody(Closed):
    """What staff write. Text, files or both."""

    client_id: ClientId
    text: Text | None = None
    attachment_ids: list[WireId] = []
    reply_to: WireId | None = None
    visibility: Visibility = Visibility.PUBLIC
    mentions: list[WireId] = []
