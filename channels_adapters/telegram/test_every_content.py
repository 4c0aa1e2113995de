"""Every content of a message of Bot API 10.3: what becomes of each."""

from typing import Any

import pytest

from channels_adapters.telegram.as_printed import (
    BOT,
    FILE,
    NOON,
    ORIGIN,
    OWNER,
    PRIVATE,
    QUOTED,
    SHOP,
    SIZES,
    VCARD,
    message,
    told,
)

CONTENTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "an address behind words is counted in UTF-16": (
        {
            "text": "😀 Lacak di sini 🎉",
            "entities": [
                {"type": "bold", "offset": 3, "length": 5},
                {"type": "text_link", "offset": 12, "length": 4, "url": "https://a.id/r?x=1"},
            ],
        },
        {"kind": "text", "text": "😀 Lacak di sini (https://a.id/r?x=1) 🎉"},
    ),
    "an address that can be read is not told twice": (
        {
            "text": "https://a.id",
            "entities": [
                {"type": "url", "offset": 0, "length": 12},
                {"type": "text_link", "offset": 0, "length": 12, "url": "https://a.id"},
            ],
        },
        {"text": "https://a.id"},
    ),
    "places outside of the text and addresses that would run": (
        {
            "text": "😀a",
            "entities": [
                {"type": "text_link", "offset": 40, "length": 9, "url": "https://a.id"},
                {"type": "text_link", "offset": 2, "length": 1, "url": "javascript:alert(1)"},
                {"type": "text_link", "offset": -9, "length": 1, "url": "https://a.id"},
            ],
        },
        {"text": "😀a"},
    ),
    "a caption": (
        {
            "photo": SIZES,
            "caption": "Ini",
            "caption_entities": [
                {"type": "text_link", "offset": 0, "length": 3, "url": "https://a.id"}
            ],
        },
        {"kind": "image", "text": "Ini (https://a.id)"},
    ),
    "a live photo repeats its picture": (
        {"live_photo": FILE | {"duration": 1}, "photo": SIZES},
        {"kind": "image"},
    ),
    "a photo without a file": ({"photo": [{"width": 9, "height": 9}]}, {"kind": "unsupported"}),
    "a document without a file": ({"document": {"file_name": "a.pdf"}}, {"kind": "unsupported"}),
    "a place off the earth": (
        {"location": {"latitude": 991.0, "longitude": 0.0}},
        {"kind": "unsupported", "unsupportedType": "location"},
    ),
    "a live place": (
        {"location": {"latitude": -6.2, "longitude": 106.8, "live_period": 900}},
        {"kind": "location", "location": {"latitude": -6.2, "longitude": 106.8}},
    ),
    "a card with all that its vCard says": (
        {"contact": {"phone_number": "628131111222", "first_name": "Budi", "vcard": VCARD}},
        {
            "kind": "contact",
            "contacts": [
                {
                    "name": "Budi",
                    "phones": ["+628131111222", "+62215000"],
                    "emails": ["budi@toko.example"],
                    "organisation": "Toko Budi",
                }
            ],
        },
    ),
    "a number as it stands in somebody's phone": (
        {"contact": {"phone_number": "0813 1111 222", "first_name": "Budi"}},
        {"contacts": [{"name": "Budi", "phones": ["0813 1111 222"], "emails": []}]},
    ),
    "a form": (
        {"web_app_data": {"data": '{"resi":7}', "button_text": "Isi formulir"}},
        {"kind": "form_reply", "text": "Isi formulir", "payload": '{"resi":7}'},
    ),
    "a poll": (
        {
            "poll": {
                "id": "1",
                "question": "Kapan?",
                "options": [{"text": "Kini"}, {"text": "Esok"}],
            }
        },
        {"unsupportedType": "poll", "text": "Kapan?\n- Kini\n- Esok"},
    ),
    "a checklist": (
        {"checklist": {"title": "Belanja", "tasks": [{"id": 1, "text": "Susu"}]}},
        {"unsupportedType": "checklist", "text": "Belanja\n- Susu"},
    ),
    "a die": ({"dice": {"emoji": "🎲", "value": 4}}, {"unsupportedType": "dice", "text": "🎲 4"}),
    "a game": (
        {"game": {"title": "Balap", "description": "x"}},
        {"unsupportedType": "game", "text": "Balap"},
    ),
    "a story": ({"story": {"chat": SHOP, "id": 3}}, {"unsupportedType": "story", "text": "Toko"}),
    "paid media": (
        {"paid_media": {"star_count": 5, "paid_media": []}, "caption": "Lihat"},
        {"unsupportedType": "paid_media", "text": "Lihat"},
    ),
    "an invoice": (
        {"invoice": {"title": "Paket", "currency": "IDR", "total_amount": 1250000}},
        {"unsupportedType": "invoice", "text": "Paket\n12500.00 IDR"},
    ),
    "a payment": (
        {"successful_payment": {"currency": "XTR", "total_amount": 10, "invoice_payload": "i"}},
        {"unsupportedType": "successful_payment", "text": "10 XTR"},
    ),
    "people from somebody's phone": (
        {"users_shared": {"request_id": 1, "users": [{"user_id": 4, "first_name": "Budi"}]}},
        {"unsupportedType": "users_shared", "text": "Budi"},
    ),
    "a passport": ({"passport_data": {"data": []}}, {"unsupportedType": "passport_data"}),
    "a gift": (
        {"gift": {"gift": {"id": "1", "star_count": 15}, "text": "Selamat"}},
        {"unsupportedType": "gift", "text": "Selamat"},
    ),
    "a giveaway": (
        {"giveaway": {"chats": [SHOP], "winner_count": 3, "prize_description": "Pulsa"}},
        {"unsupportedType": "giveaway", "text": "Pulsa"},
    ),
    "what is new beside a content is not taken for it": (
        {"a_flag_of_next_year": True, "hologram": {"text": "Apa ini?"}},
        {"unsupportedType": "hologram", "text": "Apa ini?"},
    ),
    "a quoted part": (
        {"text": "ya", "reply_to_message": QUOTED, "quote": {"text": "A", "position": 0}},
        {"replyToId": "55667788:101", "text": "ya"},
    ),
    "what stands in another chat is told and is no reply": (
        {
            "text": "Masih ada?",
            "external_reply": {"origin": ORIGIN, "chat": SHOP, "message_id": 5},
            "quote": {"text": "Kardus M", "position": 0},
        },
        {
            "text": "Masih ada?",
            "referral": {"sourceType": "quote", "headline": "Toko", "body": "Kardus M"},
        },
    ),
    "an answer to a story": (
        {"text": "Keren", "reply_to_story": {"chat": SHOP, "id": 5}},
        {"referral": {"sourceType": "story", "headline": "Toko"}},
    ),
    "forwarded by an older server": (
        {"text": "x", "forward_from": OWNER, "forward_date": NOON},
        {"forwarded": True},
    ),
    "forwarded from a kind of place of next year": (
        {"text": "x", "forward_origin": {"type": "hologram"}},
        {"forwarded": True},
    ),
    "an album": ({"photo": SIZES, "media_group_id": "133"}, {"kind": "image"}),
    "sent through another bot": ({"text": "x", "via_bot": BOT}, {"kind": "text", "text": "x"}),
    "a time that cannot be": ({"text": "x", "date": 99999999999999}, {"text": "x"}),
    "words without what they belong to": (
        {"caption": "Ini fotonya"},
        {"kind": "text", "text": "Ini fotonya"},
    ),
    "an emoji of a sticker that turns the writing": (
        {"sticker": FILE | {"emoji": "\u202e🙏"}},
        {"kind": "sticker", "text": "🙏"},
    ),
    "an option of a poll": (
        {"poll_option_added": {"option_persistent_id": "1", "option_text": "Lusa"}},
        {"unsupportedType": "poll_option_added", "text": "Lusa"},
    ),
    "a name of which nothing is seen": (
        {
            "text": "x",
            "chat": PRIVATE | {"first_name": "\u3164", "last_name": "", "username": "dewi_l"},
        },
        {"senderName": "@dewi_l"},
    ),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_content(name: str) -> None:
    content, expected = CONTENTS[name]
    [found] = told({"message": message(**content)})
    assert found["event"] == "message"
    assert found["senderId"] == "55667788"
    assert {field: found.get(field) for field in expected} == expected
    if "referral" not in expected:
        assert "referral" not in found
    else:
        assert "replyToId" not in found


