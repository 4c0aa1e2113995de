"""What every stored document has in common."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from beanie import Document, PydanticObjectId
from pydantic import BaseModel, Field

Id = PydanticObjectId
"""An id as stored; on the wire its hex string."""

Time = datetime
"""Aware UTC, millisecond precision (BSON keeps no more)."""

NewId = Annotated[Id, Field(default_factory=PydanticObjectId)]


class Doc(Document):
    """A document that knows its own id before it is stored, so that one transaction can link it."""

    id: Id = Field(default_factory=PydanticObjectId, alias="_id")

    if not TYPE_CHECKING:
        # Not Beanie's, which looks at each access whether the field is still to be parsed: ten times
        # as slow, and nothing is parsed late here.
        __getattribute__ = object.__getattribute__

    UNLOADED: ClassVar[Mapping[str, int] | None] = None
    """Fields that are only searched by and never read, as a projection leaves them out."""

    @classmethod
    def collection_name(cls) -> str:
        name = getattr(cls.Settings, "name", None)
        assert isinstance(name, str)
        return name

    @classmethod
    def from_mongo(cls, raw: dict[str, Any]) -> Self:
        """Read a stored document, whatever older fields it may still carry."""
        document = cls.__new__(cls)
        # Past Beanie's constructor, which asks each time whether its collection is there.
        cls.__pydantic_validator__.validate_python(raw, self_instance=document)
        return document

    def to_mongo(self) -> dict[str, Any]:
        """The document as it is stored, ``_id`` included, without fields that are None."""
        raw: dict[str, Any] = self.model_dump(
            by_alias=True, exclude={"revision_id"}, exclude_none=True
        )
        raw["_id"] = self.id
        return raw

    class Settings:
        name: str


class Person(BaseModel):
    """A member as named inside other documents: who, and how he was called then."""

    id: Id
    name: str


class ContactName(BaseModel):
    """A contact as named inside conversations, so that a list needs one collection only."""

    id: Id
    name: str
