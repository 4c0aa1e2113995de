"""Which steps of setting up the house are done. Nothing is ticked that is not so."""

from dataclasses import dataclass

from models.documents.base import Id
from models.documents.channel import Channel
from models.documents.department import Department
from models.documents.member import Member
from models.documents.sighting import Sighting
from models.documents.workspace import Workspace
from models.wire.setup import SetupState
from models.words import ChannelState, MemberState, SetupStep


@dataclass(frozen=True)
class Facts:
    """``channel``: the live chat that is most alive. ``providers``: channels that others carry, switched
    on; ``arrived``: those of them by which a message has come. ``invited``: open invitations.
    """

    workspace: Workspace
    departments: list[Department]
    members: list[Member]
    invited: int
    channel: Channel | None
    seen: Sighting | None
    providers: list[Channel]
    arrived: set[Id]
    has_chat: bool


def steps_of(facts: Facts) -> list[SetupState]:
    return [
        _company(facts.workspace),
        _hours(facts.workspace),
        _departments(facts),
        _members(facts),
        _channel(facts.channel or next(iter(facts.providers), None)),
        *_ways_in(facts),
        SetupState(
            step=SetupStep.CHAT,
            done=facts.has_chat,
            channel_id=str(facts.channel.id) if facts.channel else None,
        ),
    ]


def _company(workspace: Workspace) -> SetupState:
    """The name that everybody reads is no longer ours."""
    return SetupState(step=SetupStep.COMPANY, done=workspace.name != Workspace().name)


def _hours(workspace: Workspace) -> SetupState:
    chosen = not workspace.hours.always or SetupStep.HOURS in workspace.setup_confirmed
    return SetupState(step=SetupStep.HOURS, done=chosen)


def _departments(facts: Facts) -> SetupState:
    """Somebody works in each, so that no queue is without people."""
    peopled = {id for member in _active(facts.members) for id in member.department_ids}
    all_peopled = all(department.id in peopled for department in facts.departments)
    return SetupState(
        step=SetupStep.DEPARTMENTS,
        done=bool(facts.departments) and all_peopled,
        count=len(facts.departments),
    )


def _members(facts: Facts) -> SetupState:
    count = len(_active(facts.members)) + facts.invited
    return SetupState(step=SetupStep.MEMBERS, done=count > 1, count=count)


def _channel(channel: Channel | None) -> SetupState:
    return SetupState(
        step=SetupStep.CHANNEL,
        done=channel is not None,
        channel_id=str(channel.id) if channel else None,
        channel_name=channel.name if channel else None,
    )


def _ways_in(facts: Facts) -> list[SetupState]:
    """Of each kind that there is what makes it work; a house with none begins with a live chat."""
    ways = []
    if facts.channel is not None or not facts.providers:
        ways.append(_site(facts.channel, facts.seen))
    if facts.providers:
        ways.append(_connected(facts))
    return ways


def _connected(facts: Facts) -> SetupState:
    """All of them work, and a message has come by each; else the first of which that is not so."""
    open_yet = [
        one
        for one in facts.providers
        if one.state is not ChannelState.CONNECTED or one.id not in facts.arrived
    ]
    first = open_yet[0] if open_yet else None
    return SetupState(
        step=SetupStep.CONNECTED,
        done=not open_yet,
        count=len(facts.providers),
        channel_id=str(first.id) if first else None,
        channel_name=first.name if first else None,
    )


def _site(channel: Channel | None, seen: Sighting | None) -> SetupState:
    return SetupState(
        step=SetupStep.SITE,
        done=seen is not None,
        channel_id=str(channel.id) if channel else None,
        seen_on=seen.origin if seen else None,
        seen_at=seen.last_at if seen else None,
    )


def _active(members: list[Member]) -> list[Member]:
    return [member for member in members if member.state is MemberState.ACTIVE]
