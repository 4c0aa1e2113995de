"""Who may see a conversation, as rooms. One rule decides HTTP reads, lists and sockets alike.

A conversation stores the rooms that may see it; a member has rooms by role, departments and
supervision. He may see it exactly when the two have a room in common.
"""

from collections.abc import Iterable

from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import ConversationState, MemberState, ResolveCause, Role

ADMINS = "admins"
STAFF = "staff"
VIEWERS = "conversation:"


def member_room(member_id: Id) -> str:
    return f"member:{member_id}"


def queue_room(department_id: Id) -> str:
    return f"queue:{department_id}"


def observers_room(department_id: Id) -> str:
    return f"observers:{department_id}"


def observers_of_room(member_id: Id) -> str:
    return f"observers-of:{member_id}"


def visitor_room(identity_id: Id) -> str:
    return f"visitor:{identity_id}"


def viewers_room(conversation_id: Id | str) -> str:
    """Sockets that have the conversation open; only for signals, never for rights."""
    return f"{VIEWERS}{conversation_id}"


def conversation_of_viewers_room(room: str) -> str | None:
    """The id of the conversation whose viewers these are; None for any other room."""
    return room.removeprefix(VIEWERS) if room.startswith(VIEWERS) else None


def is_customer_room(room: str) -> bool:
    return room.startswith(("visitor:", "portal:"))


def rooms_of_member(member: Member) -> frozenset[str]:
    """The rooms that a member's sockets join, and that his reads are allowed by."""
    if member.state is MemberState.DEACTIVATED:
        return frozenset()
    rooms = {member_room(member.id), STAFF}
    rooms.update(queue_room(id) for id in member.department_ids)
    if member.role is Role.SUPERVISOR:
        rooms.update(observers_room(id) for id in member.department_ids)
        rooms.update(observers_of_room(id) for id in member.supervised_ids)
    if member.role is Role.ADMIN:
        rooms.add(ADMINS)
    return frozenset(rooms)


def rooms_of_conversation(conversation: Conversation) -> list[str]:
    """Who may see it as it stands now: to be stored with every change of state or assignee.

    Whoever a private note names reads along until it is resolved; an undo brings him back. Who takes
    from its queue also judges what is suspected.
    """
    rooms = {
        ADMINS,
        observers_room(conversation.department_id),
        visitor_room(conversation.identity_id),
    }
    if (
        conversation.state is ConversationState.QUEUED
        or conversation.resolve_cause is ResolveCause.SUSPECTED
    ):
        rooms.add(queue_room(conversation.department_id))
    holder = conversation.assignee
    if conversation.state is ConversationState.RESOLVED and holder is None:
        holder = conversation.last_agent
    if holder is not None:
        rooms.update((member_room(holder.id), observers_of_room(holder.id)))
    if conversation.state is not ConversationState.RESOLVED:
        rooms.update(member_room(id) for id in conversation.mentioned_ids)
    return sorted(rooms)


def rooms_of_queue(department_id: Id) -> frozenset[str]:
    """Who may know that somebody waits in this queue: its members, admins."""
    return frozenset((queue_room(department_id), observers_room(department_id), ADMINS))


def rooms_of_agent(member: Member) -> frozenset[str]:
    """Who may see whether he is there and how much he holds: himself, the colleagues of his
    departments (who transfer to him), his supervisors, admins. Nobody, once he is deactivated."""
    if member.state is MemberState.DEACTIVATED:
        return frozenset()
    own = {ADMINS, member_room(member.id), observers_of_room(member.id)}
    return frozenset(own | {queue_room(id) for id in member.department_ids})


def overseers_of(member: Member) -> frozenset[str]:
    """Who may read his log and set him away: his supervisors, admins."""
    above = {ADMINS, observers_of_room(member.id)}
    return frozenset(above | {observers_room(id) for id in member.department_ids})


def staff_rooms(rooms: Iterable[str]) -> list[str]:
    """Without the customer's own: who hears of what is internal."""
    return [room for room in rooms if not is_customer_room(room)]


def sees(member: Member, conversation: Conversation) -> bool:
    return not rooms_of_member(member).isdisjoint(staff_rooms(conversation.audience))


def oversees(member: Member, conversation: Conversation) -> bool:
    """Whether it lies in the scope of this supervisor or admin."""
    if member.role is Role.ADMIN:
        return True
    if member.role is not Role.SUPERVISOR:
        return False
    scope = {observers_room(id) for id in member.department_ids}
    scope.update(observers_of_room(id) for id in member.supervised_ids)
    return not scope.isdisjoint(conversation.audience)


def may_hear_of(member: Member, conversation: Conversation) -> bool:
    """Whether a beaten caller is told who was first (409) instead of nothing (404)."""
    return sees(member, conversation) or (
        member.state is MemberState.ACTIVE and conversation.department_id in member.department_ids
    )
