"""One message of a webhook as envelopes, by its kind."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from channels_adapters.kit.cleaning import (
    base_mime,
    clean_line,
    clean_text,
    file_name,
    moment_of,
)
from channels_adapters.whatsapp.payloads import Card, File, Referral, Sender, System, WaMessage
from channels_adapters.whatsapp.people import Person, person_of, phone_of
from models.envelopes import (
    AnyEnvelope,
    AttachmentEnvelope,
    DeleteEnvelope,
    EditEnvelope,
    IdentityChangeEnvelope,
    IgnoreEnvelope,
    LocationEnvelope,
    MessageEnvelope,
    ReactionEnvelope,
    SharedContact,
    SystemEnvelope,
)
from models.words import Direction, MessageKind


@dataclass(frozen=True)
class Place:
    """Where a message stands. ``at``: when it came, if it does not say so itself."""

    account_id: str
    at: datetime
    senders: list[Sender]
    direction: Direction = Direction.INBOUND


def of_message(message: WaMessage, place: Place) -> Iterator[AnyEnvelope]:
    at = moment_of(message.timestamp) or place.at
    head = {"account_id": place.account_id, "timestamp": at}
    person = person_of(message, place.senders, place.direction)
    kind = message.kind()
    if kind == "system":
        yield _of_system(message.system or System(), person, head)
    elif kind == "reaction" and message.reaction and message.reaction.message_id:
        yield _of_reaction(message, person, head, place.direction)
    elif kind == "edit" and message.edit and message.edit.original_message_id:
        inner = message.edit.message or WaMessage()
        text = _words_of(inner)
        yield EditEnvelope(
            **head,
            target_message_id=message.edit.original_message_id,
            chat_id=message.group_id,
            text=text,
        )
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
    content = _content_of(message) or {
        "kind": MessageKind.UNSUPPORTED,
        "unsupported_type": _name_of_unsupported(message),
    }
    return MessageEnvelope(
        **head,
        direction=direction,
        channel_message_id=message.id or "",
        thread_key=message.group_id or person.id,
        chat_id=message.group_id,
        sender_id=person.id,
        sender_aliases=person.aliases,
        sender_name=person.name,
        sender_phone=person.phone or _number_given(message),
        reply_to_id=context.id if context else None,
        forwarded=True if context and (context.forwarded or context.frequently_forwarded) else None,
        referral=_referral_of(message),
        **content,
    )


def _number_given(message: WaMessage) -> str | None:
    """Asked for his number, he has shared his own card."""
    if len(message.contacts) == 1 and message.contacts[0].origin == "contact_request":
        numbers = [phone_of(each.wa_id) for each in message.contacts[0].phones]
        return next((number for number in numbers if number), None)
    return None


def _content_of(message: WaMessage) -> dict[str, Any] | None:
    """Kind and what goes with it; None for what we do not understand."""
    kind = message.kind()
    if kind == "text" and message.text and message.text.body is not None:
        return {"kind": MessageKind.TEXT, "text": clean_text(message.text.body)}
    if kind in ("image", "video", "audio", "sticker", "document"):
        return _file_content(message)
    if kind == "location":
        return _location_content(message)
    if kind == "contacts" and message.contacts:
        cards = [_shared(card) for card in message.contacts]
        return {"kind": MessageKind.CONTACT, "contacts": cards}
    if kind == "interactive":
        return _answer_content(message)
    if kind == "button" and message.button:
        text = clean_text(message.button.text or message.button.payload)
        payload = clean_text(message.button.payload) or None
        return {"kind": MessageKind.BUTTON_REPLY, "text": text, "payload": payload}
    if kind == "order" and message.order:
        return _order_content(message)
    return None


def _name_of_unsupported(message: WaMessage) -> str:
    """What Meta says it was; else the type it sent."""
    if message.unsupported and message.unsupported.type:
        return clean_text(message.unsupported.type)
    if message.interactive and message.interactive.type:
        return clean_text(message.interactive.type)
    return clean_text(message.type) or "unknown"


def _file_content(message: WaMessage) -> dict[str, Any] | None:
    file = message.file()
    if file is None or not file.id:
        return None
    kind = MessageKind.VOICE if file.voice else MessageKind(message.kind() or "document")
    return {
        "kind": kind,
        "text": clean_text(file.caption),
        "attachments": [_attachment(file, kind)],
    }


def _attachment(file: File, kind: MessageKind) -> AttachmentEnvelope:
    mime = base_mime(file.mime_type)
    return AttachmentEnvelope(
        kind=kind.value,
        name=file_name(file.filename, mime, kind.value),
        mime=mime,
        remote_id=file.id,
    )


def _location_content(message: WaMessage) -> dict[str, Any] | None:
    found = message.location
    if found is None or found.latitude is None or found.longitude is None:
        return None
    if not (math.isfinite(found.latitude) and abs(found.latitude) <= 90):
        return None
    if not (math.isfinite(found.longitude) and abs(found.longitude) <= 180):
        return None
    location = LocationEnvelope(
        latitude=found.latitude,
        longitude=found.longitude,
        name=clean_line(found.name),
        address=clean_line(found.address, 300),
    )
    return {"kind": MessageKind.LOCATION, "location": location}


def _shared(card: Card) -> SharedContact:
    phones = [clean_line(each.phone or each.wa_id) for each in card.phones]
    emails = [clean_line(each.email, 254) for each in card.emails]
    parts = [card.name.first_name, card.name.last_name]
    named = clean_line(card.name.formatted_name) or clean_line(" ".join(p for p in parts if p))
    known = [each for each in [*phones, *emails] if each]
    return SharedContact(
        name=named or (known[0] if known else ""),
        phones=[each for each in phones if each],
        emails=[each for each in emails if each],
        organisation=clean_line(card.org.company),
    )


def _answer_content(message: WaMessage) -> dict[str, Any] | None:
    """A pressed button, a chosen row, a filled-in form."""
    answer = message.interactive
    if answer is None:
        return None
    if answer.nfm_reply:
        form = answer.nfm_reply
        text = clean_text(form.body) or clean_text(form.name)
        payload = clean_text(form.response_json) or None
        return {"kind": MessageKind.FORM_REPLY, "text": text, "payload": payload}
    if answer.button_reply:
        kind, choice = MessageKind.BUTTON_REPLY, answer.button_reply
    elif answer.list_reply:
        kind, choice = MessageKind.LIST_REPLY, answer.list_reply
    else:
        return None
    return {
        "kind": kind,
        "text": clean_text(choice.title) or clean_text(choice.id),
        "payload": clean_text(choice.id) or None,
    }


def _order_content(message: WaMessage) -> dict[str, Any] | None:
    order = message.order
    if order is None:
        return None
    items = [
        {
            "productId": clean_line(each.product_retailer_id),
            "quantity": _figure(each.quantity),
            "price": _figure(each.item_price),
            "currency": clean_line(each.currency, 10),
        }
        for each in order.product_items
    ]
    return {
        "kind": MessageKind.ORDER,
        "text": clean_text(order.text),
        "order": {"catalogId": clean_line(order.catalog_id), "items": items},
    }


def _figure(number: float | None) -> int | float | None:
    """Whole numbers without a point; what is no number of this world is left out."""
    if number is None or not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _referral_of(message: WaMessage) -> dict[str, Any] | None:
    if message.referral:
        return _of_advertisement(message.referral) or None
    product = message.context.referred_product if message.context else None
    if product is None:
        return None
    return {
        "sourceType": "product",
        "catalogId": clean_line(product.catalog_id),
        "productId": clean_line(product.product_retailer_id),
    }


def _of_advertisement(referral: Referral) -> dict[str, str]:
    welcome = referral.welcome_message
    told = {
        "sourceType": referral.source_type,
        "sourceId": referral.source_id,
        "sourceUrl": referral.source_url,
        "headline": referral.headline,
        "body": referral.body,
        "mediaType": referral.media_type,
        "imageUrl": referral.image_url,
        "videoUrl": referral.video_url,
        "thumbnailUrl": referral.thumbnail_url,
        "clickId": referral.ctwa_clid,
        "welcome": welcome.text if welcome else None,
    }
    return {name: clean_text(text) for name, text in told.items() if clean_text(text)}


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


def _words_of(message: WaMessage) -> str:
    """The text of a message, or the caption of its file."""
    if message.text:
        return clean_text(message.text.body)
    file = message.file()
    return clean_text(file.caption) if file else ""
