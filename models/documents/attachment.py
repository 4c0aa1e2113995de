"""A file, from its upload on. Its bytes lie in GridFS under the same id."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import AttachmentKind, AttachmentState


class Attachment(Doc):
    """``staged`` until a message keeps it; staged ones are swept by their due time.

    ``uploader`` is the room name of who sent it (``member:...`` or ``visitor:...``): only he may
    attach it, and only once. ``size`` in bytes, ``sha256`` in hex.
    """

    state: AttachmentState = AttachmentState.STAGED
    uploader: str
    conversation_id: Id | None = None
    message_id: Id | None = None
    kind: AttachmentKind
    name: str
    mime: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None
    created_at: Time

    class Settings(Doc.Settings):
        name = "attachments"
        indexes: ClassVar = [
            IndexModel([("message_id", ASCENDING)]),
            IndexModel([("uploader", ASCENDING)]),
        ]
