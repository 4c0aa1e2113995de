"""Invitations: their queries and their atomic changes. An address has one open one at most."""

from datetime import datetime, timedelta
from typing import Any

from hub.kit.errors import Conflict, NotFound
from hub.rules.audience import ADMINS
from hub.rules.links import Link, LinkExpired, LinkReplaced, LinkRevoked, LinkUnknown, LinkUsed
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.documents.invitation import Invitation
from models.documents.system_mail import MailLink, SystemMail
from models.words import EventType, InvitationState, LinkPurpose, MailState, ObjectKind

LIFETIME = timedelta(days=7)

MOST_LISTED = 1_000


class InvitationEnded(Conflict):
    detail_by_default = "This invitation was accepted or withdrawn already."


async def list_open(store: Store) -> list[Invitation]:
    """The newest first."""
    return await store.find(Invitation, {"open": True}, sort=[("sent_at", -1)], limit=MOST_LISTED)


async def find(store: Store, invitation_id: Id) -> Invitation:
    found = await store.get(Invitation, {"_id": invitation_id})
    if found is None:
        raise NotFound
    return found


def refuse_dead(invitation: Invitation | None, link: Link, now: datetime) -> Invitation:
    """The invitation, if this link still opens it. Raises LinkUnknown and its like."""
    if invitation is None:
        raise LinkUnknown
    if invitation.state is InvitationState.ACCEPTED:
        raise LinkUsed
    if invitation.state is InvitationState.REVOKED:
        raise LinkRevoked
    if invitation.round != link.round:
        raise LinkReplaced
    if now >= invitation.expires_at:
        raise LinkExpired
    return invitation


def link_of(invitation: Invitation) -> MailLink:
    return MailLink(
        purpose=LinkPurpose.INVITATION,
        object_id=invitation.id,
        round=invitation.round,
        expires_at=invitation.expires_at,
    )


async def create(tx: Transaction, invitation: Invitation, actor: Actor) -> None:
    await tx.insert(invitation)
    changes = {"role": invitation.role, "department_ids": invitation.department_ids}
    _record(tx, EventType.INVITATION_CREATED, invitation, actor, changes)


async def renew(tx: Transaction, invitation_id: Id, actor: Actor) -> Invitation:
    """Another round: a fresh link for seven days, the former ones end. Raises NotFound, InvitationEnded."""
    found = await _pending(tx, invitation_id)
    renewed = await _change(
        tx,
        found,
        {
            "round": found.round + 1,
            "sent_at": tx.now,
            "expires_at": tx.now + LIFETIME,
            "mail_state": MailState.PENDING,
            "mail_trouble": None,
        },
    )
    _record(
        tx, EventType.INVITATION_UPDATED, renewed, actor, {"round": [found.round, renewed.round]}
    )
    return renewed


async def revoke(tx: Transaction, invitation_id: Id, actor: Actor) -> None:
    """Raises NotFound; InvitationEnded when it was accepted. Withdrawn twice is withdrawn."""
    found = await tx.get(Invitation, {"_id": invitation_id})
    if found is None:
        raise NotFound
    if found.state is InvitationState.REVOKED:
        return
    if found.state is InvitationState.ACCEPTED:
        raise InvitationEnded
    await _end(tx, found, actor, InvitationState.REVOKED, None)


async def accept(tx: Transaction, invitation: Invitation, actor: Actor, member_id: Id) -> None:
    await _end(tx, invitation, actor, InvitationState.ACCEPTED, member_id)


async def note_mail(tx: Transaction, mail: SystemMail, actor: Actor) -> None:
    """How far the mail of the present round got, for who looks at the invitation."""
    link = mail.link
    if link is None or link.purpose is not LinkPurpose.INVITATION:
        return
    found = await tx.get(Invitation, {"_id": link.object_id, "open": True, "round": link.round})
    now = {"mail_state": mail.state, "mail_trouble": mail.trouble}
    if found is None or (found.mail_state, found.mail_trouble) == (mail.state, mail.trouble):
        return
    noted = await _change(tx, found, now)
    changes = {"mail_state": [found.mail_state, mail.state]}
    _record(tx, EventType.INVITATION_UPDATED, noted, actor, changes)


async def _pending(tx: Transaction, invitation_id: Id) -> Invitation:
    found = await tx.get(Invitation, {"_id": invitation_id})
    if found is None:
        raise NotFound
    if found.state is not InvitationState.PENDING:
        raise InvitationEnded
    return found


async def _end(
    tx: Transaction,
    invitation: Invitation,
    actor: Actor,
    state: InvitationState,
    member_id: Id | None,
) -> None:
    ended = await tx.change(
        Invitation,
        {"_id": invitation.id, "version": invitation.version},
        {
            "$set": {"state": state, "member_id": member_id},
            "$unset": {"open": ""},
            "$inc": {"version": 1},
        },
    )
    assert ended is not None
    changes = {"state": [invitation.state, state]}
    _record(tx, EventType.INVITATION_UPDATED, ended, actor, changes)


async def _change(tx: Transaction, found: Invitation, to: dict[str, Any]) -> Invitation:
    changed = await tx.change(
        Invitation,
        {"_id": found.id, "version": found.version},
        {"$set": to, "$inc": {"version": 1}},
    )
    assert changed is not None
    return changed


def _record(
    tx: Transaction, type: EventType, invitation: Invitation, actor: Actor, changes: dict[str, Any]
) -> None:
    """The address is personal, so it stands in no change: the invitation has it."""
    tx.record(
        type,
        object=ObjectRef(kind=ObjectKind.INVITATION, id=invitation.id, version=invitation.version),
        actor=actor,
        rooms=[ADMINS],
        changes=changes,
    )
