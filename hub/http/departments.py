"""Departments, seen by all staff and kept by admins."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import settings as present
from hub.rules.policy import Act
from hub.services import departments
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.wire.base import Page
from models.wire.people import Department
from models.wire.settings import DepartmentBody, DepartmentPatch

doors = Doors("Departments")


@doors.get("/departments", Act.LIST_DEPARTMENTS)
async def list_departments(call: Call) -> Page[Department]:
    """All departments, by name."""
    found = await departments.list_all(call.hub.store)
    return Page(items=[present.department(one) for one in found])


@doors.post("/departments", Act.CREATE_DEPARTMENT, status=201, refuses=(409,))
async def create_department(call: Call, body: DepartmentBody) -> Department:
    """Add a department. The very first becomes the default."""

    async def work(tx: Transaction) -> Department:
        return present.department(await departments.create(tx, body.name, call.caller.actor))

    created = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return created


@doors.patch("/departments/{department_id}", Act.CHANGE_DEPARTMENT, refuses=(409,))
async def change_department(call: Call, department_id: Id, body: DepartmentPatch) -> Department:
    """Rename a department, or make it the default."""

    async def work(tx: Transaction) -> Department:
        changed = await departments.change(
            tx, department_id, call.caller.actor, name=body.name, is_default=body.is_default
        )
        return present.department(changed)

    changed = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return changed
