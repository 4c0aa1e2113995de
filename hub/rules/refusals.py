"""How a command on a conversation is refused, in words."""

from hub.kit.errors import Conflict, Forbidden, HubError, Invalid, NotFound
from models.documents import Conversation
from models.documents.base import Id, Person
from models.words import ConversationState, ResolveCause


class ConversationTaken(Conflict):
    """Somebody else holds it."""


class ConversationResolved(Conflict):
    """It has ended already."""


class ConversationNotHandled(Conflict):
    """It waits in the queue; nobody holds it."""


class ConversationMovedOn(Conflict):
    """A newer conversation of the same thread exists."""


class ConversationNotExpired(Conflict):
    detail_by_default = "Its customer can be answered freely: it goes on."


class ContactChanged(Conflict):
    """Somebody else has changed the same field meanwhile."""

    detail_by_default = "Somebody else has changed this meanwhile."


class MessageOnItsWay(Conflict):
    detail_by_default = "This message is being sent, or was sent already."


class MessageUndone(Conflict):
    """A repeat of what its author has taken back meanwhile."""

    detail_by_default = "This message was taken back before it was sent."


class NetworkUnknown(Conflict):
    detail_by_default = "From which network this visitor wrote is not known, or no longer."


class ChannelOff(Conflict):
    detail_by_default = (
        "This channel is switched off, so nothing goes out on it. An admin can switch it on, or move"
        " the conversation to another channel."
    )


class AgentAtCapacity(Conflict):
    """He holds as many conversations as he may; new work goes to somebody else, or waits."""


class DifferentBody(Invalid):
    """The same ``clientId`` again, but for another message."""

    detail_by_default = "This clientId was used for another message. Choose a new one."


def conversation_gone() -> HubError:
    return NotFound("There is no such conversation, or you may not see it.")


def present_state(conversation: Conversation) -> dict[str, object]:
    """What every conflict tells: the present state, its holder and since when."""
    holder = conversation.assignee
    at = conversation.resolved_at or conversation.assigned_at or conversation.queued_at
    return {
        "state": conversation.state.value,
        "assignee": None if holder is None else {"id": str(holder.id), "name": holder.name},
        "at": None if at is None else at.isoformat(timespec="milliseconds"),
        "version": conversation.version,
    }


def beaten(conversation: Conversation) -> HubError:
    """The refusal that fits the state somebody else has brought it to."""
    extra = present_state(conversation)
    if conversation.state is ConversationState.RESOLVED:
        if conversation.resolve_cause is ResolveCause.SUSPECTED:
            return ConversationResolved(
                "It is suspected. Say first that it is no spam.", extra=extra
            )
        by = conversation.resolved_by
        name = by.name if by and by.name else "the system"
        return ConversationResolved(f"Already resolved by {name}.", extra=extra)
    if conversation.state is ConversationState.HANDLED and conversation.assignee:
        return ConversationTaken(f"Taken by {conversation.assignee.name}.", extra=extra)
    return ConversationNotHandled("It waits in the queue; take it first.", extra=extra)


def at_capacity(conversation: Conversation, who: Person, load: int, capacity: int) -> HubError:
    """Tells how full he is, and that the conversation stayed where it was."""
    return AgentAtCapacity(
        f"{who.name} handles {load} of {capacity} conversations. Choose somebody else,"
        " or raise the capacity.",
        extra={
            **present_state(conversation),
            "agent": {"id": str(who.id), "name": who.name},
            "load": load,
            "capacity": capacity,
        },
    )


def not_yours() -> HubError:
    return Forbidden("Only who handles this conversation, or a supervisor, may do this.")


class MessageNotUnderstood(Invalid):
    """``kept_id``: where."""

    detail_by_default = "This message could not be taken. It was kept for an admin to look at."
    kept_id: Id | None = None
