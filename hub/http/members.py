"""Staff accounts, kept by admins."""

import asyncio

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import Invalid
from hub.presenters import settings as present
from hub.rules.actors import SYSTEM
from hub.rules.passwords import hash_password, weakness
from hub.rules.policy import Act
from hub.services import agents, members, sign_ins
from hub.services.agents import OFFLINE
from hub.services.members import MemberChange, NewMember
from hub.store.bus import Topic
from hub.store.transaction import Transaction
from models.documents import Conversation
from models.documents.base import Id
from models.wire.base import Page
from models.wire.people import LastSeen, Member, MemberBody, MemberPatch, Standing
from models.words import MemberState

doors = Doors("Members")

LIMITS = {"capacity", "forced_capacity"}


@doors.get("/members", Act.LIST_MEMBERS)
async def list_members(call: Call) -> Page[Member]:
    """All members, by name."""
    return Page(items=[present.member(one) for one in await members.list_all(call.hub.store)])


@doors.post("/members", Act.CREATE_MEMBER, status=201, refuses=(409,))
async def create_member(call: Call, body: MemberBody) -> Member:
    """Add a member. Without a password he cannot sign in yet."""
    new = NewMember(
        email=body.email,
        name=body.name,
        role=body.role,
        department_ids=[Id(id) for id in body.department_ids],
        supervised_ids=[Id(id) for id in body.supervised_ids],
        password_hash=await _hashed(body.password),
    )

    async def work(tx: Transaction) -> Member:
        return present.member(await members.create(tx, new, call.caller.actor))

    return await call.hub.store.transact(work)


@doors.patch("/members/{member_id}", Act.CHANGE_MEMBER, refuses=(409,))
async def change_member(call: Call, member_id: Id, body: MemberPatch) -> Member:
    """Change a member. New rights hold at once; a deactivated one is signed out everywhere."""
    wanted = MemberChange(
        name=body.name,
        role=body.role,
        state=body.state,
        department_ids=_ids(body.department_ids),
        department_priorities=body.department_priorities,
        supervised_ids=_ids(body.supervised_ids),
        limits=body.model_dump(include=LIMITS & body.model_fields_set),
    )
    return await _change(call, member_id, wanted)


@doors.delete("/members/{member_id}", Act.CHANGE_MEMBER, refuses=(409,))
async def deactivate_member(call: Call, member_id: Id) -> Member:
    """Deactivate a member: signed out everywhere, his chats wait in their queues. He can be brought back."""
    return await _change(call, member_id, MemberChange(state=MemberState.DEACTIVATED))


async def _change(call: Call, member_id: Id, wanted: MemberChange) -> Member:
    async def work(tx: Transaction) -> Member:
        changed, touches_access = await members.change(tx, member_id, wanted, call.caller.actor)
        if touches_access and changed.state is MemberState.DEACTIVATED:
            await sign_ins.end_all(tx, changed.id)
            await agents.change_presence(tx, changed, OFFLINE, SYSTEM)
        return present.member(changed)

    changed = await call.hub.store.transact(work)
    if changed.state is MemberState.DEACTIVATED:
        call.hub.store.bus.publish(Topic.SIGN_OUTS, b"")
    return changed


@doors.get("/members/last-seen", Act.READ_STANDING)
async def list_last_seen(call: Call) -> Page[LastSeen]:
    """When each member was last at work."""
    found = await members.list_all(call.hub.store)
    return Page(items=[LastSeen(member_id=str(one.id), at=one.last_seen_at) for one in found])


@doors.get("/members/{member_id}", Act.LIST_MEMBERS)
async def read_member(call: Call, member_id: Id) -> Member:
    """One member."""
    return present.member(await call.hub.store.transact(lambda tx: members.get(tx, member_id)))


@doors.get("/members/{member_id}/standing", Act.READ_STANDING)
async def read_standing(call: Call, member_id: Id) -> Standing:
    """How many open conversations a member holds."""
    held = {"open": True, "assignee.id": member_id}
    return Standing(open_conversations=await call.hub.store.count(Conversation, held))


async def _hashed(password: str | None) -> str | None:
    if password is None:
        return None
    if wrong := weakness(password):
        raise Invalid(fields={"password": wrong})
    return await asyncio.to_thread(hash_password, password)


def _ids(texts: list[str] | None) -> list[Id] | None:
    return None if texts is None else [Id(text) for text in texts]
