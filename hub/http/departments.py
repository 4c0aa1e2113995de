"""Departments, seen by all staff and kept by admins."""

from typing import Any

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import settings as present
from hub.rules.edits import refuse_overtaken
from hub.rules.policy import Act
from hub.services import departments
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.department import AnswerTargets
from models.documents.hours import Hours
from models.wire.base import Page
from models.wire.people import AnswerTargets as WireTargets
from models.wire.people import Department
from models.wire.settings import DepartmentBody, DepartmentPatch, DepartmentRemoval

doors = Doors("Departments")


@doors.get("/departments", Act.LIST_DEPARTMENTS)
async def list_departments(call: Call) -> Page[Department]:
    """All departments, by name."""
    found = await departments.list_all(call.hub.store)
    return Page(items=[present.department(one) for one in found])


@doors.get("/departments/{department_id}", Act.LIST_DEPARTMENTS)
async def read_department(call: Call, department_id: Id) -> Department:
    """One department."""
    found = await call.hub.store.transact(lambda tx: departments.get(tx, department_id))
    return present.department(found)


@doors.post("/departments", Act.CREATE_DEPARTMENT, status=201, refuses=(409,))
async def create_department(call: Call, body: DepartmentBody) -> Department:
    """Add a department. The very first becomes the default."""
    hours = Hours.model_validate(body.hours.model_dump()) if body.hours else None

    async def work(tx: Transaction) -> Department:
        created = await departments.create(
            tx,
            body.name,
            call.caller.actor,
            mode=body.mode,
            hours=hours,
            targets=_targets(body.targets),
        )
        return present.department(created)

    created = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return created


@doors.patch("/departments/{department_id}", Act.CHANGE_DEPARTMENT, refuses=(409,))
async def change_department(call: Call, department_id: Id, body: DepartmentPatch) -> Department:
    """Change name, mode, targets or hours (null: the company's), or make it the default."""
    given = _given(body)

    async def work(tx: Transaction) -> Department:
        found = await departments.get(tx, department_id)
        news = await departments.news_of(tx, found, given)
        now = present.department(found).model_dump(mode="json", by_alias=True)
        refuse_overtaken(found, body.version, news, now)
        return present.department(await departments.put(tx, found, news, call.caller.actor))

    changed = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return changed


@doors.delete("/departments/{department_id}", Act.REMOVE_DEPARTMENT, refuses=(409,))
async def remove_department(call: Call, department_id: Id, query: DepartmentRemoval) -> None:
    """Remove a department. While it has open chats, only with another one that takes them over."""
    move_to = Id(query.move_to) if query.move_to else None
    await call.hub.remove_department(call.caller.member, department_id, move_to)
    await call.hub.directory.refresh()


def _given(body: DepartmentPatch) -> dict[str, Any]:
    """What the body names; only hours can be emptied."""
    given = {name: getattr(body, name) for name in body.model_fields_set - {"version"}}
    if body.hours is not None:
        given["hours"] = Hours.model_validate(body.hours.model_dump())
    if body.targets is not None:
        given["targets"] = _targets(body.targets)
    return {name: value for name, value in given.items() if value is not None or name == "hours"}


def _targets(given: list[WireTargets]) -> list[AnswerTargets]:
    return [AnswerTargets.model_validate(one.model_dump()) for one in given]
