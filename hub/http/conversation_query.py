"""What a list of conversations may be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from hub.rules.audience import ADMINS, observers_room, rooms_of_member
from hub.rules.tabs import BEGUN_LAST_FIRST, Looking, Order, Rows, Tab, index_of, order_of, rows_of
from hub.services.search import Search
from models.documents import Member
from models.documents.base import Id
from models.documents.conversation import LABELLED
from models.wire.base import Closed, WireId
from models.words import ConversationState, ConversationType, Priority, ResolveCause, Role

MOST = 100
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)

Several = Field(max_length=50)
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
Cursor = Annotated[str, Field(max_length=200)]
Limit = Annotated[int, Field(ge=1, le=MOST)]


class PageQuery(Closed):
    cursor: Cursor | None = None
    limit: Limit = 50


class MessagesQuery(PageQuery):
    """``around``: the page in the middle of which this message stands."""

    around: WireId | None = None


class ConversationsQuery(PageQuery):
    """Several values of a filter are OR, filters are AND. Days are those of the workspace, both in.

    ``agentId`` is who handles it now, or did so last. ``cause``: how it was resolved.
    """

    tab: Tab = Tab.MINE
    type: Annotated[list[ConversationType], Several] = []
    state: Annotated[list[ConversationState], Several] = []
    priority: Annotated[list[Priority], Several] = []
    cause: Annotated[list[ResolveCause], Several] = []
    channel_id: Annotated[list[WireId], Several] = []
    department_id: Annotated[list[WireId], Several] = []
    label_id: Annotated[list[WireId], Several] = []
    agent_id: Annotated[list[WireId], Several] = []
    q: Annotated[str, Field(max_length=200)] = ""
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None

    @property
    def history(self) -> bool:
        """Whether ``all`` takes in the resolved ones: as soon as one looks for something past."""
        dated = self.from_ is not None or self.to is not None
        past = dated or ConversationState.RESOLVED in self.state or bool(self.q.strip())
        return self.tab is Tab.ALL and past


@dataclass(frozen=True)
class Asked:
    """A list as it is to be read: which rows, in what order, by which index."""

    rows: Rows
    order: Order
    index: str | None


def asked_for(
    query: ConversationsQuery, looking: Looking, time_zone: str, search: Search | None
) -> Asked | None:
    """The list with every filter; None when there can be no rows."""
    rows = rows_of(query.tab, looking, history=query.history)
    if rows is None:
        return None
    conditions = search.rows[:] if search else []
    conditions += _filters(query)
    if query.label_id:
        conditions.append(LABELLED)
    narrowed = {
        field: len(values["$in"]) for each in _filters(query) for field, values in each.items()
    }
    if looking.member.role is Role.AGENT:
        # His own are fewer than those of a label; whoever oversees many sees most of these.
        narrowed.pop("label_ids", None)
    departments = [Id(id) for id in query.department_id]
    if departments and (rooms := _observing(looking.member, departments)) and "audience" in rows:
        rows["audience"] = {"$in": rooms}
    elif departments:
        # Of departments that he does not oversee he sees a few: the index leads to these.
        conditions.append({"department_id": {"$in": departments}})
        narrowed["department_id"] = len(departments)
    conditions += _days(query, ZoneInfo(time_zone))
    if query.tab in (Tab.SPAM, Tab.SUSPECTED):
        narrowed["resolve_cause"] = 1
    index = index_of(
        query.tab,
        history=query.history,
        rooms=len(rows["audience"]["$in"]) if "audience" in rows else 0,
        narrowed=narrowed,
    )
    if search and order_of(query.tab, history=query.history) is BEGUN_LAST_FIRST:
        index = _by_words(search, looking.member, narrowed) or index
    return Asked(
        {"$and": [rows, *conditions]} if conditions else rows,
        order_of(query.tab, history=query.history),
        index,
    )


def _by_words(search: Search, member: Member, narrowed: Mapping[str, int]) -> str | None:
    """Rare words lead to their few conversations. Common ones are met soon wherever one looks: so
    one looks among the caller's own, or what a filter leaves.
    """
    own = member.role is Role.AGENT or "last_agent.id" in narrowed or "resolve_cause" in narrowed
    return None if search.common and own else "search"


def _filters(query: ConversationsQuery) -> list[Rows]:
    return [
        {field: {"$in": values}}
        for field, values in (
            ("type", [word.value for word in query.type]),
            ("state", [word.value for word in query.state]),
            ("priority", [word.value for word in query.priority]),
            ("resolve_cause", [word.value for word in query.cause]),
            ("channel_id", [Id(id) for id in query.channel_id]),
            ("label_ids", [Id(id) for id in query.label_id]),
            ("last_agent.id", [Id(id) for id in query.agent_id]),
        )
        if values
    ]


def _observing(member: Member, departments: list[Id]) -> list[str]:
    """Rooms that are exactly these departments, if he sees all of them: the index knows rooms."""
    rooms = rooms_of_member(member)
    wanted = [observers_room(id) for id in departments]
    return sorted(wanted) if ADMINS in rooms or rooms.issuperset(wanted) else []


def _days(query: ConversationsQuery, zone: ZoneInfo) -> list[Rows]:
    conditions: list[Rows] = []
    if query.from_ is not None:
        conditions.append({"started_at": {"$gte": start_of(query.from_, zone)}})
    if query.to is not None:
        after = start_of(query.to + timedelta(days=1), zone)
        conditions.append({"started_at": {"$lt": after}})
    return conditions


def start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
