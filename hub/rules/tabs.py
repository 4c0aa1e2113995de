"""Which conversations stand in a list, and in what order, as MongoDB is asked for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from hub.rules.audience import ADMINS, STAFF, observers_room, queue_room, rooms_of_member
from hub.rules.queue_order import ORDER
from models.documents import Member
from models.words import ConversationState, ResolveCause

Rows = dict[str, Any]

EPOCH = datetime.fromtimestamp(0, UTC)
"""Before every stored time: "later than this" is how a partial index is told that there is one."""


class Tab(StrEnum):
    MINE = "mine"
    QUEUED = "queued"
    HANDLED = "handled"
    ALL = "all"
    UNANSWERED = "unanswered"
    EXPIRED = "expired"
    SNOOZED = "snoozed"
    MENTIONS = "mentions"
    ARCHIVE = "archive"
    SPAM = "spam"
    SUSPECTED = "suspected"


@dataclass(frozen=True)
class Order:
    """Fields and ways (1 or -1) by which a list goes; the last one is unique."""

    name: str
    keys: tuple[tuple[str, int], ...]


NEWEST_FIRST = Order("activity", (("last_activity_at", -1), ("_id", -1)))
LONGEST_QUEUED_FIRST = Order("queued", tuple(ORDER))
LONGEST_WAITING_FIRST = Order("waiting", (("waiting_since", 1), ("_id", 1)))
FIRST_BACK_FIRST = Order("snoozed", (("snoozed_until", 1), ("_id", 1)))
BEGUN_LAST_FIRST = Order("started", (("started_at", -1), ("_id", -1)))

HISTORY = frozenset({Tab.ARCHIVE, Tab.SPAM, Tab.SUSPECTED})
"""Lists of what has ended: they hold years, and go by when a conversation began."""

_ORDERS = {
    Tab.QUEUED: LONGEST_QUEUED_FIRST,
    Tab.UNANSWERED: LONGEST_WAITING_FIRST,
    Tab.SNOOZED: FIRST_BACK_FIRST,
}


@dataclass(frozen=True)
class Looking:
    """Who looks, when, and what the house's clocks say. ``unanswered_after`` in seconds.

    ``windows``: the reply window in seconds of each channel kind that has one.
    """

    member: Member
    now: datetime
    unanswered_after: int
    windows: Mapping[str, int]


_INDEXES = {
    Tab.MINE: "open_of_assignee",
    Tab.QUEUED: "queued_by_rank",
    Tab.HANDLED: "list_all_open",
    Tab.ALL: "list_all_open",
    Tab.UNANSWERED: "handled_and_waiting",
    Tab.EXPIRED: "list_all_open",
    Tab.SNOOZED: "snoozed",
    Tab.MENTIONS: "list_mentions",
    Tab.ARCHIVE: "archive",
    Tab.SPAM: "history_of_cause",
    Tab.SUSPECTED: "history_of_cause",
}
_NARROWER = {
    "last_agent.id": "history_of_agent",
    "resolve_cause": "history_of_cause",
    "channel_id": "history_of_channel",
    "department_id": "history_of_department",
}

MOST_SCANS = 150
"""Places in an index that MongoDB goes through side by side, in order: past 200 it sorts instead."""


def order_of(tab: Tab, *, history: bool) -> Order:
    if history or tab in HISTORY:
        return BEGUN_LAST_FIRST
    return _ORDERS.get(tab, NEWEST_FIRST)


def index_of(tab: Tab, *, history: bool, rooms: int, narrowed: Mapping[str, int]) -> str | None:
    """The index that a list goes by; None leaves it to MongoDB.

    ``narrowed``: how many values each filter has, by the name of its field. Open conversations are few
    enough to look at each; of what has ended, filters have indexes of their own.
    """
    if not history and tab not in HISTORY:
        return _INDEXES.get(tab)
    if narrowed.get("label_ids"):
        return "history_of_label"
    for field, index in _NARROWER.items():
        if 0 < narrowed.get(field, 0) * rooms <= MOST_SCANS:
            return index
    return "history" if history else _INDEXES[tab]


def rooms_for_lists(member: Member) -> list[str]:
    """The fewest rooms by which he sees all that he may see: each is one more place to look at."""
    rooms = rooms_of_member(member) - {STAFF}
    if ADMINS in rooms:
        return [ADMINS]
    observed = {id for id in member.department_ids if observers_room(id) in rooms}
    return sorted(rooms - {queue_room(id) for id in observed})


def rows_of(tab: Tab, looking: Looking, *, history: bool = False) -> Rows | None:
    """The rows of a list, always within his rights; None when there can be none.

    ``history``: with the resolved ones among them, in ``all``.
    """
    member = looking.member
    visible: Rows = {"audience": {"$in": rooms_for_lists(member)}}
    now_open: Rows = {"open": True, **visible}
    handled: Rows = {**now_open, "state": ConversationState.HANDLED}
    match tab:
        case Tab.MINE:
            return {"open": True, "assignee.id": member.id, "snoozed_until": None}
        case Tab.QUEUED:
            return {"state": ConversationState.QUEUED, **visible}
        case Tab.HANDLED:
            return handled
        case Tab.ALL:
            return visible if history else now_open
        case Tab.UNANSWERED:
            overdue = looking.now - timedelta(seconds=looking.unanswered_after)
            waits = {"waiting_since": {"$gt": EPOCH}, "last_inbound_at": {"$lte": overdue}}
            return {"state": ConversationState.HANDLED, **waits, **visible}
        case Tab.SNOOZED:
            return {**handled, "snoozed_until": {"$gt": EPOCH}}
        case Tab.MENTIONS:
            return {**now_open, "mentioned_ids": member.id}
        case Tab.ARCHIVE:
            judged = {"resolve_cause": {"$ne": ResolveCause.SUSPECTED}}
            return {"state": ConversationState.RESOLVED, **judged, **visible}
        case Tab.SPAM | Tab.SUSPECTED:
            cause = ResolveCause(tab.value)
            return {"state": ConversationState.RESOLVED, "resolve_cause": cause, **visible}
        case Tab.EXPIRED:
            return _expired(looking, now_open)


def _expired(looking: Looking, now_open: Rows) -> Rows | None:
    """Their reply window has closed: counted from the customer's last word, else from the start."""
    closed = []
    for kind, seconds in sorted(looking.windows.items()):
        before = looking.now - timedelta(seconds=seconds)
        closed.append(
            {
                "channel_kind": kind,
                "started_at": {"$lte": before},
                "last_inbound_at": {"$not": {"$gt": before}},
            }
        )
    return {**now_open, "$or": closed} if closed else None
