"""Who gets what waits, as a pure decision."""

from datetime import UTC, datetime, timedelta

import pytest

from hub.rules.distribution import NEVER, Candidate, share_out
from models.documents import Conversation
from models.documents.base import ContactName, Id, Person
from models.documents.conversation import Silence
from models.words import AssignmentMode, ConversationState

pytestmark = pytest.mark.usefixtures("store")

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def agent(name: str, *, load: int = 0, room: int = 8, last: int | None = None) -> Candidate:
    """``last`` in minutes ago."""
    at = NEVER if last is None else NOW - timedelta(minutes=last)
    return Candidate(Person(id=Id(), name=name), load, room, at)


def waiting(count: int) -> list[Conversation]:
    return [
        Conversation(
            number=number,
            state=ConversationState.QUEUED,
            channel_id=Id(),
            channel_kind="livechat",
            thread_key=str(number),
            identity_id=Id(),
            address=str(number),
            contact=ContactName(id=Id(), name="Maya"),
            department_id=Id(),
            started_at=NOW,
            last_activity_at=NOW,
        )
        for number in range(count)
    ]


def names(given: list[tuple[Conversation, Person]]) -> list[str]:
    return [person.name for _, person in given]


def test_least_load_evens_out_what_agents_hold() -> None:
    people = [agent("Sari", load=3), agent("Budi", load=1), agent("Ana", load=2)]

    given = share_out(waiting(4), people, AssignmentMode.LEAST_LOAD, NOW)

    assert names(given)[0] == "Budi"
    assert sorted(one.load for one in people) == [3, 3, 4]


def test_of_equal_loads_the_one_who_waited_longest_for_work_is_next() -> None:
    people = [agent("Sari", last=1), agent("Budi", last=9), agent("Ana", last=5)]

    assert names(share_out(waiting(1), people, AssignmentMode.LEAST_LOAD, NOW)) == ["Budi"]


def test_round_robin_goes_by_turns_whatever_they_hold() -> None:
    people = [agent("Sari", load=0, last=1), agent("Budi", load=5, last=9), agent("Ana", load=2)]

    given = share_out(waiting(3), people, AssignmentMode.ROUND_ROBIN, NOW)

    assert names(given) == ["Ana", "Budi", "Sari"]


def test_nobody_gets_more_than_he_has_room_for() -> None:
    people = [agent("Sari", room=1), agent("Budi", room=0), agent("Ana", room=2)]

    given = share_out(waiting(9), people, AssignmentMode.LEAST_LOAD, NOW)

    assert sorted(names(given)) == ["Ana", "Ana", "Sari"]
    assert [each.number for each, _ in given] == [0, 1, 2], "in the order of the queue"


def test_who_was_silent_is_passed_over_while_another_has_room() -> None:
    sari, budi = agent("Sari"), agent("Budi", load=5, room=1)
    chats = waiting(2)
    for chat in chats:
        chat.silences = [Silence(agent_id=sari.person.id, until=NOW + timedelta(minutes=5))]

    given = share_out(chats, [sari, budi], AssignmentMode.LEAST_LOAD, NOW)

    assert names(given) == ["Budi", "Sari"]
