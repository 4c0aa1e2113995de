"""Channels: their queries and their atomic changes. Settings have the shape of their adapter's model."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from channels_adapters.base import Adapter
from channels_adapters.registry import UnknownKind, adapter_of
from hub.kit.errors import Invalid, NotFound
from hub.rules.audience import STAFF
from hub.rules.names import clean_name
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.channel import Channel
from models.documents.department import Department
from models.documents.event import Actor, ObjectRef
from models.words import EventType, ObjectKind


@dataclass
class ChannelChange:
    """Only what is not None changes; ``settings`` holds the changed ones alone."""

    name: str | None = None
    enabled: bool | None = None
    department_id: Id | None = None
    settings: dict[str, Any] | None = None


async def list_all(store: Store) -> list[Channel]:
    return await store.find(Channel, {}, sort=[("name", 1), ("_id", 1)])


async def find(store: Store, channel_id: Id) -> Channel | None:
    return await store.get(Channel, {"_id": channel_id})


async def create(
    tx: Transaction,
    kind: str,
    name: str,
    actor: Actor,
    *,
    enabled: bool,
    department_id: Id | None,
    settings: dict[str, Any],
) -> Channel:
    """Raises Invalid."""
    adapter = _adapter(kind)
    await _check_department(tx, department_id)
    channel = Channel(
        kind=kind,
        name=clean_name(name),
        enabled=enabled,
        department_id=department_id,
        settings=_checked(adapter, settings),
        created_at=tx.now,
    )
    await tx.insert(channel)
    _record(tx, channel, actor, {"created": True})
    return channel


async def change(tx: Transaction, channel_id: Id, wanted: ChannelChange, actor: Actor) -> Channel:
    """Raises NotFound, Invalid."""
    channel = await tx.get(Channel, {"_id": channel_id})
    if channel is None:
        raise NotFound
    await _check_department(tx, wanted.department_id)
    values: dict[str, Any] = {
        "name": None if wanted.name is None else clean_name(wanted.name),
        "enabled": wanted.enabled,
        "department_id": wanted.department_id,
    }
    if wanted.settings is not None:
        values["settings"] = _checked(
            _adapter(channel.kind), {**channel.settings, **wanted.settings}
        )
    update = {
        key: value
        for key, value in values.items()
        if value is not None and value != getattr(channel, key)
    }
    if not update:
        return channel
    changed = await tx.change(
        Channel, {"_id": channel_id}, {"$set": update, "$inc": {"version": 1}}
    )
    assert changed is not None
    _record(tx, changed, actor, {key: [getattr(channel, key), update[key]] for key in update})
    return changed


def _adapter(kind: str) -> Adapter:
    try:
        return adapter_of(kind)
    except UnknownKind as unknown:
        raise Invalid(fields={"kind": str(unknown)}) from None


def _checked(adapter: Adapter, settings: dict[str, Any]) -> dict[str, Any]:
    """The settings as the adapter's model reads them, by field when they do not fit."""
    known = set(adapter.Settings.model_fields)
    fields = {f"settings.{name}": "is no setting of this kind" for name in settings.keys() - known}
    secret = {f"settings.{name}": "is a secret" for name in settings.keys() & adapter.secrets}
    if fields or secret:
        raise Invalid(fields={**fields, **secret})
    try:
        checked = adapter.Settings.model_validate(settings)
    except ValidationError as error:
        wrong = {
            ".".join(["settings", *(str(part) for part in one["loc"])]): one["msg"]
            for one in error.errors()
        }
        raise Invalid(fields=wrong) from None
    return checked.model_dump(mode="json")


async def _check_department(tx: Transaction, department_id: Id | None) -> None:
    if department_id is not None and not await tx.get(Department, {"_id": department_id}):
        raise Invalid(fields={"departmentId": "names a department that does not exist"})


def _record(tx: Transaction, channel: Channel, actor: Actor, changes: dict[str, Any]) -> None:
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=ObjectKind.CHANNEL, id=channel.id, version=channel.version),
        actor=actor,
        rooms=[STAFF],
        changes=changes,
    )
