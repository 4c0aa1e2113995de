"""Supervisors and admins with the limits from which on they want to be told."""

from hub.store.transaction import Transaction
from models.documents import Member, NotificationSettings
from models.documents.base import Id
from models.words import MemberState, Role

Overseer = tuple[Member, NotificationSettings]


async def with_limits(tx: Transaction) -> list[Overseer]:
    """All that are active, with what they chose or the defaults."""
    wanted = {"role": {"$in": [Role.SUPERVISOR, Role.ADMIN]}, "state": MemberState.ACTIVE}
    members = await tx.find(Member, wanted)
    ids = [member.id for member in members]
    chosen = {one.id: one for one in await tx.find(NotificationSettings, {"_id": {"$in": ids}})}
    return [
        (member, chosen.get(member.id) or NotificationSettings(_id=member.id)) for member in members
    ]


def of_department(overseers: list[Overseer], department_id: Id) -> list[Overseer]:
    """Admins, and the supervisors of this department."""
    return [
        (member, limits)
        for member, limits in overseers
        if member.role is Role.ADMIN or department_id in member.department_ids
    ]


def waits_of(overseers: list[Overseer]) -> list[int]:
    """The limits of waiting that somebody has, in seconds, the shortest first."""
    return sorted({limits.oldest_wait for _, limits in overseers if limits.oldest_wait})
