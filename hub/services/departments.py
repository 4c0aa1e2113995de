"""Departments: their queries and their atomic changes. Exactly one is the default."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from hub.kit.errors import Conflict, Invalid, NotFound
from hub.rules.audience import STAFF
from hub.rules.edits import edit
from hub.rules.hours_checked import checked_hours
from hub.rules.names import clean_name
from hub.rules.targets import checked_targets
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.channel import Channel
from models.documents.department import AnswerTargets, Department
from models.documents.event import Actor, ObjectRef
from models.documents.hours import Hours
from models.words import AssignmentMode, EventType, ObjectKind


class DepartmentIsDefault(Conflict):
    detail_by_default = "This is the default department. Make another one the default first."


class DepartmentNameTaken(Conflict):
    detail_by_default = "Another department has this name."


async def list_all(store: Store) -> list[Department]:
    return await store.find(Department, {}, sort=[("name", 1)])


async def get(tx: Transaction, department_id: Id) -> Department:
    found = await tx.get(Department, {"_id": department_id})
    if found is None:
        raise NotFound
    return found


async def create(
    tx: Transaction,
    name: str,
    actor: Actor,
    *,
    mode: AssignmentMode = AssignmentMode.OPEN,
    hours: Hours | None = None,
    targets: Sequence[AnswerTargets] = (),
) -> Department:
    """The first one becomes the default. Raises DepartmentNameTaken, Invalid."""
    name = clean_name(name)
    await _refuse_taken(tx, name)
    has_default = await tx.get(Department, {"is_default": True}) is not None
    department = Department(
        name=name,
        is_default=not has_default,
        mode=mode,
        hours=checked_hours(hours) if hours else None,
        targets=checked_targets(targets, await _channel_ids(tx)),
        created_at=tx.now,
    )
    await tx.insert(department)
    _record(tx, department, actor, {"created": True})
    return department


async def news_of(
    tx: Transaction, department: Department, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Of the given fields those that change something, checked. Raises DepartmentNameTaken, Invalid."""
    wanted = dict(given)
    if "name" in wanted:
        wanted["name"] = clean_name(wanted["name"])
    if wanted.get("hours"):
        wanted["hours"] = checked_hours(wanted["hours"])
    if "targets" in wanted:
        wanted["targets"] = checked_targets(wanted["targets"], await _channel_ids(tx))
    news = {name: value for name, value in wanted.items() if value != getattr(department, name)}
    if "name" in news:
        await _refuse_taken(tx, news["name"])
    if news.get("is_default") is False:
        raise Invalid(fields={"isDefault": "make another department the default instead"})
    return news


async def put(
    tx: Transaction, department: Department, news: dict[str, Any], actor: Actor
) -> Department:
    """Set checked fields; all staff hear of it."""
    if not news:
        return department
    if news.get("is_default"):
        await _take_default_away(tx, actor)
    stored = {name: _plain(value) for name, value in news.items()}
    changed = await tx.change(
        Department, {"_id": department.id}, edit(department, stored, actor.name)
    )
    assert changed is not None
    told = {name: [_plain(getattr(department, name)), stored[name]] for name in news}
    _record(tx, changed, actor, told)
    return changed


async def remove(tx: Transaction, department: Department, actor: Actor) -> None:
    """Raises DepartmentIsDefault: there is always one."""
    if department.is_default:
        raise DepartmentIsDefault
    await tx.delete(Department, {"_id": department.id})
    gone = department.model_copy(update={"version": department.version + 1})
    _record(tx, gone, actor, {"removed": True, "name": [department.name, None]})


async def _channel_ids(tx: Transaction) -> set[Id]:
    return {each["_id"] for each in await tx.find_fields(Channel, {}, ())}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.model_dump() if isinstance(value, BaseModel) else value


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
