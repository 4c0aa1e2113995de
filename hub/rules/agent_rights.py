"""What a member may see of another at work, and do with him."""

from hub.rules.audience import overseers_of, rooms_of_agent, rooms_of_member
from models.documents import Member
from models.words import Role


def sees_agent(member: Member, other: Member) -> bool:
    """Whether he sees the other's presence and load."""
    return not rooms_of_member(member).isdisjoint(rooms_of_agent(other))


def directs(member: Member, other: Member) -> bool:
    """Whether he may set the other away or back: a supervisor in his scope, an admin anybody."""
    if member.role is Role.AGENT:
        return False
    return not rooms_of_member(member).isdisjoint(overseers_of(other))


def reads_log_of(member: Member, other: Member) -> bool:
    return member.id == other.id or directs(member, other)
