"""What a list of conversations may be asked for."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field

from models.documents.base import Id
from models.wire.base import Closed, WireId
from models.words import ConversationState, ConversationType

MOST = 100
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)

Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
Cursor = Annotated[str, Field(max_length=200)]
Limit = Annotated[int, Field(ge=1, le=MOST)]


class Tab(StrEnum):
    MINE = "mine"
    QUEUED = "queued"
    HANDLED = "handled"
    ALL = "all"
    UNANSWERED = "unanswered"
    ARCHIVE = "archive"


class PageQuery(Closed):
    cursor: Cursor | None = None
    limit: Limit = 50


class MessagesQuery(PageQuery):
    """``around``: the page in the middle of which this message stands."""

    around: WireId | None = None


class ConversationsQuery(PageQuery):
    """Several values of a filter are OR, filters are AND. Days are those of the workspace."""

    tab: Tab = Tab.MINE
    type: list[ConversationType] = []
    state: list[ConversationState] = []
    channel_id: list[WireId] = []
    department_id: list[WireId] = []
    agent_id: list[WireId] = []
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


def filters(query: ConversationsQuery, time_zone: str) -> list[dict[str, Any]]:
    """The filters as conditions that must all hold."""
    conditions: list[dict[str, Any]] = [
        {field: {"$in": values}}
        for field, values in (
            ("type", [word.value for word in query.type]),
            ("state", [word.value for word in query.state]),
            ("channel_id", [Id(id) for id in query.channel_id]),
            ("department_id", [Id(id) for id in query.department_id]),
            ("assignee.id", [Id(id) for id in query.agent_id]),
        )
        if values
    ]
    zone = ZoneInfo(time_zone)
    if query.from_ is not None:
        conditions.append({"started_at": {"$gte": _start_of(query.from_, zone)}})
    if query.to is not None:
        after = _start_of(query.to + timedelta(days=1), zone)
        conditions.append({"started_at": {"$lt": after}})
    return conditions


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
