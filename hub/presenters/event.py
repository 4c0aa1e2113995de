"""A journal row as one audience hears it: the envelope, and the present snapshot inside.

Rows carry no snapshots; the present documents are loaded once for a batch of rows (``Material``)
and every audience's body is made from them. A newer document than the row does no harm: versions
order them.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from hub.kit.tokens import Signer
from hub.presenters import agent as agents
from hub.presenters import bulk as bulks
from hub.presenters import contact as contacts
from hub.presenters import conversation as conversations
from hub.presenters import invitation as invitations
from hub.presenters import message as messages
from hub.presenters import notification as notifications
from hub.presenters import settings, tools, workspace
from hub.presenters.catalogue import EVENTS, VISITOR
from hub.rules.names import first_name
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import (
    Agent,
    AwayReason,
    Bulk,
    Channel,
    Contact,
    ContactField,
    Conversation,
    Department,
    Draft,
    Event,
    Invitation,
    Label,
    LabelCategory,
    Member,
    Message,
    Notification,
    NotificationSettings,
    QuickReply,
)
from models.documents.base import Doc, Id
from models.documents.event import Actor
from models.wire.base import Wire
from models.words import ActorKind, ObjectKind

D = TypeVar("D", bound=Doc)

STAFF_ACTORS = frozenset({ActorKind.ADMIN, ActorKind.SUPERVISOR, ActorKind.AGENT})

CUSTOMER_TYPES = frozenset(type for type, told in EVENTS.items() if VISITOR in told.snapshots)
"""What a customer may hear of his own conversation: an allow list."""


@dataclass
class Material:
    """The present documents that a batch of rows is about, in the order in which ``load`` asks."""

    now: datetime
    conversations: dict[Id, Conversation] = field(default_factory=dict)
    messages: dict[Id, Message] = field(default_factory=dict)
    members: dict[Id, Member] = field(default_factory=dict)
    departments: dict[Id, Department] = field(default_factory=dict)
    channels: dict[Id, Channel] = field(default_factory=dict)
    contacts: dict[Id, Contact] = field(default_factory=dict)
    invitations: dict[Id, Invitation] = field(default_factory=dict)
    agents: dict[Id, Agent] = field(default_factory=dict)
    away_reasons: dict[Id, AwayReason] = field(default_factory=dict)
    labels: dict[Id, Label] = field(default_factory=dict)
    label_categories: dict[Id, LabelCategory] = field(default_factory=dict)
    quick_replies: dict[Id, QuickReply] = field(default_factory=dict)
    drafts: dict[Id, Draft] = field(default_factory=dict)
    contact_fields: dict[Id, ContactField] = field(default_factory=dict)
    bulks: dict[Id, Bulk] = field(default_factory=dict)
    notifications: dict[Id, Notification] = field(init=False, default_factory=dict)
    notification_settings: dict[Id, NotificationSettings] = field(init=False, default_factory=dict)

    def conversation_of(self, row: Event) -> Conversation | None:
        if row.object.kind is ObjectKind.CONVERSATION:
            return self.conversations.get(row.object.id)
        if row.conversation_id is not None:
            return self.conversations.get(row.conversation_id)
        return None


async def load(store: Store, rows: Iterable[Event]) -> Material:
    """The documents of these rows in one query for each kind."""
    rows = list(rows)
    told = await _by_id(store, Notification, _objects(rows, ObjectKind.NOTIFICATION))
    choices = _objects(rows, ObjectKind.NOTIFICATION_SETTINGS)
    conversation_ids = {row.conversation_id for row in rows if row.conversation_id}
    conversation_ids |= {one.conversation_id for one in told.values() if one.conversation_id}
    member_ids = {one.member_id for one in told.values()} | choices
    agent_ids = _objects(rows, ObjectKind.AGENT)
    found = await asyncio.gather(
        _by_id(store, Conversation, conversation_ids),
        _by_id(store, Message, _objects(rows, ObjectKind.MESSAGE)),
        _by_id(store, Member, _objects(rows, ObjectKind.MEMBER) | member_ids | agent_ids),
        _by_id(store, Department, _objects(rows, ObjectKind.DEPARTMENT)),
        _by_id(store, Channel, _objects(rows, ObjectKind.CHANNEL)),
        _by_id(store, Contact, _objects(rows, ObjectKind.CONTACT)),
        _by_id(store, Invitation, _objects(rows, ObjectKind.INVITATION)),
        _by_id(store, Agent, agent_ids),
        _by_id(store, AwayReason, _objects(rows, ObjectKind.AWAY_REASON)),
        _by_id(store, Label, _objects(rows, ObjectKind.LABEL)),
        _by_id(store, LabelCategory, _objects(rows, ObjectKind.LABEL_CATEGORY)),
        _by_id(store, QuickReply, _objects(rows, ObjectKind.QUICK_REPLY)),
        _by_id(store, Draft, _objects(rows, ObjectKind.DRAFT)),
        _by_id(store, ContactField, _objects(rows, ObjectKind.CONTACT_FIELD)),
        _by_id(store, Bulk, _objects(rows, ObjectKind.BULK)),
    )
    material = Material(store.clock.now(), *found)
    material.notifications = told
    material.notification_settings = await _by_id(store, NotificationSettings, choices)
    return material


def _objects(rows: list[Event], kind: ObjectKind) -> set[Id]:
    return {row.object.id for row in rows if row.object.kind is kind}


async def _by_id(store: Store, kind: type[D], ids: set[Id]) -> dict[Id, D]:
    if not ids:
        return {}
    return {doc.id: doc for doc in await store.find(kind, {"_id": {"$in": list(ids)}})}


def for_staff(row: Event, material: Material, house: Directory) -> dict[str, Any] | None:
    """The ``data`` of the row for staff; None when its object exists no more."""
    conversation = material.conversation_of(row)
    data: dict[str, Wire | None] = {}
    match row.object.kind:
        case ObjectKind.CONVERSATION | ObjectKind.MESSAGE:
            if conversation is None:
                return None
            data["conversation"] = conversations.for_staff(conversation, house, material.now)
            if row.object.kind is ObjectKind.MESSAGE:
                message = material.messages.get(row.object.id)
                if message is None:
                    return None
                data["message"] = messages.for_staff(message)
        case ObjectKind.MEMBER:
            member = material.members.get(row.object.id)
            data["member"] = settings.member(member) if member else None
        case ObjectKind.DEPARTMENT:
            department = material.departments.get(row.object.id)
            if department is None:
                return None
            data["department"] = settings.department(department)
        case ObjectKind.WORKSPACE:
            data["workspace"] = workspace.for_everybody(house.workspace)
        case ObjectKind.CHANNEL:
            channel = material.channels.get(row.object.id)
            data["channel"] = settings.channel(channel, for_admin=False) if channel else None
        case ObjectKind.CONTACT:
            contact = material.contacts.get(row.object.id)
            if contact is None:
                return None
            data["contact"] = contacts.for_staff(contact)
        case ObjectKind.CONTACT_FIELD:
            added = material.contact_fields.get(row.object.id)
            data["contact_field"] = contacts.field(added) if added else None
        case ObjectKind.INVITATION:
            invitation = material.invitations.get(row.object.id)
            data["invitation"] = invitations.invitation(invitation) if invitation else None
        case ObjectKind.NOTIFICATION:
            data["notification"] = _notification(row.object.id, material, house)
        case ObjectKind.NOTIFICATION_SETTINGS:
            data["notification_settings"] = _notification_settings(row.object.id, material)
        case ObjectKind.AGENT:
            at_work = material.members.get(row.object.id)
            if at_work is None:
                return None
            data["agent"] = agents.agent(at_work, material.agents.get(row.object.id), house)
        case ObjectKind.AWAY_REASON:
            reason = material.away_reasons.get(row.object.id)
            if reason is None or reason.removed_at is not None:
                return None
            data["away_reason"] = agents.away_reason(reason)
        case (
            ObjectKind.LABEL | ObjectKind.LABEL_CATEGORY | ObjectKind.QUICK_REPLY | ObjectKind.DRAFT
        ):
            shape = _tool(row, material)
            if shape is None:
                return None
            data[row.object.kind.value] = shape
        case ObjectKind.BULK:
            over = material.bulks.get(row.object.id)
            data["bulk"] = bulks.bulk(over) if over else None
        case _:
            pass
    return {kind: _json(shape) for kind, shape in data.items() if shape is not None}


def _notification(id: Id, material: Material, house: Directory) -> Wire | None:
    told = material.notifications.get(id)
    member = material.members.get(told.member_id) if told else None
    if told is None or member is None:
        return None
    about = material.conversations.get(told.conversation_id) if told.conversation_id else None
    return notifications.for_member(told, about, member, house)


def _notification_settings(member_id: Id, material: Material) -> Wire | None:
    member = material.members.get(member_id)
    chosen = material.notification_settings.get(member_id)
    return notifications.settings(chosen, member) if member else None


def _tool(row: Event, material: Material) -> Wire | None:
    """What staff work with in a chat; None when it was deleted."""
    id = row.object.id
    if id in material.labels:
        return tools.label(material.labels[id])
    if id in material.label_categories:
        return tools.category(material.label_categories[id])
    if id in material.quick_replies:
        return tools.quick_reply(material.quick_replies[id])
    return tools.draft(material.drafts[id]) if id in material.drafts else None


def for_customer(
    row: Event, material: Material, house: Directory, signer: Signer
) -> dict[str, Any] | None:
    """The ``data`` of the row for the customer of its conversation; None when it is not his."""
    conversation = material.conversation_of(row)
    if conversation is None or row.type not in CUSTOMER_TYPES:
        return None
    data = {"conversation": _json(conversations.for_customer(conversation, house))}
    if row.object.kind is ObjectKind.MESSAGE:
        message = material.messages.get(row.object.id)
        shape = message and messages.for_customer(
            message, conversation.identity_id, signer, material.now
        )
        if shape is None:
            return None
        data["message"] = _json(shape)
    return data


def envelope(row: Event, cursor: str, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    """The one shape of every event."""
    return {
        "id": str(row.id),
        "type": row.type.value,
        "at": row.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "cursor": cursor,
        "actor": _actor(actor),
        "object": {
            "kind": row.object.kind.value,
            "id": str(row.object.id),
            "version": row.object.version,
        },
        "data": data,
    }


def as_customers_hear(actor: Actor) -> Actor:
    """Staff by first name and without an id."""
    if actor.kind not in STAFF_ACTORS:
        return Actor(kind=actor.kind)
    return Actor(kind=ActorKind.AGENT, name=first_name(actor.name) if actor.name else None)


def _actor(actor: Actor) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": actor.kind.value}
    if actor.id is not None:
        told["id"] = str(actor.id)
    if actor.name is not None:
        told["name"] = actor.name
    return told


def _json(shape: Wire) -> dict[str, Any]:
    return shape.model_dump(mode="json", by_alias=True)
