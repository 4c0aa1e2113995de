"""Channels. Staff see which there are, admins also how they are set, nobody ever a secret."""

from typing import Any

from channels_adapters.base import ChannelError, Offers
from channels_adapters.registry import adapter_of, all_adapters
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import NotFound
from hub.presenters import settings as present
from hub.rules.edits import refuse_overtaken
from hub.rules.origins import may_embed
from hub.rules.policy import Act
from hub.rules.webhooks import webhook_path
from hub.services import channels, trials
from hub.store import turnstiles
from hub.store.transaction import Transaction
from models.documents import Channel as Stored
from models.documents.base import Id
from models.wire.base import Page
from models.wire.settings import (
    Channel,
    ChannelBody,
    ChannelCheck,
    ChannelHandover,
    ChannelKind,
    ChannelOffers,
    ChannelPatch,
    ChannelSites,
    ChannelTrial,
    TrialBody,
)
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
            priority=body.priority,
            settings=body.settings,
            secrets=body.secrets,
            key=call.hub.sealing_key,
        )
        return present.channel(created, for_admin=True)

    created = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return created


@doors.patch("/channels/{channel_id}", Act.CHANGE_CHANNEL, refuses=(409,))
async def change_channel(call: Call, channel_id: Id, body: ChannelPatch) -> Channel:
    """Change a channel; of the settings only those that are named. Department null: the default.

    Once it is answered that a channel is off, no conversation begins on it any more.
    """
    given = {name: getattr(body, name) for name in body.model_fields_set - {"version"}}
    if "department_id" in given:
        given["department_id"] = _id(body.department_id)
    emptied = {name for name, value in given.items() if value is None} - {"department_id"}
    return await _change(call, channel_id, without(given, emptied), body.version)


@doors.delete("/channels/{channel_id}", Act.REMOVE_CHANNEL)
async def remove_channel(call: Call, channel_id: Id) -> Channel:
    """Switch a channel off. Its chats and figures stay; it can be switched on again."""
    return await _change(call, channel_id, {"enabled": False}, None)


@doors.get("/channels/kinds", Act.LIST_CHANNEL_KINDS)
async def list_channel_kinds(call: Call) -> Page[ChannelKind]:  # noqa: ARG001
    """What can be connected, and the form of its settings as JSON Schema."""
    return Page(items=[present.channel_kind(adapter) for adapter in all_adapters().values()])


@doors.get("/channels/{channel_id}", Act.LIST_CHANNELS)
async def read_channel(call: Call, channel_id: Id) -> Channel:
    """One channel. Its settings are there for admins only."""
    is_admin = call.caller.member.role is Role.ADMIN
    return present.channel(await _channel(call, channel_id), for_admin=is_admin)


@doors.post("/channels/{channel_id}/check", Act.CHECK_CHANNEL)
async def check_channel(call: Call, channel_id: Id) -> ChannelCheck:
    """Try the connection step by step: the provider's side, and whether it reaches us."""
    channel = await _channel(call, channel_id)
    steps = await call.hub.check_channel(channel)
    await call.hub.directory.refresh()
    return present.channel_check(steps)


@doors.post("/channels/{channel_id}/connect", Act.CHECK_CHANNEL)
async def connect_channel(call: Call, channel_id: Id) -> ChannelCheck:
    """Say to the provider where to call us, or, of a channel that is off, that it shall not; then try
    the connection. What the provider refuses is a step of the verdict.
    """
    steps = await call.hub.check_channel.connect(await _channel(call, channel_id))
    await call.hub.directory.refresh()
    return present.channel_check(steps)


@doors.get("/channels/{channel_id}/trial", Act.TRY_CHANNEL)
async def read_trial(call: Call, channel_id: Id) -> ChannelTrial:
    """How the newest test message got on, and to whom another one may go."""
    channel = await _channel(call, channel_id)
    recipients = await call.hub.send_trial.recipients(channel)
    return present.channel_trial(await trials.of(call.hub.store, channel_id), recipients)


@doors.post("/channels/{channel_id}/trial", Act.TRY_CHANNEL, refuses=(409, 422))
async def try_channel(call: Call, channel_id: Id, body: TrialBody) -> ChannelTrial:
    """Send a test message. How it gets on is told by `channel.status_changed`."""
    channel = await _channel(call, channel_id)
    sent = await call.hub.send_trial(channel, _id(body.conversation_id), call.caller.actor)
    return present.channel_trial(sent, await call.hub.send_trial.recipients(channel))


@doors.get("/channels/{channel_id}/offers/{setting}", Act.READ_OFFERS)
async def read_offers(call: Call, channel_id: Id, setting: str) -> ChannelOffers:
    """What there is at the provider to choose from, such as the folders of a mailbox."""
    channel = await _channel(call, channel_id)
    adapter = adapter_of(channel.kind)
    if not isinstance(adapter, Offers):
        return ChannelOffers(values=[])
    try:
        return ChannelOffers(values=await adapter.offers(call.hub.accounts.of(channel), setting))
    except (ChannelError, OSError):
        # Why is in the verdict on the connection.
        return ChannelOffers(values=[])


@doors.get("/channels/{channel_id}/handover", Act.READ_HANDOVER)
async def read_handover(call: Call, channel_id: Id) -> ChannelHandover:
    """What has to be entered at the provider. Secrets that are not for it are not among it."""
    channel = await _channel(call, channel_id)
    path = webhook_path(channel)
    return ChannelHandover(
        webhook_url=f"{call.hub.settings.public_url}{path}" if path else None,
        secrets=channels.given_secrets(channel, call.hub.sealing_key),
    )


@doors.get("/channels/{channel_id}/sites", Act.LIST_CHANNEL_SITES)
async def list_channel_sites(call: Call, channel_id: Id) -> ChannelSites:
    """On which sites the chat was seen lately, and which were refused in the last hour."""
    channel = await _channel(call, channel_id)
    allowed = channel.settings.get("allowed_sites", [])
    refused = await call.hub.sightings.refused(channel_id)
    seen = await call.hub.sightings.seen(channel_id, allowed)
    return present.channel_sites(
        seen, [one for one in refused if not may_embed(one.origin, allowed, "")]
    )


async def _channel(call: Call, channel_id: Id) -> Stored:
    channel = await channels.find(call.hub.store, channel_id)
    if channel is None:
        raise NotFound
    return channel


async def _change(
    call: Call, channel_id: Id, given: dict[str, Any], version: int | None
) -> Channel:
    async def work(tx: Transaction) -> Channel:
        found = await channels.get(tx, channel_id)
        news = await channels.news_of(tx, found, given, call.hub.sealing_key)
        now = present.channel(found, for_admin=True).model_dump(mode="json", by_alias=True)
        # That it did not work meanwhile is nobody's edit.
        edited = without(news, {"state", "trouble", "mended_at"})
        refuse_overtaken(found, version, edited, now)
        changed = await channels.put(tx, found, news, call.caller.actor)
        return present.channel(changed, for_admin=True)

    changed = await call.hub.store.transact(work)
    if not changed.enabled:
        await turnstiles.turn_all(call.hub.store)
    await call.hub.directory.refresh()
    return changed


def without(given: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in names}


def _id(text: str | None) -> Id | None:
    return None if text is None else Id(text)
