"""Who gets automatic work: computed, never stored."""

from models.documents import Agent, Member, Workspace
from models.words import PresenceState


def capacity_of(member: Member, workspace: Workspace) -> int:
    return workspace.capacity if member.capacity is None else member.capacity


def forced_capacity_of(member: Member, workspace: Workspace) -> int:
    """Never below his capacity."""
    own = workspace.forced_capacity if member.forced_capacity is None else member.forced_capacity
    return max(own, capacity_of(member, workspace))


def is_available(agent: Agent, capacity: int) -> bool:
    return agent.state is PresenceState.ONLINE and agent.load < capacity
