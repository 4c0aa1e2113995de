"""Rows of the journal as spans: a state lasts until the next one of the same agent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.documents import Event
from models.documents.base import Id
from models.words import EventType


@dataclass(frozen=True)
class Line:
    """A row of the log; ``until`` is None while its state lasts, and for what has no duration."""

    row: Event
    until: datetime | None


def as_lines(rows: Sequence[Event], next_of: Mapping[Id, datetime]) -> list[Line]:
    """``rows`` the newest first; ``next_of``: when each agent's state changed after all of them."""
    ends = dict(next_of)
    lines = []
    for row in rows:
        if row.type is not EventType.AGENT_PRESENCE_CHANGED:
            lines.append(Line(row, None))
            continue
        lines.append(Line(row, ends.get(row.object.id)))
        ends[row.object.id] = row.at
    return lines
