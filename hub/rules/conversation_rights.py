"""What a member may do with a conversation he sees, beyond seeing it."""

from hub.rules.audience import oversees
from hub.rules.suspicion import is_suspected
from models.documents import Conversation, Member
from models.words import ConversationState, Role


def holds(member: Member, conversation: Conversation) -> bool:
    return conversation.assignee is not None and conversation.assignee.id == member.id


def may_claim(member: Member, conversation: Conversation) -> bool:
    """Assign to me: an agent from the queues of his departments, others in their scope."""
    if member.role is Role.AGENT:
        return conversation.department_id in member.department_ids
    return oversees(member, conversation)


def may_assign(member: Member, conversation: Conversation, target: Member) -> bool:
    """Assign to Agent: a supervisor to himself or his own agents, an admin to anyone."""
    return oversees(member, conversation) and may_assign_to(member, target)


def may_assign_to(member: Member, target: Member) -> bool:
    """A supervisor to himself or his own agents, an admin to anyone."""
    if member.role is Role.ADMIN:
        return True
    return member.role is Role.SUPERVISOR and _is_own(member, target)


def may_answer(member: Member, conversation: Conversation) -> bool:
    """Write to the customer, in a handled conversation."""
    return holds(member, conversation) or oversees(member, conversation)


def may_resolve(member: Member, conversation: Conversation) -> bool:
    if conversation.state is ConversationState.HANDLED and holds(member, conversation):
        return True
    return oversees(member, conversation)


def may_judge(member: Member, conversation: Conversation) -> bool:
    """Say whether it is spam: of what is suspected whoever could take it, else who may resolve it."""
    if is_suspected(conversation):
        return may_claim(member, conversation)
    last = conversation.last_agent
    return oversees(member, conversation) or (last is not None and last.id == member.id)


def may_label(member: Member, conversation: Conversation) -> bool:
    """Who handles it, or handled it last; while it waits, whoever could take it."""
    if conversation.state is ConversationState.QUEUED:
        return may_claim(member, conversation)
    last = conversation.last_agent
    handled_last = conversation.assignee is None and last is not None and last.id == member.id
    return handled_last or may_answer(member, conversation)


def may_hand_on(member: Member, conversation: Conversation) -> bool:
    """Transfer, requeue, snooze: who holds it, and supervisors and admins in their scope."""
    return holds(member, conversation) or oversees(member, conversation)


def may_transfer_to(member: Member, target: Member) -> bool:
    """An agent to others who handle chats, a supervisor to himself and his own, an admin to anyone."""
    match member.role:
        case Role.ADMIN:
            return True
        case Role.SUPERVISOR:
            return _is_own(member, target)
        case Role.AGENT:
            return target.role is Role.AGENT


def _is_own(supervisor: Member, target: Member) -> bool:
    own = target.id == supervisor.id or target.id in supervisor.supervised_ids
    return own or bool(set(target.department_ids) & set(supervisor.department_ids))


def marks_read(member: Member, conversation: Conversation) -> bool:
    """Only who handles it reads for the house; a supervisor's look leaves no trace."""
    return holds(member, conversation)
