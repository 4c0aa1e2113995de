"""What a house wants to know of its contacts besides the usual: a field that an admin defined."""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Time
from models.words import FieldType


class ContactField(Doc):
    """``key`` is the folded name, unique among those in use. An archived one keeps its values."""

    name: str
    key: str
    type: FieldType
    choices: list[str] = Field(default_factory=list)
    required: bool = False
    position: int = 0
    archived_at: Time | None = None
    version: int = 1

    class Settings(Doc.Settings):
        name = "contact_fields"
        indexes: ClassVar = [IndexModel([("position", ASCENDING)])]
