"""The common ground of all wire shapes."""

from datetime import datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, PlainSerializer, StringConstraints
from pydantic.alias_generators import to_camel


def _zulu(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


UtcTime = Annotated[datetime, PlainSerializer(_zulu, return_type=str, when_used="json")]
"""ISO 8601 in UTC with milliseconds and ``Z``."""

WireId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$")]
"""An id: 24 hex digits, to be treated as opaque."""

ClientId = Annotated[str, StringConstraints(min_length=8, max_length=64, pattern=r"^[\w.:-]+$")]
"""Chosen by the writer, unique for him: the same id again is the same object again."""


class Wire(BaseModel):
    """A closed shape: unknown fields are refused, names are camelCase outside."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", from_attributes=True
    )


class Closed(Wire):
    """What a client sends; strings are stripped of NUL bytes by the shapes that take them."""


Item = TypeVar("Item")


class Page(Wire, Generic[Item]):
    """One page of a list. ``next_cursor`` is opaque and absent on the last page."""

    items: list[Item]
    next_cursor: str | None = None


class Refusal(Wire):
    """Every error answer: ``error`` for programs, ``detail`` for people, ``fields`` by field."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="allow", from_attributes=True
    )

    error: str
    detail: str
    fields: dict[str, str] | None = None
