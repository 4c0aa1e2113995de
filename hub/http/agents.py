"""Who is at work: agents in the caller's sight, and their presence."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import agent as present
from hub.rules.policy import Act
from hub.services import agents
from models.documents.base import Id
from models.wire.agent import Agent, PresenceBody
from models.wire.base import Page

doors = Doors("Agents")


@doors.get("/agents", Act.LIST_AGENTS)
async def list_agents(call: Call) -> Page[Agent]:
    """The active members whose presence the caller may see, by name.

    Admins see all; supervisors their agents and those of their departments; agents the colleagues
    of their departments.
    """
    seen = await agents.list_seen(call.hub.store, call.caller.member)
    house = call.hub.directory
    return Page(items=[present.agent(member, agent, house) for member, agent in seen])


@doors.put("/me/presence", Act.SET_PRESENCE)
async def set_my_presence(call: Call, body: PresenceBody) -> Agent:
    """Be online, or away with a reason."""
    return await _set(call, call.caller.member.id, body)


@doors.put("/members/{member_id}/presence", Act.DIRECT_PRESENCE, refuses=(409,))
async def set_presence(call: Call, member_id: Id, body: PresenceBody) -> Agent:
    """Set an agent away, or back online. He is told by whom."""
    return await _set(call, member_id, body)


async def _set(call: Call, member_id: Id, body: PresenceBody) -> Agent:
    reason_id = Id(body.reason_id) if body.reason_id else None
    member, agent = await call.hub.set_presence(
        call.caller.member, call.caller.sign_in, member_id, body.state, reason_id
    )
    return present.agent(member, agent, call.hub.directory)
