"""What came in and was not understood, for admins: to look at, to try again, to throw away. And how far
the import of a mailbox's past has come.
"""

from starlette.responses import Response

from channels_adapters.base import Payload
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import NotFound
from hub.presenters import kept as present
from hub.rules.policy import Act
from hub.services import channels, quarantine, watch_places
from models.documents.base import Id
from models.wire.base import Page
from models.wire.kept import ImportProgress, Kept, Retried, Thrown

doors = Doors("Not understood")

MOST = 200


@doors.get("/not-understood", Act.LIST_KEPT)
async def list_kept(call: Call) -> Page[Kept]:
    """The newest first, at most 200."""
    found = await quarantine.newest(call.hub.store, MOST)
    return Page(items=[present.kept(one) for one in found])


@doors.get("/not-understood/{kept_id}/raw", Act.LIST_KEPT, gives="*/*")
async def read_kept(call: Call, kept_id: Id) -> Response:
    """Its bytes as they came, as a download."""
    found = await quarantine.get(call.hub.store, kept_id)
    raw = await quarantine.raw_of(call.hub.files, found)
    channel = await channels.find(call.hub.store, found.channel_id)
    name = f"{found.id}.{'eml' if channel and channel.kind == 'email' else 'txt'}"
    return Response(
        raw,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@doors.post("/not-understood/{kept_id}/retry", Act.CHANGE_KEPT)
async def retry_kept(call: Call, kept_id: Id) -> Retried:
    """Take it once more, as if it had just come. What is still not understood stays."""
    hub = call.hub
    found = await quarantine.get(hub.store, kept_id)
    raw = await quarantine.raw_of(hub.files, found)
    channel = await channels.find(hub.store, found.channel_id)
    if channel is None:
        raise NotFound
    kept = await hub.take_payload(channel, raw, Payload(raw, found.at, found.history))
    await quarantine.remove(hub.store, hub.files, found)
    return Retried(understood=not kept)


@doors.delete("/not-understood/{kept_id}", Act.CHANGE_KEPT)
async def throw_kept_away(call: Call, kept_id: Id) -> Thrown:
    """For ever."""
    found = await quarantine.get(call.hub.store, kept_id)
    await quarantine.remove(call.hub.store, call.hub.files, found)
    return Thrown(id=str(kept_id))


@doors.get("/channels/{channel_id}/import", Act.READ_IMPORT)
async def read_import(call: Call, channel_id: Id) -> ImportProgress:
    """How much of a mailbox's past has been filed. It stops when `start` is set to `now`."""
    if await channels.find(call.hub.store, channel_id) is None:
        raise NotFound
    return present.progress(await watch_places.place_of(call.hub.store, channel_id))
