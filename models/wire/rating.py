"""The one question after a chat."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.wire.base import Closed, UtcTime, Wire


class Rating(Wire):
    """How the customer was helped: 1 (poor) to 5 (very good)."""

    score: int
    comment: str | None = None
    at: UtcTime


class RatingBody(Closed):
    """``score`` from 1 to 5."""

    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, StringConstraints(max_length=1_000)] | None = None
