"""Whom a quick reply is for, and who may change it."""

from hub.rules.audience import ADMINS, STAFF, member_room, observers_room, queue_room
from models.documents import Member, QuickReply
from models.documents.base import Id
from models.words import QuickReplyScope, Role


def place_of(scope: QuickReplyScope, department_id: Id | None, owner_id: Id | None) -> str:
    """The room of those who use it."""
    if scope is QuickReplyScope.DEPARTMENT and department_id is not None:
        return queue_room(department_id)
    if scope is QuickReplyScope.PERSONAL and owner_id is not None:
        return member_room(owner_id)
    return STAFF


def rooms_of_quick_reply(reply: QuickReply) -> list[str]:
    """Who hears of it; supervisors and admins need not be members of the department."""
    if reply.department_id is not None:
        return [ADMINS, observers_room(reply.department_id), reply.place]
    return [reply.place]


def may_keep(member: Member, scope: QuickReplyScope, department_id: Id | None) -> bool:
    """Whether he may write quick replies of this scope: his own anyhow, others by his role."""
    if scope is QuickReplyScope.PERSONAL:
        return True
    if member.role is Role.ADMIN:
        return True
    return (
        scope is QuickReplyScope.DEPARTMENT
        and member.role is Role.SUPERVISOR
        and department_id in member.department_ids
    )


def uses(member: Member, reply: QuickReply) -> bool:
    """Whether he finds it among his. Nobody finds the personal ones of somebody else."""
    if reply.scope is QuickReplyScope.PERSONAL:
        return reply.owner_id == member.id
    if reply.scope is QuickReplyScope.DEPARTMENT:
        return member.role is Role.ADMIN or reply.department_id in member.department_ids
    return True
