"""Channels. Staff see which there are, admins also how they are set, nobody ever a secret."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import settings as present
from hub.rules.policy import Act
from hub.services import channels
from hub.services.channels import ChannelChange
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.wire.base import Page
from models.wire.settings import Channel, ChannelBody, ChannelPatch
from models.words import Role

doors = Doors("Channels")


@doors.get("/channels", Act.LIST_CHANNELS)
async def list_channels(call: Call) -> Page[Channel]:
    """All channels, by name. Settings are there for admins only."""
    is_admin = call.caller.member.role is Role.ADMIN
    found = await channels.list_all(call.hub.store)
    return Page(items=[present.channel(one, for_admin=is_admin) for one in found])


@doors.post("/channels", Act.CREATE_CHANNEL, status=201)
async def create_channel(call: Call, body: ChannelBody) -> Channel:
    """Connect a channel. Its settings must fit the adapter of its kind."""

    async def work(tx: Transaction) -> Channel:
        created = await channels.create(
            tx,
            body.kind,
            body.name,
            call.caller.actor,
            enabled=body.enabled,
            department_id=_id(body.department_id),
            settings=body.settings,
        )
        return present.channel(created, for_admin=True)

    created = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return created


@doors.patch("/channels/{channel_id}", Act.CHANGE_CHANNEL)
async def change_channel(call: Call, channel_id: Id, body: ChannelPatch) -> Channel:
    """Change a channel; of the settings only those that are named."""
    wanted = ChannelChange(
        name=body.name,
        enabled=body.enabled,
        department_id=_id(body.department_id),
        settings=body.settings,
    )

    async def work(tx: Transaction) -> Channel:
        changed = await channels.change(tx, channel_id, wanted, call.caller.actor)
        return present.channel(changed, for_admin=True)

    changed = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return changed


def _id(text: str | None) -> Id | None:
    return None if text is None else Id(text)