@pytest.mark.parametrize(
    ("given", "name", "mime"),
    [
        (
            {"audio": FILE | {"performer": "Tulus", "title": "Jalan"}},
            "Tulus - Jalan.mp3",
            "audio/mpeg",
        ),
        ({"audio": FILE | {"file_name": "lagu.m4a", "title": "x"}}, "lagu.m4a", "audio/mpeg"),
        ({"sticker": FILE | {"is_animated": True}}, "sticker.tgs", "application/gzip"),
        (
            {"sticker": {"file_id": "T", "is_animated": True, "thumbnail": FILE}},
            "sticker.webp",
            "image/webp",
        ),
        ({"sticker": FILE | {"is_video": True}}, "sticker.webm", "video/webm"),
        (
            {"sticker": {"file_id": "T", "is_animated": True, "thumb": FILE}},
            "sticker.webp",
            "image/webp",
        ),
        ({"video_note": FILE | {"length": 240}}, "video_note.mp4", "video/mp4"),
        (
            {"document": FILE | {"file_name": "../a\u202efdp.exe"}},
            "afdp.exe",
            "application/octet-stream",
        ),
    ],
)
def test_a_file_has_a_name_that_fits_it(given: dict[str, Any], name: str, mime: str) -> None:
    [found] = told({"message": message(**given)})
    [file] = found["attachments"]
    assert (file["name"], file["mime"], file["remoteId"]) == (name, mime, "F")
