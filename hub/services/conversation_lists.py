"""The lists of conversations: which rows a member's list has, a page of it at a time."""

from datetime import datetime, timedelta
from typing import Any

from hub.rules.audience import rooms_of_member
from hub.store.mongo import Store
from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import ConversationState


def tab_filter(member: Member, tab: str, now: datetime, unanswered_after: int) -> dict[str, Any]:
    """The rows of a list, always within the member's rights. ``tab`` is one of ``TABS``."""
    visible = {"audience": {"$in": sorted(rooms_of_member(member))}}
    handled = ConversationState.HANDLED
    queued = ConversationState.QUEUED
    overdue = now - timedelta(seconds=unanswered_after)
    filters: dict[str, dict[str, Any]] = {
        "mine": {"state": handled, "assignee.id": member.id},
        "queued": {"state": queued, **visible},
        "handled": {"state": handled, **visible},
        "unanswered": {
            "state": handled,
            "waiting_since": {"$ne": None},
            "last_inbound_at": {"$lte": overdue},
            **visible,
        },
        "all": {"open": True, **visible},
        "archive": {"state": ConversationState.RESOLVED, **visible},
    }
    return filters[tab]


TABS = ("mine", "queued", "handled", "unanswered", "all", "archive")
OLDEST_FIRST = frozenset({"queued"})


async def list_page(
    store: Store,
    filter: dict[str, Any],
    *,
    oldest_first: bool,
    after: tuple[datetime, Id] | None,
    limit: int,
) -> list[Conversation]:
    """Rows by last activity (queue: by waiting time), from after a place that stays put."""
    field, way, step = ("queued_at", 1, "$gt") if oldest_first else ("last_activity_at", -1, "$lt")
    if after is not None:
        at, id = after
        filter = {"$and": [filter, {"$or": [{field: {step: at}}, {field: at, "_id": {step: id}}]}]}
    return await store.find(Conversation, filter, sort=[(field, way), ("_id", way)], limit=limit)
