"""A member at work as staff see him, and why he may be away."""

from collections.abc import Mapping

from hub.rules.availability import capacity_of, forced_capacity_of, is_available
from hub.rules.presence_lines import Line
from hub.store.directory import Directory
from models.documents import Agent, AwayReason, Connection, Member
from models.documents.base import Id
from models.wire import agent as wire
from models.wire.conversation import EventActor
from models.words import EventType, Language, PresenceSource, PresenceState, SessionStep


def agent(member: Member, document: Agent | None, house: Directory) -> wire.Agent:
    """``document`` is None for a member who has never been here."""
    document = document or Agent(_id=member.id, version=0)
    capacity = capacity_of(member, house.workspace)
    return wire.Agent(
        id=str(member.id),
        name=member.name,
        state=document.state,
        reason_id=str(document.reason_id) if document.reason_id else None,
        reason_name=reason_name(document.reason_id, house),
        source=document.source,
        since=document.since,
        load=document.load,
        capacity=capacity,
        forced_capacity=forced_capacity_of(member, house.workspace),
        available=is_available(document, capacity),
        version=document.version,
    )


def away_reason(document: AwayReason) -> wire.AwayReason:
    return wire.AwayReason(
        id=str(document.id),
        name=_both(document),
        icon=document.icon,
        position=document.position,
        version=document.version,
    )


def device(document: Connection) -> wire.AgentDevice:
    return wire.AgentDevice(
        member_id=str(document.member_id),
        device=document.device,
        since=document.since,
        active_at=document.active_at,
        lost=document.lost_at is not None,
    )


def log_row(line: Line, names: Mapping[Id, str], house: Directory) -> wire.PresenceLogRow:
    """``names`` of the members, by id."""
    row = line.row
    changes = row.changes
    told = wire.PresenceLogRow(
        id=str(row.id),
        member_id=str(row.object.id),
        member_name=names.get(row.object.id),
        at=row.at,
        until=line.until,
        actor=EventActor(
            kind=row.actor.kind,
            id=str(row.actor.id) if row.actor.id else None,
            name=row.actor.name,
        ),
    )
    if row.type is EventType.AGENT_SESSION_LOGGED:
        told.step = SessionStep(changes["step"])
        told.device = changes.get("device")
        return told
    told.state = PresenceState(changes["state"][1])
    told.source = PresenceSource(changes["source"][1])
    told.reason_name = reason_name(changes["reason_id"][1], house)
    return told


def reason_name(reason_id: Id | None, house: Directory) -> wire.BothLanguages | None:
    """Also of one that was removed since."""
    reason = house.away_reasons.get(reason_id) if reason_id else None
    return _both(reason) if reason else None


def _both(document: AwayReason) -> wire.BothLanguages:
    return wire.BothLanguages(
        id=document.name[Language.INDONESIAN], en=document.name[Language.ENGLISH]
    )
