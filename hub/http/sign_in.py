"""Signing in and out."""

from hub.flows.sign_in import Attempted, sign_in
from hub.http.doorway.call import Call
from hub.http.doorway.cookies import clear_cookies, set_cookies
from hub.http.doorway.door import Doors
from hub.presenters import settings as present
from hub.rules.policy import Act
from hub.services import sign_ins
from models.wire.people import SignedIn, SignInBody

doors = Doors("Account")


@doors.post("/auth/sign-in", Act.SIGN_IN, refuses=(401, 429))
async def sign_in_member(call: Call, body: SignInBody) -> SignedIn:
    """Sign in with e-mail and password.

    Answers with a bearer token and sets the same as a cookie. Wrong e-mail and wrong password
    answer alike; `triesLeft` counts down before 429.
    """
    device = call.request.headers.get("user-agent", "")
    tried = Attempted(body.email, body.password, device, call.address)
    token, member = await sign_in(call.hub.store, tried)
    set_cookies(
        call.reply.cookies,
        call.hub.settings,
        call.signer,
        token,
        max_age=int(sign_ins.LIFETIME.total_seconds()),
    )
    return SignedIn(token=token, member=present.member(member))


@doors.post("/auth/sign-out", Act.SIGN_OUT)
async def sign_out(call: Call) -> None:
    """End this session; its token is worth nothing afterwards."""
    caller = call.caller
    await call.hub.sign_out(caller.member, caller.sign_in.id)
    clear_cookies(call.reply.cookies)
