"""Departments: their queries and their atomic changes. Exactly one is the default."""

from typing import Any

from hub.kit.errors import Conflict, Invalid, NotFound
from hub.rules.audience import STAFF
from hub.rules.names import clean_name
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.department import Department
from models.documents.event import Actor, ObjectRef
from models.words import EventType, ObjectKind


class DepartmentNameTaken(Conflict):
    detail_by_default = "Another department has this name."


async def list_all(store: Store) -> list[Department]:
    return await store.find(Department, {}, sort=[("name", 1)])


async def create(tx: Transaction, name: str, actor: Actor) -> Department:
    """The first one becomes the default. Raises DepartmentNameTaken, Invalid."""
    name = clean_name(name)
    await _refuse_taken(tx, name)
    has_default = await tx.get(Department, {"is_default": True}) is not None
    department = Department(name=name, is_default=not has_default, created_at=tx.now)
    await tx.insert(department)
    _record(tx, department, actor, {"created": True})
    return department


async def change(
    tx: Transaction, department_id: Id, actor: Actor, *, name: str | None, is_default: bool | None
) -> Department:
    """Raises NotFound, DepartmentNameTaken, Invalid."""
    department = await tx.get(Department, {"_id": department_id})
    if department is None:
        raise NotFound
    wanted: dict[str, Any] = {}
    if name is not None and (cleaned := clean_name(name)) != department.name:
        await _refuse_taken(tx, cleaned)
        wanted["name"] = cleaned
    if is_default is False and department.is_default:
        raise Invalid(fields={"isDefault": "make another department the default instead"})
    if is_default and not department.is_default:
        await _take_default_away(tx, actor)
        wanted["is_default"] = True
    if not wanted:
        return department
    changed = await tx.change(
        Department, {"_id": department_id}, {"$set": wanted, "$inc": {"version": 1}}
    )
    assert changed is not None
    told = {key: [getattr(department, key), value] for key, value in wanted.items()}
    _record(tx, changed, actor, told)
    return changed


async def _refuse_taken(tx: Transaction, name: str) -> None:
    if await tx.get(Department, {"name": name}):
        raise DepartmentNameTaken(fields={"name": "another department has it"})


async def _take_default_away(tx: Transaction, actor: Actor) -> None:
    former = await tx.change(
        Department, {"is_default": True}, {"$set": {"is_default": False}, "$inc": {"version": 1}}
    )
    if former is not None:
        _record(tx, former, actor, {"is_default": [True, False]})


def _record(tx: Transaction, department: Department, actor: Actor, changes: dict[str, Any]) -> None:
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=ObjectKind.DEPARTMENT, id=department.id, version=department.version),
        actor=actor,
        rooms=[STAFF],
        changes=changes,
    )
