"""Conversations: finding them within somebody's rights, and changing them in one atomic step."""

from hub.services.conversations.automatic import add_automatic
from hub.services.conversations.changing import add_note, add_staff_message, change, plain, record
from hub.services.conversations.ending import resolve
from hub.services.conversations.finding import (
    Thread,
    cleared_by,
    heard_of_by,
    last_agents_of,
    lately_resolved_in,
    newest_of_thread,
    open_in,
    reached_by,
    seen_by,
    seen_from,
    thread_ids,
)
from hub.services.conversations.handing_on import assign, assign_many, requeue
from hub.services.conversations.overdue import overdue
from hub.services.conversations.starting import (
    ConversationOpen,
    Start,
    begin_by_staff,
    started_already,
)
from hub.services.conversations.undoing import without_message

__all__ = [
    "ConversationOpen",
    "Start",
    "Thread",
    "add_automatic",
    "add_note",
    "add_staff_message",
    "assign",
    "assign_many",
    "begin_by_staff",
    "change",
    "cleared_by",
    "heard_of_by",
    "last_agents_of",
    "lately_resolved_in",
    "newest_of_thread",
    "open_in",
    "overdue",
    "plain",
    "reached_by",
    "record",
    "requeue",
    "resolve",
    "seen_by",
    "seen_from",
    "started_already",
    "thread_ids",
    "without_message",
]
