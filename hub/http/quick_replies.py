"""Quick replies: of the workspace by admins, of a department by its supervisors, one's own by all."""

from typing import Any

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import Invalid
from hub.presenters import tools as present
from hub.rules.policy import Act
from hub.services import quick_replies
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.wire.base import Page
from models.wire.quick_reply import QuickReply, QuickReplyBody, QuickReplyPatch

doors = Doors("Quick replies")

MAY_BE_NULL = frozenset({"language", "department_id"})


@doors.get("/quick-replies", Act.LIST_QUICK_REPLIES)
async def list_quick_replies(call: Call) -> Page[QuickReply]:
    """Those the caller may use, by shortcut; an admin also those of all departments."""
    found = await quick_replies.list_for(call.hub.store, call.caller.member)
    return Page(items=[present.quick_reply(one) for one in found])


@doors.post("/quick-replies", Act.CREATE_QUICK_REPLY, status=201, refuses=(409,))
async def create_quick_reply(call: Call, body: QuickReplyBody) -> QuickReply:
    """Add one. A shortcut is taken once in each place and language."""
    values: dict[str, Any] = body.model_dump()
    values["department_id"] = Id(body.department_id) if body.department_id else None

    async def work(tx: Transaction) -> QuickReply:
        return present.quick_reply(await quick_replies.create(tx, call.caller.member, **values))

    return await call.hub.store.transact(work)


@doors.patch("/quick-replies/{quick_reply_id}", Act.CHANGE_QUICK_REPLY, refuses=(409,))
async def change_quick_reply(call: Call, quick_reply_id: Id, body: QuickReplyPatch) -> QuickReply:
    """Change what is named. One that is made personal becomes the caller's."""
    values: dict[str, Any] = body.model_dump(exclude_unset=True)
    for name, value in values.items():
        if value is None and name not in MAY_BE_NULL:
            raise Invalid(fields={name: "cannot be empty"})
    if body.department_id is not None:
        values["department_id"] = Id(body.department_id)

    async def work(tx: Transaction) -> QuickReply:
        changed = await quick_replies.change(tx, call.caller.member, quick_reply_id, dict(values))
        return present.quick_reply(changed)

    return await call.hub.store.transact(work)


@doors.delete("/quick-replies/{quick_reply_id}", Act.CHANGE_QUICK_REPLY)
async def delete_quick_reply(call: Call, quick_reply_id: Id) -> None:
    """Delete one. What was sent with it stays as it is."""

    async def work(tx: Transaction) -> None:
        await quick_replies.remove(tx, call.caller.member, quick_reply_id)

    await call.hub.store.transact(work)
