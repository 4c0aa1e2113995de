"""Who gets what waits: shared out in the order of the queue, to who has room and whose turn it is."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from models.documents import Conversation
from models.documents.base import Id, Person
from models.words import AssignmentCause, AssignmentMode

NEVER = datetime(1970, 1, 1, tzinfo=UTC)

CAUSES = {
    AssignmentMode.LEAST_LOAD: AssignmentCause.AUTO_LEAST_LOAD,
    AssignmentMode.ROUND_ROBIN: AssignmentCause.AUTO_ROUND_ROBIN,
}
"""The modes that assign by themselves, and what their assignments are called."""

Turn = tuple[int, int, datetime, int, Id]


@dataclass
class Candidate:
    """An available agent; ``room`` is how many more he may get. ``priority``: his in this department;
    ``wanted_elsewhere``: another one in which it is higher has work for him.
    """

    person: Person
    load: int
    room: int
    last_assigned_at: datetime = field(default=NEVER)
    priority: int = 0
    wanted_elsewhere: bool = False

    def turn(self, mode: AssignmentMode) -> Turn:
        """The lowest is next: of the highest priority, the others when those are full. Least load: whoever
        holds least, then who has waited longest for work. Round robin: who has waited longest, then
        whoever holds least.
        """
        if mode is AssignmentMode.LEAST_LOAD:
            return -self.priority, self.load, self.last_assigned_at, 0, self.person.id
        return -self.priority, 0, self.last_assigned_at, self.load, self.person.id


def share_out(
    waiting: Iterable[Conversation],
    candidates: Iterable[Candidate],
    mode: AssignmentMode,
    now: datetime,
) -> list[tuple[Conversation, Person]]:
    """Who gets which, until nothing waits or nobody has room. ``waiting`` is in its order.

    Who was silent on a conversation is passed over for it while another has room.
    """
    turns = [(one.turn(mode), one) for one in candidates if one.room > 0]
    heapq.heapify(turns)
    given = []
    for conversation in waiting:
        if not turns:
            break
        next_one = _next(turns, _silent(conversation, now))
        given.append((conversation, next_one.person))
        next_one.load += 1
        next_one.room -= 1
        next_one.last_assigned_at = now
        if next_one.room > 0:
            heapq.heappush(turns, (next_one.turn(mode), next_one))
    return given


def _next(turns: list[tuple[Turn, Candidate]], silent: frozenset[Id]) -> Candidate:
    """Take out whose turn it is, passing over the silent ones unless there is nobody else."""
    passed = []
    while turns and turns[0][1].person.id in silent:
        passed.append(heapq.heappop(turns))
    chosen = heapq.heappop(turns) if turns else passed.pop(0)
    for one in passed:
        heapq.heappush(turns, one)
    return chosen[1]


def _silent(conversation: Conversation, now: datetime) -> frozenset[Id]:
    return frozenset(one.agent_id for one in conversation.silences if one.until > now)
