"""The workspace: what everybody may know of it, and how admins set it."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import Invalid
from hub.presenters import workspace as present
from hub.rules import workspace_fields
from hub.rules.edits import refuse_overtaken
from hub.rules.national_holidays import national_holidays
from hub.rules.policy import Act
from hub.services import workspace
from hub.store.transaction import Transaction
from models.wire.hours import Holiday, HolidaysQuery, NationalHolidays
from models.wire.people import Workspace
from models.wire.workspace import WorkspacePatch, WorkspaceSettings

doors = Doors("Workspace")

YEARS = range(2020, 2101)


@doors.get("/workspace", Act.READ_WORKSPACE)
async def read_workspace(call: Call) -> Workspace:
    """Name and languages, for the sign-in page."""
    return present.for_everybody(await workspace.get(call.hub.store))


@doors.get("/workspace/settings", Act.READ_SETTINGS)
async def read_settings(call: Call) -> WorkspaceSettings:
    """All that is set for the whole house."""
    return present.for_admin(await workspace.get(call.hub.store))


@doors.patch("/workspace", Act.CHANGE_WORKSPACE, refuses=(409,))
async def change_workspace(call: Call, body: WorkspacePatch) -> WorkspaceSettings:
    """Change what is given. With `version`, a field that somebody else has changed since is a 409."""
    given = {
        name: value
        for name in body.model_fields_set - {"version"}
        if (value := getattr(body, name)) is not None
    }

    async def work(tx: Transaction) -> WorkspaceSettings:
        found = await workspace.get_in(tx)
        news = workspace_fields.checked(found, given)
        now = present.for_admin(found).model_dump(mode="json", by_alias=True)
        refuse_overtaken(found, body.version, news, now)
        return present.for_admin(await workspace.put(tx, found, news, call.caller.actor))

    changed = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return changed


@doors.get("/workspace/national-holidays", Act.READ_SETTINGS)
async def read_national_holidays(call: Call, query: HolidaysQuery) -> NationalHolidays:
    """The holidays of the workspace's country in one year, to be taken over and edited."""
    if query.year not in YEARS:
        raise Invalid(fields={"year": f"must be between {YEARS[0]} and {YEARS[-1]}"})
    house = await workspace.get(call.hub.store)
    country, found = national_holidays(house.country_code, query.year)
    items = [Holiday.model_validate(one.model_dump()) for one in found]
    return NationalHolidays(country=country, year=query.year, items=items)
