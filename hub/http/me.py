"""The caller's own account and the places where he is signed in."""

from hub.http.doorway.call import Call
from hub.http.doorway.cookies import clear_cookies
from hub.http.doorway.door import Doors
from hub.kit.errors import NotFound
from hub.presenters import settings as present
from hub.rules.policy import Act
from hub.services import members, sign_ins
from hub.services.members import MemberChange
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.wire.base import Page
from models.wire.invitation import PasswordBody
from models.wire.people import Member, MePatch, SignedInPlace

doors = Doors("Account")


@doors.get("/me", Act.READ_ACCOUNT)
async def read_me(call: Call) -> Member:
    """The caller's own account."""
    return present.member(call.caller.member)


@doors.patch("/me", Act.CHANGE_ACCOUNT)
async def change_me(call: Call, body: MePatch) -> Member:
    """Change one's own name, language, or how long what one sends can be taken back."""
    wanted = MemberChange(
        name=body.name,
        language=body.language,
        undo_mail_seconds=body.undo_mail_seconds,
        undo_chat_seconds=body.undo_chat_seconds,
    )

    async def work(tx: Transaction) -> Member:
        changed, _ = await members.change(tx, call.caller.member.id, wanted, call.caller.actor)
        return present.member(changed)

    return await call.hub.store.transact(work)


@doors.post("/me/password", Act.CHANGE_PASSWORD, refuses=(429,))
async def change_my_password(call: Call, body: PasswordBody) -> None:
    """A new password in place of the present one. All other sign-ins end."""
    caller = call.caller
    await call.hub.set_password.by_present_one(
        caller.member, caller.sign_in.id, body.present, body.password
    )


@doors.get("/me/sessions", Act.LIST_SIGN_INS)
async def list_my_sessions(call: Call) -> Page[SignedInPlace]:
    """Where the caller is signed in, the newest first."""
    caller = call.caller
    places = await sign_ins.list_of(call.hub.store, caller.member.id)
    return Page(items=[present.signed_in_place(one, caller.sign_in.id) for one in places])


@doors.delete("/me/sessions", Act.END_SIGN_INS)
async def end_my_other_sessions(call: Call) -> None:
    """Sign out everywhere but here."""
    await call.hub.sign_out.everywhere_but(call.caller.member, call.caller.sign_in.id)


@doors.delete("/me/sessions/{session_id}", Act.END_SIGN_INS)
async def end_my_session(call: Call, session_id: Id) -> None:
    """Sign out in one place."""
    caller = call.caller
    if not await call.hub.sign_out(caller.member, session_id):
        raise NotFound
    if session_id == caller.sign_in.id:
        clear_cookies(call.reply.cookies)
