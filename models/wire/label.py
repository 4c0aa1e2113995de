"""Labels and their categories on the wire."""

from typing import Annotated

from pydantic import Field

from models.wire.base import Closed, Wire, WireId
from models.words import LabelColor, Priority

MAX_LABELS = 20
"""Labels on one conversation."""

Rank = Annotated[int, Field(ge=0, le=10_000)]


class NamedLabel(Wire):
    """A label as conversations carry it."""

    id: WireId
    name: str
    color: LabelColor


class LabelCategory(Wire):
    """``rank`` is its place among the categories."""

    id: WireId
    name: str
    rank: int
    archived: bool
    version: int


class Label(Wire):
    """``rank`` is its place in its category. An archived one is offered nowhere. ``priority``: how urgent it
    makes a conversation that is not more urgent already.
    """

    id: WireId
    name: str
    color: LabelColor
    category_id: WireId
    priority: Priority | None = None
    rank: int
    archived: bool
    version: int


class LabelCategoryBody(Closed):
    """Without ``rank`` it becomes the last."""

    name: str
    rank: Rank | None = None


class LabelCategoryPatch(Closed):
    name: str | None = None
    rank: Rank | None = None
    archived: bool | None = None


class LabelBody(Closed):
    """Without ``rank`` it becomes the last of its category."""

    name: str
    color: LabelColor = LabelColor.GRAY
    category_id: WireId
    priority: Priority | None = None
    rank: Rank | None = None


class LabelPatch(Closed):
    """``priority``: null takes it away."""

    name: str | None = None
    color: LabelColor | None = None
    category_id: WireId | None = None
    priority: Priority | None = None
    rank: Rank | None = None
    archived: bool | None = None


class LabelsBody(Closed):
    """The whole set that the conversation shall have."""

    label_ids: Annotated[list[WireId], Field(max_length=MAX_LABELS)]


class Removed(Wire):
    """What became of a thing that was to be deleted: one in use is archived instead."""

    id: WireId
    archived: bool
