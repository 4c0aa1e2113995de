"""What a message asks for when it keeps staged files."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.documents.base import Id


@dataclass(frozen=True)
class FileClaim:
    """``uploader`` is the room name of who uploaded them; only he may attach them."""

    ids: Sequence[Id | str]
    uploader: str
    conversation_id: Id
    message_id: Id
