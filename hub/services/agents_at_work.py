"""Who gets work by itself: the agents of a department who are available."""

from collections.abc import Collection, Mapping
from typing import Any

from hub.rules.business_hours import Calendar, is_open
from hub.rules.distribution import NEVER, Candidate
from hub.store.transaction import Transaction
from models.documents import Agent, Member, Workspace
from models.documents.base import Id, Person
from models.words import MemberState, PresenceSource, PresenceState, Role

OF_MEMBER = ("name", "capacity", "department_ids", "department_priorities")
OF_AGENT = ("load", "last_assigned_at", "source", "since")


async def available_in(
    tx: Transaction,
    department_id: Id,
    calendar: Calendar,
    house: Workspace,
    busy: Collection[Id] = (),
) -> list[Candidate]:
    """Those of this department who are online and have room; hundreds for each batch.

    Supervisors and admins take by hand: whoever looks after the floor is not sent work by it.
    Outside the hours only who has chosen to be there gets work. ``busy``: departments with work waiting.
    """
    by_choice_alone = not is_open(calendar, tx.now)
    here = {"department_ids": department_id, "role": Role.AGENT, "state": MemberState.ACTIVE}
    members = {raw["_id"]: raw for raw in await tx.find_fields(Member, here, OF_MEMBER)}
    online = {"_id": {"$in": list(members)}, "state": PresenceState.ONLINE}
    found = []
    for raw in await tx.find_fields(Agent, online, OF_AGENT):
        if by_choice_alone and not _by_choice(raw, calendar):
            continue
        member, load = members[raw["_id"]], raw.get("load", 0)
        own = member.get("capacity")
        room = (house.capacity if own is None else own) - load
        if room > 0:
            person = Person(id=raw["_id"], name=member["name"])
            last = raw.get("last_assigned_at") or NEVER
            priority, elsewhere = _priority(member, department_id, busy)
            found.append(Candidate(person, load, room, last, priority, elsewhere))
    return found


def _priority(
    member: Mapping[str, Any], department_id: Id, busy: Collection[Id]
) -> tuple[int, bool]:
    """His in this department, and whether a busy one in which it is higher is his, too."""
    named = member.get("department_priorities") or {}
    own = named.get(str(department_id), 0)
    mine = (id for id in member["department_ids"] if id in busy)
    return own, any(named.get(str(id), 0) > own for id in mine)


def _by_choice(agent: Mapping[str, Any], calendar: Calendar) -> bool:
    """He said himself that he is online, or came when we were closed already."""
    since = agent.get("since")
    if agent.get("source") == PresenceSource.MANUAL:
        return True
    return since is not None and not is_open(calendar, since)
