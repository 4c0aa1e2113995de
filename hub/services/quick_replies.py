"""Quick replies: their queries and their atomic changes."""

from typing import Any

from hub.kit.errors import Conflict, Forbidden, Invalid, NotFound
from hub.rules.actors import actor_of
from hub.rules.audience import rooms_of_member
from hub.rules.names import clean_name
from hub.rules.quick_reply_rights import may_keep, place_of, rooms_of_quick_reply, uses
from hub.rules.variables import check_variables
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Department, Member, QuickReply
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.words import EventType, Language, ObjectKind, QuickReplyScope, Role

MOST = 1_000
"""Quick replies in one place, and in one list."""


class ShortcutTaken(Conflict):
    detail_by_default = "Another quick reply has this shortcut."


async def list_for(store: Store, member: Member) -> list[QuickReply]:
    """Those he may use, by shortcut: of the workspace, his departments and himself."""
    rooms: list[dict[str, Any]] = [{"place": {"$in": sorted(rooms_of_member(member))}}]
    if member.role is Role.ADMIN:
        rooms.append({"scope": QuickReplyScope.DEPARTMENT})
    found = await store.find(QuickReply, {"$or": rooms}, sort=[("shortcut", 1), ("_id", 1)])
    return found[:MOST]


async def create(
    tx: Transaction,
    member: Member,
    *,
    shortcut: str,
    title: str,
    text: str,
    scope: QuickReplyScope,
    department_id: Id | None,
    language: Language | None,
) -> QuickReply:
    """Raises Forbidden, Invalid, ShortcutTaken."""
    _check_rights(member, scope, department_id)
    await _check_department(tx, scope, department_id)
    check_variables(text)
    owner_id = member.id if scope is QuickReplyScope.PERSONAL else None
    reply = QuickReply(
        shortcut=shortcut.removeprefix("/"),
        title=clean_name(title),
        text=text,
        scope=scope,
        place=place_of(scope, department_id, owner_id),
        department_id=department_id,
        owner_id=owner_id,
        language=language,
        created_at=tx.now,
        updated_at=tx.now,
    )
    await _refuse_taken(tx, reply)
    if len(await tx.find(QuickReply, {"place": reply.place}, limit=MOST)) >= MOST:
        raise Invalid(f"There can be at most {MOST} quick replies in one place.")
    await tx.insert(reply)
    _record(tx, reply, member, {"created": True})
    return reply


async def change(
    tx: Transaction, member: Member, reply_id: Id, values: dict[str, Any]
) -> QuickReply:
    """``values`` are the named fields of the document. Raises NotFound and as ``create``."""
    before = await _kept_by(tx, member, reply_id)
    if "shortcut" in values:
        values["shortcut"] = values["shortcut"].removeprefix("/")
    if "title" in values:
        values["title"] = clean_name(values["title"])
    if "scope" in values and values["scope"] is not QuickReplyScope.DEPARTMENT:
        values.setdefault("department_id", None)
    after = before.model_copy(update=values)
    _check_rights(member, after.scope, after.department_id)
    await _check_department(tx, after.scope, after.department_id)
    check_variables(after.text)
    after.owner_id = member.id if after.scope is QuickReplyScope.PERSONAL else None
    after.place = place_of(after.scope, after.department_id, after.owner_id)
    wanted = {
        name: value
        for name, value in after.model_dump(exclude={"id", "revision_id", "version"}).items()
        if value != getattr(before, name)
    }
    if not wanted:
        return before
    await _refuse_taken(tx, after)
    changed = await tx.change(
        QuickReply,
        {"_id": reply_id},
        {
            "$set": {name: value for name, value in wanted.items() if value is not None}
            | {"updated_at": tx.now},
            "$unset": {name: "" for name, value in wanted.items() if value is None},
            "$inc": {"version": 1},
        },
    )
    assert changed is not None
    told = {name: [getattr(before, name), value] for name, value in wanted.items()}
    _record(tx, changed, member, told, before=before)
    return changed


async def remove(tx: Transaction, member: Member, reply_id: Id) -> None:
    """Raises NotFound, Forbidden."""
    reply = await _kept_by(tx, member, reply_id)
    await tx.delete(QuickReply, {"_id": reply_id})
    _record(tx, reply, member, {"deleted": True, "shortcut": reply.shortcut})


async def _kept_by(tx: Transaction, member: Member, reply_id: Id) -> QuickReply:
    reply = await tx.get(QuickReply, {"_id": reply_id})
    if reply is None or not uses(member, reply):
        raise NotFound
    _check_rights(member, reply.scope, reply.department_id)
    return reply


def _check_rights(member: Member, scope: QuickReplyScope, department_id: Id | None) -> None:
    if not may_keep(member, scope, department_id):
        raise Forbidden("These quick replies are kept by supervisors and admins.")


async def _check_department(
    tx: Transaction, scope: QuickReplyScope, department_id: Id | None
) -> None:
    if (scope is QuickReplyScope.DEPARTMENT) != (department_id is not None):
        wrong = "belongs to the scope department, and only to it"
        raise Invalid(fields={"departmentId": wrong})
    if department_id and not await tx.get(Department, {"_id": department_id}):
        raise Invalid(fields={"departmentId": "names a department that does not exist"})


async def _refuse_taken(tx: Transaction, reply: QuickReply) -> None:
    same = {"place": reply.place, "shortcut": reply.shortcut, "language": reply.language}
    if await tx.get(QuickReply, {**same, "_id": {"$ne": reply.id}}):
        raise ShortcutTaken(fields={"shortcut": "another quick reply has it"})


def _record(
    tx: Transaction,
    reply: QuickReply,
    member: Member,
    changes: dict[str, Any],
    *,
    before: QuickReply | None = None,
) -> None:
    """What a personal one says stays out of the journal."""
    if reply.scope is QuickReplyScope.PERSONAL or (
        before is not None and before.scope is QuickReplyScope.PERSONAL
    ):
        changes = dict.fromkeys(changes, True)
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=ObjectKind.QUICK_REPLY, id=reply.id, version=reply.version),
        actor=actor_of(member),
        rooms=rooms_of_quick_reply(reply),
        lost_rooms=rooms_of_quick_reply(before) if before else (),
        changes=changes,
    )
