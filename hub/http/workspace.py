"""What everybody may know of the workspace."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import settings as present
from hub.rules.policy import Act
from hub.services import workspace
from models.wire.people import Workspace

doors = Doors("Workspace")


@doors.get("/workspace", Act.READ_WORKSPACE)
async def read_workspace(call: Call) -> Workspace:
    """Name and languages, for the sign-in page."""
    return present.workspace(await workspace.get(call.hub.store))
