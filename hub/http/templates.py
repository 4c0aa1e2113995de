"""Templates of a channel: read by all staff who write, synced from the provider."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import NotFound
from hub.presenters import template as present
from hub.rules.policy import Act
from hub.services import channels, templates
from models.documents.base import Id
from models.wire.template import ChannelTemplates

doors = Doors("Templates")


@doors.get("/channels/{channel_id}/templates", Act.LIST_TEMPLATES)
async def list_templates(call: Call, channel_id: Id) -> ChannelTemplates:
    """By name and language, as last read from the provider; those not approved among them."""
    return await _all(call, channel_id)


@doors.post("/channels/{channel_id}/templates/sync", Act.SYNC_TEMPLATES, refuses=(409, 422))
async def sync_templates(call: Call, channel_id: Id) -> ChannelTemplates:
    """Read them from the provider now. It also happens by itself every hour."""
    await call.hub.sync_templates(channel_id)
    return await _all(call, channel_id)


async def _all(call: Call, channel_id: Id) -> ChannelTemplates:
    store = call.hub.store
    channel = await channels.find(store, channel_id)
    if channel is None:
        raise NotFound
    found = await templates.list_of(store, channel_id)
    return present.templates(found, await templates.sync_of(store, channel_id))
