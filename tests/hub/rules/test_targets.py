"""By when whoever waits is to be answered: which target is open, and how working time counts."""

from datetime import UTC, datetime, timedelta

import pytest

from hub.kit.errors import Invalid
from hub.rules.targets import checked_targets, next_step, open_target
from models.documents import Conversation, Department, Workspace
from models.documents.base import ContactName, Id
from models.documents.department import AnswerTargets
from models.documents.hours import Hours, Span
from models.words import ConversationState

USUAL = 60
# A Wednesday, 15:50 in Jakarta.
WHEN = datetime(2026, 11, 25, 8, 50, tzinfo=UTC)
SITE, NUMBER = Id(), Id()

pytestmark = pytest.mark.usefixtures("store")


def waiting(**changes: object) -> Conversation:
    values: dict[str, object] = {
        "number": 1,
        "state": ConversationState.QUEUED,
        "channel_id": SITE,
        "channel_kind": "livechat",
        "thread_key": "maya",
        "identity_id": Id(),
        "address": "maya",
        "contact": ContactName(id=Id(), name="Maya"),
        "department_id": Id(),
        "started_at": WHEN,
        "queued_at": WHEN,
        "waiting_since": WHEN,
        "last_activity_at": WHEN,
        **changes,
    }
    return Conversation(**values)


def department(*targets: AnswerTargets, hours: Hours | None = None) -> Department:
    return Department(name="Pengiriman", targets=list(targets), hours=hours, created_at=WHEN)


def due(conversation: Conversation, department: Department | None = None) -> float | None:
    """Seconds from ``WHEN``."""
    target = open_target(conversation, Workspace(), department, USUAL)
    return (target.due_at - WHEN).total_seconds() if target else None


def test_what_is_usual_on_the_channel_holds_unless_the_department_says_otherwise() -> None:
    assert due(waiting()) == 60
    assert due(waiting(), department()) == 60
    assert due(waiting(), department(AnswerTargets(first_answer=300))) == 300
    assert due(waiting(), department(AnswerTargets(next_answer=300))) == 60


def test_what_is_said_of_a_channel_comes_before_what_holds_for_all() -> None:
    both = department(
        AnswerTargets(first_answer=300), AnswerTargets(channel_id=SITE, first_answer=30)
    )

    assert due(waiting(), both) == 30
    assert due(waiting(channel_id=NUMBER), both) == 300
    half = department(
        AnswerTargets(first_answer=300, next_answer=90),
        AnswerTargets(channel_id=SITE, first_answer=30),
    )
    answered = waiting(answered_at=WHEN - timedelta(hours=1))
    assert due(answered, half) == 90, "of the channel only the first was set"


def test_nought_is_no_target() -> None:
    assert due(waiting(), department(AnswerTargets(first_answer=0))) is None


def test_the_first_answer_counts_from_the_queue_and_the_next_from_the_oldest_message() -> None:
    begun = waiting(queued_at=WHEN - timedelta(seconds=20))
    assert due(begun) == 40
    later = WHEN + timedelta(seconds=100)
    assert due(begun.model_copy(update={"answered_at": WHEN, "waiting_since": later})) == 160


@pytest.mark.parametrize(
    "over", [{"state": ConversationState.RESOLVED}, {"waiting_since": None, "answered_at": WHEN}]
)
def test_nobody_is_owed_an_answer_who_does_not_wait(over: dict[str, object]) -> None:
    assert due(waiting(**over)) is None


def test_only_working_time_counts() -> None:
    """Ten minutes before the day's end: the rest of half an hour is the next morning's."""
    day = [Span(start="08:00", end="16:00")]
    hours = Hours(always=False, wednesday=day, thursday=day)
    owed = open_target(
        waiting(), Workspace(), department(AnswerTargets(first_answer=1800), hours=hours), USUAL
    )

    assert owed is not None
    # 08:20 in Jakarta; three quarters of it are over at 08:12.30.
    assert owed.due_at == datetime(2026, 11, 26, 1, 20, tzinfo=UTC)
    assert owed.near_at == datetime(2026, 11, 26, 1, 12, 30, tzinfo=UTC)


def test_each_step_is_said_once() -> None:
    chat = waiting()
    target = open_target(chat, Workspace(), None, USUAL)
    assert target is not None
    assert next_step(chat, target) == WHEN + timedelta(seconds=45)
    near = chat.model_copy(update={"target_near_at": target.near_at})
    assert next_step(near, target) == WHEN + timedelta(seconds=60)
    missed = near.model_copy(update={"target_missed_at": target.due_at})
    assert next_step(missed, target) is None


@pytest.mark.parametrize(
    "targets",
    [
        [AnswerTargets(first_answer=5)],
        [AnswerTargets(next_answer=-1)],
        [AnswerTargets(first_answer=31 * 86_400)],
        [AnswerTargets(first_answer=60), AnswerTargets(next_answer=60)],
        [AnswerTargets(channel_id=NUMBER, first_answer=60)],
    ],
)
def test_what_makes_no_sense_is_refused(targets: list[AnswerTargets]) -> None:
    with pytest.raises(Invalid):
        checked_targets(targets, {SITE})


def test_what_says_nothing_is_not_kept() -> None:
    kept = AnswerTargets(channel_id=SITE, next_answer=0)

    assert checked_targets([AnswerTargets(), kept], {SITE}) == [kept]
