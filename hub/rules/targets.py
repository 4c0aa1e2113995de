"""By when whoever waits is to be answered: the response targets of a department, in its hours.

One target is open at a time: the first answer, counted from when he came into the queue; afterwards
the next answer, from his oldest unanswered message.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from hub.kit.errors import Invalid
from hub.rules.business_hours import after_working, calendar_of
from models.documents import Conversation, Department, Workspace
from models.documents.base import Id
from models.documents.department import AnswerTargets
from models.words import ConversationState

WARNING = 0.75
"""The share of its time after which a target is near."""

LEAST, MOST = 10, 30 * 86_400
"""Seconds that a target may be; 0 is none."""

MOST_OF_CHANNELS = 100


@dataclass(frozen=True)
class Target:
    """``near_at`` comes a quarter before ``due_at``, in working time."""

    near_at: datetime
    due_at: datetime


def open_target(
    conversation: Conversation, workspace: Workspace, department: Department | None, usual: int
) -> Target | None:
    """What is owed to its customer now; None when nothing is. ``usual``: the seconds that hold for
    channels of its kind unless the department says otherwise.
    """
    if conversation.state is ConversationState.RESOLVED or conversation.waiting_since is None:
        return None
    first = conversation.answered_at is None and conversation.queued_at is not None
    since = conversation.queued_at if first else conversation.waiting_since
    seconds = _seconds(department, conversation.channel_id, first=first)
    seconds = usual if seconds is None else seconds
    if since is None or not seconds:
        return None
    calendar = calendar_of(workspace, department)
    due = after_working(calendar, since, seconds)
    near = after_working(calendar, since, seconds * WARNING)
    return Target(near, due) if near is not None and due is not None else None


def _seconds(department: Department | None, channel_id: Id, *, first: bool) -> int | None:
    """Its own for this channel, else its own for all; None when it has none."""
    targets = department.targets if department else []
    for one in sorted(targets, key=lambda each: each.channel_id is None):
        seconds = one.first_answer if first else one.next_answer
        if one.channel_id in (None, channel_id) and seconds is not None:
            return seconds
    return None


def next_step(conversation: Conversation, target: Target | None) -> datetime | None:
    """When there is next something to say of it: that it is near, then that it was missed."""
    if target is None or conversation.target_missed_at is not None:
        return None
    return target.due_at if conversation.target_near_at is not None else target.near_at


def checked_targets(targets: Sequence[AnswerTargets], channel_ids: Set[Id]) -> list[AnswerTargets]:
    """Without those that say nothing. ``channel_ids``: those that there are. Raises Invalid."""
    named = [one.channel_id for one in targets]
    wrong = None
    if len(targets) > MOST_OF_CHANNELS or len(set(named)) < len(named):
        wrong = "names a channel twice"
    elif any(id is not None and id not in channel_ids for id in named):
        wrong = "names a channel that does not exist"
    elif not all(map(_fits, (value for one in targets for value in _values(one)))):
        wrong = f"must be between {LEAST} seconds and {MOST // 86_400} days, or 0 for none"
    if wrong:
        raise Invalid(fields={"targets": wrong})
    return [one for one in targets if _values(one)]


def _values(targets: AnswerTargets) -> list[int]:
    return [one for one in (targets.first_answer, targets.next_answer) if one is not None]


def _fits(seconds: int) -> bool:
    return seconds == 0 or LEAST <= seconds <= MOST
