"""The fields that a house adds to its contacts."""

from typing import Any

from hub.kit.errors import Invalid, NotFound
from hub.kit.words import fold
from hub.rules.audience import STAFF
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import ContactField
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import EventType, FieldType, ObjectKind

MOST = 60
IN_USE: dict[str, Any] = {"archived_at": None}
IN_ORDER = [("position", 1), ("_id", 1)]
CHOOSING = frozenset({FieldType.CHOICE, FieldType.CHOICES})


async def list_all(store: Store) -> list[ContactField]:
    """The archived ones too: what they hold is still shown. In their order."""
    return await store.find(ContactField, {}, sort=IN_ORDER)


async def in_use(tx: Transaction) -> list[ContactField]:
    return await tx.find(ContactField, IN_USE, sort=IN_ORDER)


async def create(
    tx: Transaction,
    actor: Actor,
    *,
    name: str,
    type: FieldType,
    choices: list[str],
    required: bool,
) -> ContactField:
    """Add one at the end. Raises Invalid."""
    present = await tx.find(ContactField, {}, sort=IN_ORDER)
    if len(present) >= MOST:
        raise Invalid(f"There are {MOST} fields already.")
    _refuse_repeated(present, name)
    field = ContactField(
        name=name,
        key=fold(name),
        type=type,
        choices=_choices(type, choices),
        required=required,
        position=len(present),
    )
    await tx.insert(field)
    _record(tx, field, actor, {"created": True})
    return field


async def change(
    tx: Transaction, field_id: Id, actor: Actor, given: dict[str, Any]
) -> ContactField:
    """Of name, choices, required, archived and position those given. Raises NotFound, Invalid."""
    present = await tx.find(ContactField, {}, sort=IN_ORDER)
    field = _named(present, field_id)
    wanted: dict[str, Any] = {}
    others = [each for each in present if each.id != field_id]
    if given.get("name") is not None:
        wanted |= {"name": given["name"], "key": fold(given["name"])}
    if given.get("choices") is not None:
        wanted["choices"] = _choices(field.type, given["choices"])
    if given.get("required") is not None:
        wanted["required"] = given["required"]
    if given.get("archived") is not None:
        wanted["archived_at"] = (field.archived_at or tx.now) if given["archived"] else None
    if wanted.get("archived_at", field.archived_at) is None:
        _refuse_repeated(others, wanted.get("name", field.name))
    changes = {key: value for key, value in wanted.items() if value != getattr(field, key)}
    if changes:
        field = await _write(tx, field, changes, actor)
    if given.get("position") is not None:
        others.insert(given["position"], field)
        for place, each in enumerate(others):
            if each.position != place:
                moved = await _write(tx, each, {"position": place}, actor)
                field = moved if moved.id == field_id else field
    return field


def _choices(type: FieldType, choices: list[str]) -> list[str]:
    kept = list(dict.fromkeys(choices))
    if type in CHOOSING and not kept:
        raise Invalid(fields={"choices": "needs at least one choice"})
    return kept if type in CHOOSING else []


def _named(fields: list[ContactField], field_id: Id) -> ContactField:
    for field in fields:
        if field.id == field_id:
            return field
    raise NotFound


def _refuse_repeated(others: list[ContactField], name: str) -> None:
    if any(other.key == fold(name) and other.archived_at is None for other in others):
        raise Invalid(fields={"name": "another field has it"})


async def _write(
    tx: Transaction, field: ContactField, changes: dict[str, Any], actor: Actor
) -> ContactField:
    kept = {key: value for key, value in changes.items() if value is not None}
    update: dict[str, Any] = {"$set": kept, "$inc": {"version": 1}}
    if emptied := dict.fromkeys(changes.keys() - kept.keys(), ""):
        update["$unset"] = emptied
    changed = await tx.change(ContactField, {"_id": field.id}, update)
    assert changed is not None
    told = {key: [getattr(field, key), value] for key, value in changes.items()}
    _record(tx, changed, actor, told)
    return changed


def _record(tx: Transaction, field: ContactField, actor: Actor, changes: dict[str, Any]) -> None:
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=ObjectKind.CONTACT_FIELD, id=field.id, version=field.version),
        actor=actor,
        rooms=[STAFF],
        changes=changes,
    )
