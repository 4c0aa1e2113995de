"""What the links of mails open: joining, and choosing a new password. The token comes in the body."""

from hub.flows.accept_invitation import Accepted
from hub.flows.set_password import ByLink
from hub.http.doorway.call import Call
from hub.http.doorway.cookies import set_cookies
from hub.http.doorway.door import Doors
from hub.presenters import invitation as present_invitation
from hub.presenters import settings as present
from hub.rules.policy import Act
from hub.services import sign_ins
from models.documents import Member
from models.wire.invitation import (
    AcceptBody,
    ForgotBody,
    InvitationShown,
    LinkBody,
    ResetBody,
    ResetShown,
)
from models.wire.people import SignedIn

doors = Doors("Account")


@doors.post("/auth/invite-link", Act.ACCEPT_INVITATION, refuses=(404, 409))
async def read_invite_link(call: Call, body: LinkBody) -> InvitationShown:
    """What the link of an invitation invites to."""
    found = await call.hub.accept_invitation.look(body.token)
    return present_invitation.shown(found, call.hub.directory.workspace)


@doors.post("/auth/accept-invite", Act.ACCEPT_INVITATION, refuses=(404, 409))
async def accept_invite(call: Call, body: AcceptBody) -> SignedIn:
    """Become a member, and be signed in. The link works once."""
    accepted = Accepted(
        token=body.token,
        name=body.name,
        password=body.password,
        language=body.language,
        device=_device(call),
        address=call.address,
    )
    return _signed_in(call, *await call.hub.accept_invitation(accepted))


@doors.post("/auth/forgot", Act.RESET_PASSWORD, refuses=(429,))
async def forgot_password(call: Call, body: ForgotBody) -> None:
    """Ask for a link to a new password. The answer is the same for every address."""
    await call.hub.request_reset(body.email, call.address)


@doors.post("/auth/reset-link", Act.RESET_PASSWORD, refuses=(404, 409))
async def read_reset_link(call: Call, body: LinkBody) -> ResetShown:
    """Whose password the link sets."""
    member = await call.hub.set_password.look(body.token)
    return ResetShown(workspace=call.hub.directory.workspace.name, email=member.email)


@doors.post("/auth/reset", Act.RESET_PASSWORD, refuses=(404, 409))
async def reset_password(call: Call, body: ResetBody) -> SignedIn:
    """Set a new password, and be signed in. All other sign-ins end."""
    given = ByLink(body.token, body.password, _device(call), call.address)
    return _signed_in(call, *await call.hub.set_password.by_link(given))


def _device(call: Call) -> str:
    return call.request.headers.get("user-agent", "")


def _signed_in(call: Call, token: str, member: Member) -> SignedIn:
    set_cookies(
        call.reply.cookies,
        call.hub.settings,
        call.signer,
        token,
        max_age=int(sign_ins.LIFETIME.total_seconds()),
    )
    return SignedIn(token=token, member=present.member(member))
