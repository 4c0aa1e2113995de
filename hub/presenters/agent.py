"""A member at work as staff see him, and why he may be away."""

from hub.rules.availability import capacity_of, forced_capacity_of, is_available
from hub.store.directory import Directory
from models.documents import Agent, AwayReason, Member
from models.documents.base import Id
from models.wire import agent as wire
from models.words import Language


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


def reason_name(reason_id: Id | None, house: Directory) -> wire.BothLanguages | None:
    """Also of one that was removed since."""
    reason = house.away_reasons.get(reason_id) if reason_id else None
    return _both(reason) if reason else None


def _both(document: AwayReason) -> wire.BothLanguages:
    return wire.BothLanguages(
        id=document.name[Language.INDONESIAN], en=document.name[Language.ENGLISH]
    )
