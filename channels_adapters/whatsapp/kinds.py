"""One message of a webhook as envelopes, by its kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from channels_adapters.kit.cleaning import clean_line, clean_text, moment_of
from channels_adapters.whatsapp.contents import (
    content_of,
    name_of_unsupported,
    referral_of,
    words_of,
)
from channels_adapters.whatsapp.payloads import System, WaMessage
from channels_adapters.whatsapp.people import People, Person, person_of, phone_of, written_phone_of
from models.envelopes import (
    AnyEnvelope,
    DeleteEnvelope,
    EditEnvelope,
    GroupEnvelope,
    IdentityChangeEnvelope,
    IgnoreEnvelope,
    MessageEnvelope,
    ReactionEnvelope,
    SystemEnvelope,
)
from models.words import Direction, MessageKind


@dataclass(frozen=True)
class Place:
    """Where a message stands. ``at``: when it came, if it does not say so itself."""

    account_id: str
    at: datetime
    people: People
    direction: Direction = Direction.INBOUND


def of_message(message: WaMessage, place: Place) -> Iterator[AnyEnvelope]:
    at = moment_of(message.timestamp) or place.at
    head = {"account_id": place.account_id, "timestamp": at}
    person = person_of(message, place.people, place.direction)
    kind = message.kind()
    if kind == "system":
        yield _of_system(message.system or System(), person, head)
    elif kind == "reaction" and message.reaction and message.reaction.message_id:
        yield _of_reaction(message, person, head, place.direction)
    elif kind == "edit" and message.edit and message.edit.original_message_id:
        yield _of_edit(message, message.edit.original_message_id, head)
    elif kind == "revoke" and message.revoke and message.revoke.original_message_id:
        target = message.revoke.original_message_id
        yield DeleteEnvelope(**head, target_message_id=target, chat_id=message.group_id)
    elif not message.id or person is None:
        yield IgnoreEnvelope(**head, reason="a message without id or sender")
    else:
        yield _of_bubble(message, person, head, place.direction)


def _of_bubble(
    message: WaMessage, person: Person, head: dict[str, Any], direction: Direction
) -> MessageEnvelope:
    context = message.context
    content = content_of(message) or {
        "kind": MessageKind.UNSUPPORTED,
        "unsupported_type": name_of_unsupported(message),
        "text": words_of(message),
    }
    return MessageEnvelope(
        **head,
        direction=direction,
        channel_message_id=message.id or "",
        thread_key=message.group_id or person.id,
        chat_id=message.group_id,
        group=GroupEnvelope(id=message.group_id) if message.group_id else None,
        sender_id=person.id,
        sender_aliases=person.aliases,
        sender_name=person.name,
        sender_phone=person.phone or _number_given(message),
        reply_to_id=context.id if context else None,
        forwarded=True if context and (context.forwarded or context.frequently_forwarded) else None,
        referral=referral_of(message),
        **content,
    )


def _number_given(message: WaMessage) -> str | None:
    """Asked for his number, he has shared his own card."""
    if len(message.contacts) == 1 and message.contacts[0].origin == "contact_request":
        own = message.contacts[0].phones
        numbers = [phone_of(each.wa_id) or written_phone_of(each.phone) for each in own]
        return next((number for number in numbers if number), None)
    return None


def _of_reaction(
    message: WaMessage, person: Person | None, head: dict[str, Any], direction: Direction
) -> AnyEnvelope:
    reaction = message.reaction
    if reaction is None or person is None or direction is Direction.OUTBOUND:
        return IgnoreEnvelope(**head, reason="a reaction that is not the customer's")
    emoji = clean_line(reaction.emoji, 40)
    return ReactionEnvelope(
        **head,
        target_message_id=reaction.message_id or "",
        sender_id=person.id,
        chat_id=message.group_id,
        emoji=emoji,
        removed=emoji is None,
    )


def _of_edit(message: WaMessage, target: str, head: dict[str, Any]) -> AnyEnvelope:
    """A caption may have been emptied; where nothing came at all, nothing has changed."""
    inner = message.edit.message if message.edit else None
    if inner is None:
        return IgnoreEnvelope(**head, reason="an edit that does not say to what")
    return EditEnvelope(
        **head, target_message_id=target, chat_id=message.group_id, text=words_of(inner)
    )


def _of_system(system: System, person: Person | None, head: dict[str, Any]) -> AnyEnvelope:
    """A new number or user id of the same person; everything else is said about him."""
    previous = [system.previous_user_id, system.previous_parent_user_id]
    if system.type == "user_changed_user_id":
        # His number, if we know one, is still his.
        old = [*previous, *([] if any(previous) or person is None else person.ids())]
        new = [system.user_id, system.parent_user_id]
    else:
        old = [*(person.ids() if person else []), *previous, system.customer]
        new = [system.wa_id or system.new_wa_id, system.user_id, system.parent_user_id]
    new_ids = _each_once(new)
    old_ids = [id for id in _each_once(old) if id not in new_ids]
    if old_ids and new_ids and system.type != "customer_identity_changed":
        return IdentityChangeEnvelope(**head, old_ids=old_ids, new_ids=new_ids)
    kind = clean_text(system.type) or "system"
    return SystemEnvelope(**head, kind=kind, text=clean_text(system.body))


def _each_once(ids: list[str | None]) -> list[str]:
    return list(dict.fromkeys(id for id in ids if id))
