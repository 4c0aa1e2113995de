"""A conversation changes hands: to an agent, to another one, back to the queue."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hub.kit.errors import Invalid
from hub.rules.actors import SYSTEM
from hub.rules.audience import rooms_of_conversation
from hub.rules.availability import capacity_of
from hub.rules.derived import silent_at, unanswered_at
from hub.rules.load import quiet_at
from hub.rules.refusals import at_capacity
from hub.services.conversations.changing import change, plain, record
from hub.store.due_times import due_write, set_due
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation, Department, Due, Member, Workspace
from models.documents.base import Person
from models.documents.conversation import Silence
from models.documents.event import Actor
from models.words import AssignmentCause, ConversationState, DueKind, EventType, MemberState


async def assign(
    tx: Transaction,
    before: Conversation,
    *,
    to: Member,
    by: Actor,
    cause: AssignmentCause,
    workspace: Workspace,
    department: Department | None = None,
    noted: bool = False,
) -> Conversation:
    """S7 and S8: to a member, from the queue or from who had it. Raises AgentAtCapacity.

    ``department``: into which it goes with that; ``noted``: a private note says why.
    """
    person = Person(id=to.id, name=to.name)
    await _refuse_full(tx, before, person, workspace)
    waited = before.state is ConversationState.QUEUED
    values = _held(tx, before, person, cause) | _in_department(before, department)
    after = await change(tx, before, values)
    await tx.change(Agent, {"_id": to.id}, {"$set": {"last_assigned_at": tx.now}}, upsert=True)
    for kind, at in _dues(after, workspace):
        await set_due(tx, kind, after.id, at)
    type = EventType.CONVERSATION_ASSIGNED if waited else EventType.CONVERSATION_TRANSFERRED
    changes = _handed_on(before, after, cause, department, noted=noted)
    record(tx, type, after, by, before=before, changes=changes)
    return after


async def assign_many(
    tx: Transaction,
    pairs: Sequence[tuple[Conversation, Person]],
    *,
    cause: AssignmentCause,
    workspace: Workspace,
    by: Actor = SYSTEM,
) -> None:
    """S7 for many that wait, in a few commands.

    Whoever calls has read conversations and agents in this transaction and found room: both are
    written here, so whoever changed one of them meanwhile makes the whole be tried again.
    """
    # First of all: from here on whoever else wants these agents waits, instead of coming before.
    got = Counter(person.id for _, person in pairs)
    await tx.change_each(
        Agent,
        (
            (id, {"$inc": {"load": count, "version": 1}, "$set": {"last_assigned_at": tx.now}})
            for id, count in sorted(got.items())
        ),
    )
    after = []
    for before, person in pairs:
        one = before.model_copy(update=_held(tx, before, person, cause))
        one.counts = True
        one.version += 1
        one.audience = rooms_of_conversation(one)
        after.append(one)
        changes = _handed_on(before, one, cause, None, noted=False)
        record(tx, EventType.CONVERSATION_ASSIGNED, one, by, before=before, changes=changes)
    changed = (*_held(tx, *pairs[0], cause), "counts", "audience")
    await tx.change_each(
        Conversation,
        (
            (
                one.id,
                {
                    "$set": plain({key: getattr(one, key) for key in changed}),
                    "$inc": {"version": 1},
                },
            )
            for one in after
        ),
    )
    await tx.upsert_each(
        Due, [due_write(kind, one.id, at) for one in after for kind, at in _dues(one, workspace)]
    )


async def requeue(
    tx: Transaction,
    before: Conversation,
    *,
    by: Actor,
    cause: AssignmentCause | None = None,
    department: Department | None = None,
    noted: bool = False,
    silences: list[Silence] | None = None,
) -> Conversation:
    """S9: back to the queue, in its old place, or into that of another department.

    ``silences``: all that there have been, when one more is why.
    """
    values = {
        **_in_department(before, department),
        "state": ConversationState.QUEUED,
        "assignee": None,
        "last_agent": before.assignee or before.last_agent,
        "assignment_cause": cause or before.assignment_cause,
        "queued_at": before.queued_at or tx.now,
        "requeued_at": tx.now,
        "unanswered_since": None,
        "snoozed_until": None,
        "quiet_since": None,
    }
    if silences is not None:
        values["silences"] = silences
    after = await change(tx, before, values)
    type = EventType.CONVERSATION_TRANSFERRED if department else EventType.CONVERSATION_REQUEUED
    changes = _handed_on(before, after, cause, department, noted=noted)
    if silences is not None:
        changes["silences"] = len(silences)
    record(tx, type, after, by, before=before, changes=changes)
    return after


async def _refuse_full(
    tx: Transaction, conversation: Conversation, who: Person, workspace: Workspace
) -> None:
    """New work never exceeds the capacity: the agent's document is read here and written with the
    change, so of two who fill his last place at once the second looks again.
    """
    present = await tx.get(Member, {"_id": who.id, "state": MemberState.ACTIVE})
    if present is None:
        raise Invalid("This member is not active.", fields={"memberId": "not active"})
    agent = await tx.get(Agent, {"_id": who.id})
    load, capacity = agent.load if agent else 0, capacity_of(present, workspace)
    if load >= capacity:
        raise at_capacity(conversation, who, load, capacity)


def _held(
    tx: Transaction, before: Conversation, person: Person, cause: AssignmentCause
) -> dict[str, Any]:
    return {
        "state": ConversationState.HANDLED,
        "assignee": person,
        "last_agent": person,
        "assignment_cause": cause,
        "assigned_at": tx.now,
        "first_assigned_at": before.first_assigned_at or tx.now,
        "snoozed_until": None,
        "quiet_since": None,
        "visitor_gone_at": None,
        "left": False,
    }


def _in_department(before: Conversation, department: Department | None) -> dict[str, Any]:
    return {"department_id": department.id if department else before.department_id}


def _dues(after: Conversation, workspace: Workspace) -> list[tuple[DueKind, datetime]]:
    """What will become of it unless its agent acts."""
    times = (
        (DueKind.CONVERSATION_UNANSWERED, unanswered_at(after, workspace.unanswered_after)),
        (DueKind.CONVERSATION_SILENT, silent_at(after, workspace.silent_after)),
        (DueKind.CONVERSATION_QUIET, quiet_at(after, workspace.quiet_after)),
    )
    return [(kind, at) for kind, at in times if at is not None]


def _handed_on(
    before: Conversation,
    after: Conversation,
    cause: AssignmentCause | None,
    department: Department | None,
    *,
    noted: bool,
) -> dict[str, Any]:
    """The journal's words for it; see ``HistoryRow``."""
    changes: dict[str, Any] = {"cause": cause, "note": noted}
    for key, person in (("assignee", after.assignee), ("from", before.assignee)):
        if person is not None:
            changes[key] = {"id": str(person.id), "name": person.name}
    if department is not None and department.id != before.department_id:
        changes["department"] = {"id": str(department.id), "name": department.name}
    return changes
