"""Staff accounts: their queries and their atomic changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hub.kit.errors import Conflict, Invalid, NotFound
from hub.rules.actors import actor_of
from hub.rules.addresses import clean_email
from hub.rules.audience import STAFF, member_room
from hub.rules.names import clean_name
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.department import Department
from models.documents.event import Actor, ObjectRef
from models.documents.housekeeping import Counter
from models.documents.member import Member
from models.words import EventType, Language, MemberState, ObjectKind, Role

ACCESS_FIELDS = frozenset({"role", "state", "department_ids", "supervised_ids"})
"""What decides which rooms a member has."""


class EmailTaken(Conflict):
    detail_by_default = "Another member has this e-mail address."


class LastAdmin(Conflict):
    detail_by_default = "This is the last active admin. Make another one first."


@dataclass
class MemberChange:
    """Only what is not None changes. ``limits``: ``capacity`` and ``forced_capacity``, as far as
    they are named; None there takes the workspace's.
    """

    name: str | None = None
    language: Language | None = None
    role: Role | None = None
    state: MemberState | None = None
    department_ids: list[Id] | None = None
    department_priorities: dict[str, int] | None = None
    supervised_ids: list[Id] | None = None
    undo_mail_seconds: int | None = None
    undo_chat_seconds: int | None = None
    limits: dict[str, int | None] = field(default_factory=dict)


@dataclass
class NewMember:
    email: str
    name: str
    role: Role
    department_ids: list[Id] = field(default_factory=list)
    supervised_ids: list[Id] = field(default_factory=list)
    password_hash: str | None = None
    language: Language | None = None


async def find_by_email(store: Store, email: str) -> Member | None:
    return await store.get(Member, {"email": email.strip().lower()})


async def list_all(store: Store) -> list[Member]:
    return await store.find(Member, {}, sort=[("name", 1), ("_id", 1)])


async def get(tx: Transaction, member_id: Id) -> Member:
    member = await tx.get(Member, {"_id": member_id})
    if member is None:
        raise NotFound
    return member


async def join(tx: Transaction, new: NewMember) -> Member:
    """Whoever was invited adds himself; what has gone meanwhile of what he was to have, he has not.

    Raises EmailTaken, Invalid.
    """
    departments = await tx.find(Department, {"_id": {"$in": new.department_ids}})
    agents = await tx.find(Member, {"_id": {"$in": new.supervised_ids}})
    new.department_ids = [one.id for one in departments]
    new.supervised_ids = [one.id for one in agents]
    return await create(tx, new, None)


async def check_mentions(tx: Transaction, ids: list[Id]) -> None:
    """Raises Invalid when one of these is no active member."""
    active = {"_id": {"$in": ids}, "state": MemberState.ACTIVE.value}
    if ids and len(await tx.find(Member, active)) != len(set(ids)):
        raise Invalid(fields={"mentions": "names somebody who is no active member"})


async def create(tx: Transaction, new: NewMember, actor: Actor | None) -> Member:
    """Without an actor it is his own act. Raises EmailTaken, Invalid."""
    email = clean_email(new.email)
    name = clean_name(new.name)
    await check_links(tx, new.department_ids, new.supervised_ids)
    if await tx.get(Member, {"email": email}):
        raise EmailTaken(fields={"email": "another member has it"})
    member = Member(
        email=email,
        name=name,
        role=new.role,
        department_ids=_unique(new.department_ids),
        supervised_ids=_unique(new.supervised_ids),
        password_hash=new.password_hash,
        language=new.language,
        created_at=tx.now,
    )
    await tx.insert(member)
    _record_settings(tx, member, actor or actor_of(member), {"created": True})
    return member


async def leave_department(tx: Transaction, department_id: Id, actor: Actor) -> None:
    """All who are in it are so no more; their rights change with it."""
    for member in await tx.find(Member, {"department_ids": department_id}):
        rest = [id for id in member.department_ids if id != department_id]
        await change(tx, member.id, MemberChange(department_ids=rest), actor)


async def change(
    tx: Transaction, member_id: Id, wanted: MemberChange, actor: Actor
) -> tuple[Member, bool]:
    """The member as he is then, and whether his access changed. Raises NotFound, LastAdmin, Invalid."""
    member = await get(tx, member_id)
    await check_links(tx, wanted.department_ids or [], wanted.supervised_ids or [])
    changes = _differences(member, wanted)
    if not changes:
        return member, False
    rules_now = member.role is Role.ADMIN and member.state is MemberState.ACTIVE
    if rules_now and {"role", "state"} & changes.keys():
        await _keep_an_admin(tx, member)
    update = {name: after for name, (_, after) in changes.items()}
    changed = await tx.change(Member, {"_id": member.id}, {"$set": update, "$inc": {"version": 1}})
    assert changed is not None
    told = {name: list(pair) for name, pair in changes.items()}
    touches_access = bool(ACCESS_FIELDS & changes.keys())
    if touches_access:
        tx.record(
            EventType.MEMBER_ACCESS_CHANGED,
            object=_reference(changed),
            actor=actor,
            rooms=[member_room(changed.id)],
            changes=told,
        )
    _record_settings(tx, changed, actor, told)
    return changed, touches_access


async def set_password(
    tx: Transaction, member_id: Id, password_hash: str, actor: Actor, *, by: str
) -> Member:
    """``by``: ``member`` with the present one, or ``link``. The journal knows that, and no more."""
    changed = await tx.change(
        Member,
        {"_id": member_id},
        {"$set": {"password_hash": password_hash}, "$inc": {"version": 1}},
    )
    if changed is None:
        raise NotFound
    tx.record(
        EventType.MEMBER_PASSWORD_CHANGED,
        object=_reference(changed),
        actor=actor,
        changes={"by": by},
    )
    return changed


def record_reset_request(tx: Transaction, member: Member, actor: Actor) -> None:
    tx.record(EventType.MEMBER_RESET_REQUESTED, object=_reference(member), actor=actor)


async def check_links(tx: Transaction, department_ids: list[Id], supervised_ids: list[Id]) -> None:
    """Raises Invalid when one of these does not exist."""
    fields = {}
    found = await tx.find(Department, {"_id": {"$in": department_ids}})
    if len(found) != len(set(department_ids)):
        fields["departmentIds"] = "names a department that does not exist"
    agents = await tx.find(Member, {"_id": {"$in": supervised_ids}})
    if len(agents) != len(set(supervised_ids)):
        fields["supervisedIds"] = "names a member that does not exist"
    if fields:
        raise Invalid(fields=fields)


def _differences(member: Member, wanted: MemberChange) -> dict[str, tuple[Any, Any]]:
    values: dict[str, Any] = {
        "name": None if wanted.name is None else clean_name(wanted.name),
        "language": wanted.language,
        "role": wanted.role,
        "state": wanted.state,
        "department_ids": _unique(wanted.department_ids),
        "department_priorities": _priorities(member, wanted),
        "supervised_ids": _unique(wanted.supervised_ids),
        "undo_mail_seconds": wanted.undo_mail_seconds,
        "undo_chat_seconds": wanted.undo_chat_seconds,
    }
    given = {name: value for name, value in values.items() if value is not None}
    return {
        name: (getattr(member, name), value)
        for name, value in (given | wanted.limits).items()
        if value != getattr(member, name)
    }


def _priorities(member: Member, wanted: MemberChange) -> dict[str, int]:
    """Of the departments that he is in afterwards; what is usual is not kept."""
    departments = member.department_ids if wanted.department_ids is None else wanted.department_ids
    given = wanted.department_priorities
    named = member.department_priorities if given is None else given
    return {str(id): named[str(id)] for id in departments if named.get(str(id))}


def _unique(ids: Iterable[Id] | None) -> Any:
    return None if ids is None else list(dict.fromkeys(ids))


async def _keep_an_admin(tx: Transaction, leaving: Member) -> None:
    # Two admins who demote each other at once would both see the other: one document, which
    # both write, makes the second of them look again.
    await tx.change(Counter, {"_id": "admins"}, {"$inc": {"value": 1}}, upsert=True)
    rest = await tx.find(
        Member,
        {
            "_id": {"$ne": leaving.id},
            "role": Role.ADMIN.value,
            "state": MemberState.ACTIVE.value,
        },
        limit=1,
    )
    if not rest:
        raise LastAdmin


def _reference(member: Member) -> ObjectRef:
    return ObjectRef(kind=ObjectKind.MEMBER, id=member.id, version=member.version)


def _record_settings(
    tx: Transaction, member: Member, actor: Actor, changes: dict[str, Any]
) -> None:
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=_reference(member),
        actor=actor,
        rooms=[STAFF],
        changes=changes,
    )
