"""When people are there: weekly hours, and the days on which they do not count."""

from pydantic import BaseModel, Field


class Span(BaseModel):
    """Open from ``start`` to ``end``, HH:MM on the clock on the wall; ``24:00`` is the day's end."""

    start: str
    end: str


class Hours(BaseModel):
    """A week. ``always``: around the clock, holidays too, and the days do not count."""

    always: bool = True
    monday: list[Span] = Field(default_factory=list)
    tuesday: list[Span] = Field(default_factory=list)
    wednesday: list[Span] = Field(default_factory=list)
    thursday: list[Span] = Field(default_factory=list)
    friday: list[Span] = Field(default_factory=list)
    saturday: list[Span] = Field(default_factory=list)
    sunday: list[Span] = Field(default_factory=list)


class Holiday(BaseModel):
    """A closed day. ``date`` as YYYY-MM-DD. ``unsure``: a moving day that is still to be checked."""

    date: str
    name_id: str
    name_en: str
    unsure: bool = False
