"""Messages and attachments on the wire."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from models.wire.base import ClientId, Closed, UtcTime, Wire, WireId
from models.wire.template import TemplateBody
from models.words import (
    AttachmentKind,
    AuthorKind,
    Direction,
    FileState,
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

MAX_RECIPIENTS = 50
"""Addresses in one line of a mail's head."""

MAX_SUBJECT = 500

MAX_HTML = 200_000
"""Characters of the formatted text of one mail."""

Text = Annotated[str, StringConstraints(max_length=MAX_TEXT)]


class Author(Wire):
    kind: AuthorKind
    id: WireId | None = None
    name: str | None = None


class Attachment(Wire):
    """``size`` in bytes; ``url`` is good for the caller: a cookie or bearer checks it again.
    ``inline``: a picture that stands in the text of its mail.
    """

    id: WireId
    kind: AttachmentKind
    name: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None
    url: str
    inline: bool = False


class RemoteFile(Wire):
    """A file that is still being fetched from the provider, or could not be had."""

    kind: AttachmentKind
    name: str
    mime: str
    size: int | None = None
    state: FileState
    error: str | None = None


class Location(Wire):
    latitude: float
    longitude: float
    name: str | None = None
    address: str | None = None


class SharedContact(Wire):
    name: str
    phones: list[str] = []
    emails: list[str] = []
    organisation: str | None = None


class Reaction(Wire):
    emoji: str
    at: UtcTime


class UsedTemplate(Wire):
    name: str
    language: str
    parameters: dict[str, str] = {}


class BouncedTo(Wire):
    """An address that a mail did not reach. ``status`` is the code of RFC 3463, such as 5.1.1;
    ``gaveUp``: no server tries any more, though the code speaks of a passing trouble. ``unsure``: it was
    sent there, and the answer was lost.
    """

    address: str
    status: str | None = None
    gave_up: bool = False
    unsure: bool = False


class Mail(Wire):
    """``html`` is made safe on the server; absent when it is long, and ``hasHtml`` all the same: it is
    there as a page (``.../mail``). ``replyText``: without quote and signature.

    Of one that we wrote, ``html`` is what was written; ``signature`` (html) stands below it, and
    below both the message ``quotedId``.
    """

    subject: str
    from_address: str | None = None
    from_name: str | None = None
    to: list[str] = []
    cc: list[str] = []
    bcc: list[str] = []
    html: str | None = None
    reply_text: str | None = None
    is_auto: bool = False
    suspected: bool = False
    bounced: list[BouncedTo] = []
    has_html: bool = False
    has_remote_pictures: bool = False
    signature: str | None = None
    quoted_id: WireId | None = None


class Message(Wire):
    """``number`` orders a conversation's messages, from 1. ``status`` only moves forward.

    ``errorCode`` as the provider words it. ``unsupportedType`` says what came that cannot be shown.
    ``heldUntil``: while it is ``pending`` and that lies ahead, its author may take it back.
    """

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
    remote_files: list[RemoteFile] = []
    status: MessageStatus
    held_until: UtcTime | None = None
    error: str | None = None
    error_code: str | None = None
    location: Location | None = None
    contacts: list[SharedContact] = []
    payload: str | None = None
    referral: dict[str, Any] | None = None
    order: dict[str, Any] | None = None
    unsupported_type: str | None = None
    forwarded: bool = False
    reactions: list[Reaction] = []
    edited_at: UtcTime | None = None
    deleted_at: UtcTime | None = None
    template: UsedTemplate | None = None
    email: Mail | None = None
    reply_to: WireId | None = None
    client_id: str | None = None
    at: UtcTime
    version: int


class MailHead(Closed):
    """The head of a mail that staff write, and its formatted text.

    What is absent is taken from the conversation: back to whoever wrote last, copies to those who
    had them, ``Re:`` of the last subject. With ``html`` the plain text is made from it.
    ``quotes``: the mail that is answered stands below.
    """

    to: Annotated[list[str], Field(max_length=MAX_RECIPIENTS)] | None = None
    cc: Annotated[list[str], Field(max_length=MAX_RECIPIENTS)] | None = None
    bcc: Annotated[list[str], Field(max_length=MAX_RECIPIENTS)] = []
    subject: Annotated[str, StringConstraints(max_length=MAX_SUBJECT)] | None = None
    html: Annotated[str, StringConstraints(max_length=MAX_HTML)] | None = None
    quotes: bool = True


class MessageBody(Closed):
    """What staff write. Text, files or both; or a template, with a file where it takes one.
    ``email`` only on channels of mail.
    """

    client_id: ClientId
    text: Text | None = None
    attachment_ids: list[WireId] = []
    reply_to: WireId | None = None
    visibility: Visibility = Visibility.PUBLIC
    mentions: list[WireId] = []
    email: MailHead | None = None
    template: TemplateBody | None = None
