"""Channels: their queries and their atomic changes. Settings have the shape of their adapter's model."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from pydantic import ValidationError

from channels_adapters.base import Adapter
from channels_adapters.registry import UnknownKind, adapter_of
from hub.kit.errors import Invalid, NotFound
from hub.kit.sealing import SealBroken, seal, unseal
from hub.rules.actors import SYSTEM
from hub.rules.audience import STAFF
from hub.rules.edits import edit
from hub.rules.names import clean_name
from hub.rules.refusals import ChannelOff
from hub.store import turnstiles
from hub.store.due_times import set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.channel import Channel, Trouble
from models.documents.department import Department
from models.documents.event import Actor, ObjectRef
from models.words import ChannelState, DueKind, EventType, ObjectKind, Priority


async def list_all(store: Store) -> list[Channel]:
    return await store.find(Channel, {}, sort=[("name", 1), ("_id", 1)])


async def list_working(store: Store, kinds: Iterable[str]) -> list[Channel]:
    """Those of these kinds that are switched on and connected."""
    works = {"enabled": True, "state": ChannelState.CONNECTED.value}
    return await store.find(Channel, {"kind": {"$in": list(kinds)}, **works})


async def find(store: Store, channel_id: Id) -> Channel | None:
    return await store.get(Channel, {"_id": channel_id})


async def find_many(store: Store, ids: list[Id]) -> list[Channel]:
    return await store.find(Channel, {"_id": {"$in": ids}})


async def create(
    tx: Transaction,
    kind: str,
    name: str,
    actor: Actor,
    *,
    enabled: bool,
    department_id: Id | None,
    priority: Priority = Priority.NORMAL,
    settings: dict[str, Any],
    secrets: Mapping[str, str],
    key: bytes,
) -> Channel:
    """``key`` seals the secrets. Raises Invalid."""
    adapter = _adapter(kind)
    await _check_department(tx, department_id)
    channel = Channel(
        kind=kind,
        name=clean_name(name),
        enabled=enabled,
        department_id=department_id,
        priority=priority,
        settings=_checked(adapter, settings),
        created_at=tx.now,
    )
    if secrets or _generated(adapter):
        fresh = _resealed(channel, secrets, key)
        channel.sealed_secrets, channel.secret_names = (
            fresh["sealed_secrets"],
            fresh["secret_names"],
        )
    await tx.insert(channel)
    _record(tx, channel, actor, {"created": True})
    return channel


async def get(tx: Transaction, channel_id: Id) -> Channel:
    found = await tx.get(Channel, {"_id": channel_id})
    if found is None:
        raise NotFound
    return found


async def refuse_off(tx: Transaction, channel_id: Id) -> None:
    """Where nothing would go out by itself any more. Raises ChannelOff."""
    if await tx.get(Channel, {"_id": channel_id, "enabled": True}) is None:
        raise ChannelOff


async def sends(tx: Transaction, channel_id: Id) -> bool:
    """Whether what waits for it goes out."""
    works = {"_id": channel_id, "enabled": True, "state": ChannelState.CONNECTED}
    return await tx.get(Channel, works) is not None


async def switched_on(tx: Transaction, ids: Collection[Id]) -> dict[Id, Channel]:
    """Those on which a conversation may begin in this transaction. When one is switched off meanwhile,
    either it has begun by the time that has been answered, or it does not begin.
    """
    await turnstiles.pass_one(tx)
    found = await tx.find(Channel, {"_id": {"$in": list(ids)}, "enabled": True})
    return {channel.id: channel for channel in found}


async def to_begin_on(tx: Transaction, channel_id: Id) -> Channel:
    """One on which staff may write first. Raises Invalid."""
    channel = (await switched_on(tx, [channel_id])).get(channel_id)
    if channel is None:
        raise Invalid(fields={"channelId": "names no channel that is switched on"})
    if adapter_of(channel.kind).traits.delivers_by_feed:
        raise Invalid(fields={"channelId": "can only be begun by the customer"})
    return channel


async def news_of(
    tx: Transaction, channel: Channel, given: Mapping[str, Any], key: bytes
) -> dict[str, Any]:
    """Of the given fields those that change something, checked; of settings only those named.

    Each setting is a field of its own, ``settings.brand_color``. Secrets come sealed with ``key``.
    Raises Invalid.
    """
    apart = ("settings", "secrets")
    wanted = {name: value for name, value in given.items() if name not in apart}
    if "name" in wanted:
        wanted["name"] = clean_name(wanted["name"])
    if "department_id" in wanted:
        await _check_department(tx, wanted["department_id"])
    news = {name: value for name, value in wanted.items() if value != getattr(channel, name)}
    if given.get("settings"):
        adapter = _adapter(channel.kind)
        settings = _checked(adapter, {**channel.settings, **given["settings"]})
        await _check_departments_of(tx, settings)
        if settings != channel.settings:
            news["settings"] = settings
    if given.get("secrets"):
        news |= _resealed(channel, given["secrets"], key)
    if news.get("enabled", channel.enabled):
        _refuse_incomplete(_adapter(channel.kind), news.get("secret_names", channel.secret_names))
    if channel.trouble is not None and news.keys() & {"settings", "sealed_secrets", "enabled"}:
        # It is to be tried again; what is still wrong will say so.
        news |= mended(tx)
    return news


def _resealed(channel: Channel, given: Mapping[str, str], key: bytes) -> dict[str, Any]:
    """The secrets with those given in place of the old; an empty one is taken away, or made up anew
    where that is ours to do.

    Those that another key has sealed are lost: they have to be entered again.
    """
    adapter = _adapter(channel.kind)
    known = set(adapter.Secrets.model_fields)
    if strange := given.keys() - known:
        raise Invalid(fields={f"secrets.{name}": "is no secret of this kind" for name in strange})
    secrets = {**secrets_of(channel, key), **{name: text.strip() for name, text in given.items()}}
    kept = {name: text for name, text in secrets.items() if text}
    kept |= {name: token_hex(16) for name in _generated(adapter) if name not in kept}
    return {"sealed_secrets": seal(key, kept, str(channel.id)), "secret_names": sorted(kept)}


def _generated(adapter: Adapter) -> list[str]:
    return [name for name, schema in _secrets_schema(adapter).items() if schema.get("generated")]


def _secrets_schema(adapter: Adapter) -> dict[str, dict[str, Any]]:
    properties: dict[str, dict[str, Any]] = adapter.Secrets.model_json_schema().get(
        "properties", {}
    )
    return properties


def _refuse_incomplete(adapter: Adapter, set_already: Sequence[str]) -> None:
    """A channel that cannot prove who calls, or cannot send, is not switched on."""
    missing = [
        name
        for name, schema in _secrets_schema(adapter).items()
        if schema.get("needed") and name not in set_already
    ]
    if missing:
        fields = {f"secrets.{name}": "is needed before it is switched on" for name in missing}
        raise Invalid("Something is missing.", fields=fields)


def secrets_of(channel: Channel, key: bytes) -> dict[str, str]:
    """Opened; none when they were sealed with another key."""
    try:
        return unseal(key, channel.sealed_secrets, str(channel.id))
    except SealBroken:
        return {}


def given_secrets(channel: Channel, key: bytes) -> dict[str, str]:
    """Those that an admin has to tell the provider."""
    schema = _secrets_schema(_adapter(channel.kind))
    opened = secrets_of(channel, key)
    return {name: text for name, text in opened.items() if schema.get(name, {}).get("given")}


async def put(tx: Transaction, channel: Channel, news: dict[str, Any], actor: Actor) -> Channel:
    """Set checked fields; all staff hear of it."""
    if not news:
        return channel
    changed = await tx.change(Channel, {"_id": channel.id}, edit(channel, news, actor.name))
    assert changed is not None
    told = {name: [getattr(channel, name), news[name]] for name in news if name != "sealed_secrets"}
    _record(tx, changed, actor, told)
    return changed


async def begin_trouble(
    tx: Transaction, channel: Channel, trouble: Trouble, *, stops: bool
) -> None:
    """What stops the channel stays until it is mended, whatever else is said of it meanwhile."""
    if channel.state is ChannelState.NEEDS_ATTENTION:
        return
    news: dict[str, Any] = {"trouble": trouble.model_dump()}
    if stops:
        news["state"] = ChannelState.NEEDS_ATTENTION
    elif channel.trouble is not None and _says_the_same(channel.trouble, trouble):
        return
    if trouble.until is not None:
        await set_due(tx, DueKind.CHANNEL_TROUBLE_ENDED, channel.id, trouble.until)
    await put(tx, channel, news, SYSTEM)


async def end_trouble(tx: Transaction, channel: Channel, at: datetime | None = None) -> None:
    """``at``: when it ended, if that was not just now."""
    if channel.trouble is not None or at is not None:
        await put(tx, channel, mended(tx, at), SYSTEM)


def mended(tx: Transaction, at: datetime | None = None) -> dict[str, Any]:
    return {"state": ChannelState.CONNECTED, "trouble": None, "mended_at": at or tx.now}


def _says_the_same(one: Trouble, other: Trouble) -> bool:
    return (one.code, one.detail, one.until) == (other.code, other.detail, other.until)


async def leave_department(
    tx: Transaction, department_id: Id, move_to: Id | None, actor: Actor
) -> None:
    """Channels that begin in a department that is given up; None begins in the default."""
    for channel in await tx.find(Channel, {"department_id": department_id}):
        await put(tx, channel, {"department_id": move_to}, actor)


def _adapter(kind: str) -> Adapter:
    try:
        return adapter_of(kind)
    except UnknownKind as unknown:
        raise Invalid(fields={"kind": str(unknown)}) from None


def _checked(adapter: Adapter, settings: dict[str, Any]) -> dict[str, Any]:
    """The settings as the adapter's model reads them, by field when they do not fit."""
    known = set(adapter.Settings.model_fields)
    fields = {f"settings.{name}": "is no setting of this kind" for name in settings.keys() - known}
    secret = {
        f"settings.{name}": "is a secret"
        for name in settings.keys() & set(adapter.Secrets.model_fields)
    }
    if fields or secret:
        raise Invalid(fields={**fields, **secret})
    try:
        checked = adapter.Settings.model_validate(settings)
    except ValidationError as error:
        wrong = {
            ".".join(["settings", *(str(part) for part in one["loc"])]): one["msg"].removeprefix(
                "Value error, "
            )
            for one in error.errors()
        }
        raise Invalid(fields=wrong) from None
    return checked.model_dump(mode="json")


async def _check_department(tx: Transaction, department_id: Id | None) -> None:
    if department_id is not None and not await tx.get(Department, {"_id": department_id}):
        raise Invalid(fields={"departmentId": "names a department that does not exist"})


async def _check_departments_of(tx: Transaction, settings: dict[str, Any]) -> None:
    """A topic of the form before a chat leads to a department that there is."""
    for at, topic in enumerate(settings.get("topics", [])):
        named = topic.get("department_id")
        if named and not (Id.is_valid(named) and await tx.get(Department, {"_id": Id(named)})):
            where = f"settings.topics.{at}.department_id"
            raise Invalid(fields={where: "names a department that does not exist"})


def _record(tx: Transaction, channel: Channel, actor: Actor, changes: dict[str, Any]) -> None:
    changed_state = not changes.keys().isdisjoint({"state", "trouble"})
    tx.record(
        EventType.CHANNEL_STATUS_CHANGED if changed_state else EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=ObjectKind.CHANNEL, id=channel.id, version=channel.version),
        actor=actor,
        rooms=[STAFF],
        changes=changes,
    )
