"""Tells of an agent whose account has changed: his name, capacity or departments, his coming and going.

Whoever may see him now hears it; whoever saw him before and may no more hears that he is gone.
"""

from collections.abc import Sequence
from typing import Any

from hub.rules.audience import rooms_of_agent
from hub.store.transaction import Transaction
from models.documents import Agent, Event, Member
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.words import EventType, MemberState, ObjectKind

SHOWN = frozenset(
    {"created", "name", "state", "department_ids", "capacity", "forced_capacity"},
)
"""Changes of a member that his colleagues see in the list of agents."""


class AgentUpdates:
    name = "agent_updates"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        newest = {row.object.id: row for row in rows if _shows(row)}
        for member_id, row in newest.items():
            member = await tx.get(Member, {"_id": member_id})
            if member is None:
                continue
            agent = await tx.change(
                Agent, {"_id": member_id}, {"$inc": {"version": 1}}, upsert=True
            )
            assert agent is not None
            before = [_before(member, each) for each in rows if _is_of(each, member_id)]
            tx.record(
                EventType.AGENT_UPDATED,
                object=ObjectRef(kind=ObjectKind.AGENT, id=agent.id, version=agent.version),
                actor=row.actor,
                rooms=rooms_of_agent(member),
                lost_rooms=frozenset[str]().union(*map(rooms_of_agent, before)),
            )


def _shows(row: Event) -> bool:
    return (
        row.type is EventType.SETTINGS_CHANGED
        and row.object.kind is ObjectKind.MEMBER
        and not SHOWN.isdisjoint(row.changes)
    )


def _is_of(row: Event, member_id: Id) -> bool:
    return row.object.id == member_id and _shows(row)


def _before(member: Member, row: Event) -> Member:
    """The member with the departments that this row took him out of, and active."""
    update: dict[str, Any] = {"state": MemberState.ACTIVE}
    if "department_ids" in row.changes:
        update["department_ids"] = row.changes["department_ids"][0] or []
    before: Member = member.model_copy(update=update)
    return before
