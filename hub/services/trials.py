"""Test messages of channels: one at a time, its status only moves forward, staff hear of each step."""

from typing import Any

from hub.rules.actors import SYSTEM
from hub.rules.audience import STAFF
from hub.rules.message_status import below
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Trial
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import EventType, MessageStatus, ObjectKind


async def of(store: Store, channel_id: Id) -> Trial | None:
    return await store.get(Trial, {"_id": channel_id})


async def begin(tx: Transaction, channel: Channel, to: str, actor: Actor) -> Trial:
    """In place of the one before."""
    trial = Trial(
        _id=channel.id,
        message_id=Id(),
        to=to,
        sent_at=tx.now,
        moved_at=tx.now,
    )
    await tx.delete(Trial, {"_id": channel.id})
    await tx.insert(trial)
    _tell(tx, channel, MessageStatus.SENDING, actor)
    return trial


async def move(
    tx: Transaction, channel: Channel, named: dict[str, Any], status: MessageStatus, **found: Any
) -> Trial | None:
    """``named`` by which of its ids; ``found`` out with it. None when it is another one, or further."""
    moved = await tx.change(
        Trial,
        {"_id": channel.id, "status": {"$in": below(status)}, **named},
        {"$set": {"status": status, "moved_at": tx.now, **found}},
    )
    if moved is not None:
        _tell(tx, channel, status, SYSTEM)
    return moved


def _tell(tx: Transaction, channel: Channel, status: MessageStatus, actor: Actor) -> None:
    tx.record(
        EventType.CHANNEL_STATUS_CHANGED,
        object=ObjectRef(kind=ObjectKind.CHANNEL, id=channel.id, version=channel.version),
        actor=actor,
        rooms=[STAFF],
        changes={"trial": [None, status]},
    )
