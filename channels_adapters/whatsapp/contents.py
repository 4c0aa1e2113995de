"""What one message of a webhook carries, by its kind."""

import json
import math
from typing import Any

from channels_adapters.kit.cards import card_of
from channels_adapters.kit.cleaning import base_mime, clean_line, clean_text, file_name
from channels_adapters.kit.places import place_of
from channels_adapters.whatsapp.payloads import Card, File, Referral, WaMessage
from models.envelopes import AttachmentEnvelope, SharedContact
from models.words import MessageKind


def content_of(message: WaMessage) -> dict[str, Any] | None:
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


def name_of_unsupported(message: WaMessage) -> str:
    """What Meta says it was; else the type it sent."""
    if message.unsupported and message.unsupported.type:
        return clean_text(message.unsupported.type)
    if message.interactive and message.interactive.type:
        return clean_text(message.interactive.type)
    return clean_text(message.type) or "unknown"


TELLING = ("body", "text", "caption", "title", "name", "description", "response")
"""Where words stand in what we do not know yet."""


def words_of(message: WaMessage) -> str:
    """What a person could read in it, also in a kind that nobody knows yet."""
    if message.text:
        return clean_text(message.text.body)
    file = message.file()
    if file:
        return clean_text(file.caption)
    holder = message.interactive or message
    inner = (holder.model_extra or {}).get(holder.type or "")
    found = inner if isinstance(inner, dict) else {}
    words = (found[name] for name in TELLING if isinstance(found.get(name), str))
    return clean_text(next(words, None))


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
    if found is None:
        return None
    place = place_of(found.latitude, found.longitude, found.name, found.address)
    return {"kind": MessageKind.LOCATION, "location": place} if place else None


def _shared(card: Card) -> SharedContact:
    parts = " ".join(part for part in (card.name.first_name, card.name.last_name) if part)
    return card_of(
        clean_line(card.name.formatted_name) or parts,
        [each.phone or each.wa_id for each in card.phones],
        [each.email for each in card.emails],
        card.org.company,
        card.vcard,
    )


def _answer_content(message: WaMessage) -> dict[str, Any] | None:
    """A pressed button, a chosen row, a filled-in form."""
    answer = message.interactive
    if answer is None:
        return None
    if answer.nfm_reply:
        form = answer.nfm_reply
        text = clean_text(form.body) or clean_text(form.name)
        given = form.response_json
        payload = clean_text(given if isinstance(given, str) else json.dumps(given)) or None
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
    return int(number) if number.is_integer() and abs(number) < MOST_WHOLE else number


MOST_WHOLE = 2**53
"""Beyond it no whole number is exact in a browser."""


def referral_of(message: WaMessage) -> dict[str, Any] | None:
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
