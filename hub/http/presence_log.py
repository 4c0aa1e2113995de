"""Who was there when, and from where: for supervisors in their scope, and for each of himself."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from pydantic import Field

from hub.http.conversation_query import Day, PageQuery, start_of
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import Forbidden
from hub.presenters import agent as present
from hub.rules.agent_rights import reads_log_of
from hub.rules.policy import Act
from hub.services import connections, members, presence_log
from models.documents import Member
from models.documents.base import Id
from models.wire.agent import AgentDevice, PresenceLogRow
from models.wire.base import Page, WireId
from models.words import Role

doors = Doors("Agents")


class PresenceLogQuery(PageQuery):
    """Both days are within, and are those of the workspace."""

    member_id: WireId | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


@doors.get("/presence-log", Act.READ_PRESENCE_LOG)
async def read_presence_log(call: Call, query: PresenceLogQuery) -> Page[PresenceLogRow]:
    """Presence and sign-ins, the newest first: of one member, or of all in the caller's scope."""
    readable = await _readable(call)
    names = {member.id: member.name for member in readable}
    if query.member_id is not None and Id(query.member_id) not in names:
        raise Forbidden("Only the member's supervisors and admins may read this log.")
    zone = ZoneInfo(call.hub.directory.workspace.time_zone)
    lines, following = await presence_log.page(
        call.hub.store,
        _ids(call, query, names),
        since=start_of(query.from_, zone) if query.from_ else None,
        before=start_of(query.to + timedelta(days=1), zone) if query.to else None,
        cursor=query.cursor,
        limit=query.limit,
    )
    rows = [present.log_row(line, names, call.hub.directory) for line in lines]
    return Page(items=rows, next_cursor=following)


@doors.get("/agent-devices", Act.LIST_DEVICES)
async def list_agent_devices(call: Call) -> Page[AgentDevice]:
    """Where the agents in the caller's scope are connected now."""
    ids = [member.id for member in await _readable(call)]
    found = await connections.list_of(call.hub.store, ids)
    return Page(items=[present.device(one) for one in found])


async def _readable(call: Call) -> list[Member]:
    by = call.caller.member
    return [one for one in await members.list_all(call.hub.store) if reads_log_of(by, one)]


def _ids(call: Call, query: PresenceLogQuery, readable: dict[Id, str]) -> list[Id] | None:
    if query.member_id is not None:
        return [Id(query.member_id)]
    return None if call.caller.member.role is Role.ADMIN else list(readable)
