"""The indexes that the lists of conversations go by: one for each list.

What is open is little and changes with every message; what has ended is much and changes no more.
So lists of open conversations have partial indexes that stay small, and the history goes by when a
conversation began, which no message moves.
"""

from datetime import UTC, datetime

from pymongo import ASCENDING, DESCENDING, IndexModel

BEGUN_LAST_FIRST = [("started_at", DESCENDING), ("_id", DESCENDING)]
A_TIME = {"$gt": datetime.fromtimestamp(0, UTC)}
"""What partial indexes say for "there is one": a stored null is none."""

LISTS = [
    IndexModel(
        [
            ("audience", ASCENDING),
            ("queue_rank", ASCENDING),
            ("queued_at", ASCENDING),
            ("_id", ASCENDING),
        ],
        name="queued_by_rank",
        partialFilterExpression={"state": "queued"},
    ),
    IndexModel(
        [("assignee.id", ASCENDING), ("last_activity_at", DESCENDING), ("_id", DESCENDING)],
        name="open_of_assignee",
        partialFilterExpression={"open": True},
    ),
    IndexModel(
        [("audience", ASCENDING), ("waiting_since", ASCENDING), ("_id", ASCENDING)],
        name="handled_and_waiting",
        partialFilterExpression={"state": "handled", "waiting_since": A_TIME},
    ),
    IndexModel(
        [("audience", ASCENDING), ("snoozed_until", ASCENDING), ("_id", ASCENDING)],
        name="snoozed",
        partialFilterExpression={"snoozed_until": A_TIME},
    ),
    IndexModel(
        [("mentioned_ids", ASCENDING), ("last_activity_at", DESCENDING), ("_id", DESCENDING)],
        name="list_mentions",
        partialFilterExpression={"open": True},
    ),
    IndexModel([("audience", ASCENDING), *BEGUN_LAST_FIRST], name="history"),
    # The state comes first because Beanie takes indexes of the same fields for one.
    IndexModel(
        [("state", ASCENDING), ("audience", ASCENDING), *BEGUN_LAST_FIRST],
        name="archive",
        partialFilterExpression={"state": "resolved"},
    ),
    IndexModel([("words", ASCENDING), *BEGUN_LAST_FIRST], name="search"),
    IndexModel(
        [("channel_id", ASCENDING), ("audience", ASCENDING), *BEGUN_LAST_FIRST],
        name="history_of_channel",
    ),
    IndexModel(
        [("department_id", ASCENDING), ("audience", ASCENDING), *BEGUN_LAST_FIRST],
        name="history_of_department",
    ),
    # Its condition is that of LABELLED; a list of rooms and one of labels cannot be in one index.
    IndexModel(
        [("label_ids", ASCENDING), *BEGUN_LAST_FIRST],
        name="history_of_label",
        partialFilterExpression={"label_ids.0": {"$exists": True}},
    ),
    IndexModel(
        [("last_agent.id", ASCENDING), ("audience", ASCENDING), *BEGUN_LAST_FIRST],
        name="history_of_agent",
    ),
    IndexModel(
        [("resolve_cause", ASCENDING), ("audience", ASCENDING), *BEGUN_LAST_FIRST],
        name="history_of_cause",
        partialFilterExpression={"state": "resolved"},
    ),
]
