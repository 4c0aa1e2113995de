"""Force Distribution: what waits is pushed to agents at once, past their capacity up to the forced one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.documents import Conversation
from models.documents.base import Id, Person
from models.words import ConversationState, PresenceState, WhyStaying

Pairs = list[tuple[Conversation, Person]]


@dataclass
class Taker:
    """An agent who may get some. ``load`` grows while it is shared out; ``load_before`` stays."""

    person: Person
    state: PresenceState
    department_ids: frozenset[Id]
    load: int
    capacity: int
    forced_capacity: int
    load_before: int = field(init=False)

    def __post_init__(self) -> None:
        self.load_before = self.load


@dataclass
class Plan:
    given: Pairs
    staying: list[tuple[Id, WhyStaying]]


def share_by_force(
    conversations: Iterable[Conversation], takers: Sequence[Taker], *, include_left: bool
) -> Plan:
    """In the order given, each to the one of its department who holds least of what he may hold.

    Room under the capacity is used up before anybody gets more than that.
    """
    plan = Plan([], [])
    for conversation in conversations:
        why = _stays(conversation, include_left=include_left)
        there = [one for one in takers if conversation.department_id in one.department_ids]
        free = [one for one in there if one.load < one.forced_capacity]
        if why is None and not free:
            why = WhyStaying.NO_ROOM if there else WhyStaying.NOBODY_THERE
        if why is not None:
            plan.staying.append((conversation.id, why))
            continue
        chosen = min(free, key=_turn)
        chosen.load += 1
        plan.given.append((conversation, chosen.person))
    return plan


def _stays(conversation: Conversation, *, include_left: bool) -> WhyStaying | None:
    if conversation.state is not ConversationState.QUEUED:
        return WhyStaying.TAKEN
    return WhyStaying.LEFT if conversation.left and not include_left else None


def _turn(taker: Taker) -> tuple[bool, int, Id]:
    return taker.load >= taker.capacity, taker.load, taker.person.id
