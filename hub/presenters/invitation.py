"""Invitations, for admins and for whoever holds the link."""

from models.documents import Invitation, Workspace
from models.wire import invitation as wire
from models.wire.people import NamedMember


def invitation(document: Invitation) -> wire.Invitation:
    return wire.Invitation(
        id=str(document.id),
        email=document.email,
        role=document.role,
        department_ids=[str(id) for id in document.department_ids],
        supervised_ids=[str(id) for id in document.supervised_ids],
        state=document.state,
        invited_by=NamedMember(id=str(document.invited_by.id), name=document.invited_by.name),
        created_at=document.created_at,
        sent_at=document.sent_at,
        expires_at=document.expires_at,
        mail_state=document.mail_state,
        mail_trouble=document.mail_trouble,
        version=document.version,
    )


def shown(document: Invitation, house: Workspace) -> wire.InvitationShown:
    return wire.InvitationShown(
        workspace=house.name,
        email=document.email,
        role=document.role,
        invited_by=document.invited_by.name,
        language=document.language or house.default_language,
        expires_at=document.expires_at,
    )
