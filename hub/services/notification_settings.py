"""How members want to be told: what they chose, and the conversations they have muted."""

from typing import Any

from hub.rules.actors import actor_of
from hub.rules.audience import member_room
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Member, NotificationSettings
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.words import EventType, ObjectKind

MOST_MUTED = 500
"""Conversations; the one muted longest ago is let go of."""


async def of_member(store: Store, member_id: Id) -> NotificationSettings | None:
    return await store.get(NotificationSettings, {"_id": member_id})


async def change(tx: Transaction, member: Member, values: dict[str, Any]) -> NotificationSettings:
    """Set these fields as stored; a field under None is emptied. His other tabs hear of it."""
    taken = {key: value for key, value in values.items() if value is not None}
    update: dict[str, Any] = {"$inc": {"version": 1}}
    if taken:
        update["$set"] = taken
    if len(taken) < len(values):
        update["$unset"] = dict.fromkeys(values.keys() - taken.keys(), "")
    changed = await tx.change(NotificationSettings, {"_id": member.id}, update, upsert=True)
    assert changed is not None
    tx.record(
        EventType.NOTIFICATION_SETTINGS_CHANGED,
        object=ObjectRef(
            kind=ObjectKind.NOTIFICATION_SETTINGS, id=member.id, version=changed.version
        ),
        actor=actor_of(member),
        rooms=[member_room(member.id)],
    )
    return changed


async def set_muted(
    tx: Transaction, member: Member, conversation_id: Id, *, muted: bool
) -> NotificationSettings:
    """Mute or unmute; doing it again changes nothing."""
    known = await tx.get(NotificationSettings, {"_id": member.id})
    before = known.muted_ids if known else []
    if (conversation_id in before) == muted:
        return known or NotificationSettings(_id=member.id)
    others = [id for id in before if id != conversation_id]
    after = [*others, conversation_id][-MOST_MUTED:] if muted else others
    return await change(tx, member, {"muted_ids": after})
