"""Signatures: whose there are, and their changes."""

from hub.kit.errors import Forbidden, NotFound
from hub.rules.actors import actor_of
from hub.rules.audience import STAFF
from hub.rules.mail_html import is_blank, signed_safely
from hub.rules.variables import check_variables
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Department, Member, Signature
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.words import EventType, ObjectKind, Role, SignatureScope

OWNERS: dict[SignatureScope, tuple[type[Channel | Department | Member], ObjectKind]] = {
    SignatureScope.MEMBER: (Member, ObjectKind.MEMBER),
    SignatureScope.DEPARTMENT: (Department, ObjectKind.DEPARTMENT),
    SignatureScope.CHANNEL: (Channel, ObjectKind.CHANNEL),
}


async def list_for(store: Store, member: Member) -> list[Signature]:
    """His own, and those of departments and channels; an admin's list holds everybody's."""
    if member.role is Role.ADMIN:
        return await store.find(Signature, {})
    shared = {"scope": {"$ne": SignatureScope.MEMBER.value}}
    own = {"scope": SignatureScope.MEMBER.value, "owner_id": member.id}
    return await store.find(Signature, {"$or": [shared, own]})


async def put(
    tx: Transaction, member: Member, scope: SignatureScope, owner_id: Id, html: str
) -> Signature:
    """What is blank is taken away. Raises Forbidden, NotFound, Invalid."""
    own = scope is SignatureScope.MEMBER and owner_id == member.id
    if not own and member.role is not Role.ADMIN:
        raise Forbidden("Only admins change the signatures of others.")
    owner_type, kind = OWNERS[scope]
    owner = await tx.get(owner_type, {"_id": owner_id})
    if owner is None:
        raise NotFound
    place = {"scope": scope.value, "owner_id": owner_id}
    clean = signed_safely(html)
    check_variables(clean)
    if is_blank(clean):
        await tx.delete(Signature, place)
        clean = ""
    else:
        values = {"html": clean, "updated_at": tx.now}
        await tx.change(Signature, place, {"$set": values, "$inc": {"version": 1}}, upsert=True)
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=kind, id=owner.id, version=owner.version),
        actor=actor_of(member),
        rooms=[STAFF],
        changes={"signature": bool(clean)},
    )
    return Signature(scope=scope, owner_id=owner_id, html=clean, updated_at=tx.now)
