"""Which steps of setting up the house are done. Nothing is ticked that is not so."""

from dataclasses import dataclass

from models.documents.channel import Channel
from models.documents.department import Department
from models.documents.member import Member
from models.documents.sighting import Sighting
from models.documents.workspace import Workspace
from models.wire.setup import SetupState
from models.words import MemberState, SetupStep


@dataclass(frozen=True)
class Facts:
    """``channel``: the first that is switched on. ``invited``: open invitations."""

    workspace: Workspace
    departments: list[Department]
    members: list[Member]
    invited: int
    channel: Channel | None
    seen: Sighting | None
    has_chat: bool


def steps_of(facts: Facts) -> list[SetupState]:
    return [
        _company(facts.workspace),
        _hours(facts.workspace),
        _departments(facts),
        _members(facts),
        _channel(facts.channel),
        _site(facts.channel, facts.seen),
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
