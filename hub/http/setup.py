"""The checklist of a new house."""

from urllib.parse import urlsplit

from hub.http.chat_session import is_chat
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.rules.origins import LOOPBACK
from hub.rules.policy import Act
from hub.rules.setup import Facts, steps_of
from hub.services import channels, departments, invitations, members, webhook_sightings, workspace
from hub.store.transaction import Transaction
from models.documents import Channel, Conversation, Sighting
from models.wire.setup import Setup, SetupPatch

doors = Doors("Set-up")


@doors.get("/setup", Act.READ_SETUP)
async def read_setup(call: Call) -> Setup:
    """Each step as it really is, and what the public address cannot do."""
    return await _setup(call)


@doors.patch("/setup", Act.HIDE_SETUP)
async def change_setup(call: Call, body: SetupPatch) -> Setup:
    """Hide the checklist, or say that a step is right as it is."""

    async def work(tx: Transaction) -> None:
        found = await workspace.get_in(tx)
        wanted = {
            "setup_hidden": body.hidden,
            "setup_confirmed": (
                None
                if body.confirmed is None
                else sorted({*found.setup_confirmed, *body.confirmed})
            ),
        }
        news = {
            name: value
            for name, value in wanted.items()
            if value is not None and value != getattr(found, name)
        }
        await workspace.put(tx, found, news, call.caller.actor)

    await call.hub.store.transact(work)
    return await _setup(call)


async def _setup(call: Call) -> Setup:
    store, public_url = call.hub.store, call.hub.settings.public_url
    house = await workspace.get(store)
    switched_on = [one for one in await channels.list_all(store) if one.enabled]
    switched_on.sort(key=lambda one: (one.created_at, one.id))
    listed = [one for one in switched_on if is_chat(one)]
    providers = [one for one in switched_on if not is_chat(one)]
    first, seen = await _most_alive(call, listed)
    facts = Facts(
        workspace=house,
        departments=await departments.list_all(store),
        members=await members.list_all(store),
        invited=len(await invitations.list_open(store)),
        channel=first,
        seen=seen,
        providers=providers,
        arrived=await webhook_sightings.arrived(store, [one.id for one in providers]),
        has_chat=bool(
            await store.count(
                Conversation, {"channel_id": {"$in": [one.id for one in switched_on]}}, limit=1
            )
        ),
    )
    return Setup(
        steps=steps_of(facts),
        hidden=house.setup_hidden,
        public_url=public_url,
        loopback=urlsplit(public_url).hostname in LOOPBACK,
    )


async def _most_alive(call: Call, listed: list[Channel]) -> tuple[Channel | None, Sighting | None]:
    """The channel that was seen last on a site; the oldest while none was."""
    sites = {one.id: one.settings.get("allowed_sites", []) for one in listed}
    if newest := await call.hub.sightings.newest(sites):
        id, seen = newest
        return next(one for one in listed if one.id == id), seen
    return (listed[0] if listed else None), None
