"""Invitations, sent and withdrawn by admins."""

from hub.flows.invite_members import Wanted
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import invitation as present
from hub.rules.policy import Act
from hub.services import invitations
from models.documents.base import Id
from models.wire.base import Page
from models.wire.invitation import (
    Invitation,
    InvitationResults,
    InvitationsBody,
    InvitedAddress,
)
from models.wire.mail import SecretLink

doors = Doors("Members")


@doors.get("/invitations", Act.LIST_INVITATIONS)
async def list_invitations(call: Call) -> Page[Invitation]:
    """Those that are open, the newest first; expired ones among them."""
    found = await invitations.list_open(call.hub.store)
    return Page(items=[present.invitation(one) for one in found])


@doors.post("/invitations", Act.INVITE)
async def invite(call: Call, body: InvitationsBody) -> InvitationResults:
    """Invite many addresses at once; each is told what became of it."""
    wanted = Wanted(
        emails=body.emails,
        role=body.role,
        department_ids=[Id(id) for id in body.department_ids],
        supervised_ids=[Id(id) for id in body.supervised_ids],
        language=body.language,
    )
    results = await call.hub.invite_members(wanted, call.caller.member)
    return InvitationResults(
        items=[
            InvitedAddress(
                email=one.email,
                result=one.result,
                invitation=one.invitation and present.invitation(one.invitation),
            )
            for one in results
        ]
    )


@doors.post("/invitations/{invitation_id}/resend", Act.INVITE, refuses=(409,))
async def resend_invitation(call: Call, invitation_id: Id) -> Invitation:
    """A fresh link by mail, good for seven days; the former one ends."""
    renewed = await call.hub.invite_members.again(invitation_id, call.caller.member)
    return present.invitation(renewed)


@doors.delete("/invitations/{invitation_id}", Act.INVITE, refuses=(409,))
async def revoke_invitation(call: Call, invitation_id: Id) -> None:
    """Withdraw it: its link ends."""
    await call.hub.invite_members.revoke(invitation_id, call.caller.member)


@doors.post("/invitations/{invitation_id}/link", Act.READ_SECRET_LINK, refuses=(409,))
async def read_invitation_link(call: Call, invitation_id: Id) -> SecretLink:
    """Its link, to be passed on by hand. That it was read is written down."""
    url, until = await call.hub.read_secret_link.of_invitation(invitation_id, call.caller.actor)
    return SecretLink(url=url, expires_at=until)
