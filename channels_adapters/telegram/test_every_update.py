"""Every kind of update of Bot API 10.3, and every content of a message: what becomes of each."""

import json
from typing import Any

import pytest

from channels_adapters.telegram.adapter import ADAPTER

NOON = 1795651200
USER = {"id": 55667788, "is_bot": False, "first_name": "Dewi", "last_name": "Lestari"}
PRIVATE = {"id": 55667788, "type": "private", "first_name": "Dewi", "last_name": "Lestari"}
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Grup Kirim"}
SHOP = {"id": -1007, "type": "channel", "title": "Toko"}
OWNER = {"id": 1, "is_bot": False, "first_name": "Sari"}
BOT = {"id": 7777, "is_bot": True, "first_name": "Nusa"}
THUMB = {"emoji": "👍", "type": "emoji"}

FILE = {"file_id": "F", "file_unique_id": "u", "file_size": 1234}
SIZES = [FILE | {"file_id": id, "width": n, "height": n} for id, n in (("l", 900), ("s", 90))]
ORIGIN = {"type": "channel", "chat": SHOP, "message_id": 5, "date": NOON}
QUOTED = {"message_id": 101, "date": NOON, "chat": PRIVATE, "from": BOT, "text": "Apa?"}
VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Budi\r\nitem1.TEL;TYPE=CELL:+62 813-1111-222\r\n"
    "TEL;TYPE=WORK:+62215000\r\nEMAIL:budi@toko.example\r\nORG:Toko Budi;Gudang\r\nEND:VCARD"
)


def told(update: dict[str, Any]) -> list[dict[str, Any]]:
    found = ADAPTER.normalise(json.dumps({"update_id": 9} | update).encode())
    return [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in found]


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 200, "date": NOON, "chat": PRIVATE, "from": USER} | content


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


def test_files_and_addresses_within_a_rich_message_are_there() -> None:
    link = {"type": "url", "text": "situs", "url": "https://a.id"}
    blocks = [
        {"type": "paragraph", "text": ["Ke ", link]},
        {"type": "photo", "photo": SIZES, "caption": {"text": "Foto"}},
        {"type": "details", "blocks": [{"type": "video", "video": FILE}]},
        {"type": "photo", "photo": 7},
    ]
    [found] = told({"message": message(rich_message={"blocks": blocks})})
    assert (found["kind"], found["text"]) == ("rich", "Ke situs (https://a.id)\nFoto")
    assert [(one["kind"], one["remoteId"]) for one in found["attachments"]] == [
        ("image", "l"),
        ("video", "F"),
    ]


SERVICE = {
    "new_chat_members": [BOT],
    "left_chat_member": OWNER,
    "new_chat_title": "Baru",
    "pinned_message": QUOTED,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 86400},
    "forum_topic_created": {"name": "Keluhan", "icon_color": 1},
    "video_chat_ended": {"duration": 3},
    "boost_added": {"boost_count": 1},
    "write_access_allowed": {},
    "migrate_from_chat_id": -5,
    "chat_owner_changed": {"new_owner": OWNER},
    "paid_message_price_changed": {"paid_message_star_count": 5},
    "suggested_post_declined": {"comment": "x"},
    "community_chat_added": {},
}


@pytest.mark.parametrize("name", SERVICE)
def test_news_of_a_chat_are_nobodys_message(name: str) -> None:
    [found] = told({"message": message(chat=GROUP, **{name: SERVICE[name]})})
    assert (found["event"], found["kind"]) == ("system", name)


UPDATES: dict[str, tuple[Any, dict[str, Any]]] = {
    "channel_post": (message(chat=SHOP, text="x"), {"event": "ignore"}),
    "edited_channel_post": (message(chat=SHOP, text="x"), {"event": "ignore"}),
    "business_connection": (
        {"id": "bc1", "user": OWNER, "user_chat_id": 1, "date": NOON, "is_enabled": False},
        {"event": "system", "kind": "business_connection", "text": "Sari: disabled"},
    ),
    "message_reaction_count": (
        {"chat": GROUP, "message_id": 1, "date": NOON, "reactions": []},
        {"event": "ignore"},
    ),
    "inline_query": ({"id": "1", "from": USER, "query": "x", "offset": ""}, {"event": "ignore"}),
    "chosen_inline_result": ({"result_id": "1", "from": USER, "query": "x"}, {"event": "ignore"}),
    "shipping_query": ({"id": "1", "from": USER, "invoice_payload": "p"}, {"event": "ignore"}),
    "pre_checkout_query": (
        {"id": "1", "from": USER, "currency": "IDR", "total_amount": 1, "invoice_payload": "p"},
        {"event": "ignore"},
    ),
    "purchased_paid_media": ({"from": USER, "paid_media_payload": "p"}, {"event": "ignore"}),
    "poll": ({"id": "1", "question": "Q", "options": []}, {"event": "ignore"}),
    "poll_answer": ({"poll_id": "1", "user": USER, "option_ids": [0]}, {"event": "ignore"}),
    "chat_member": (
        {"chat": GROUP, "from": USER, "date": NOON, "new_chat_member": {"status": "member"}},
        {"event": "ignore"},
    ),
    "chat_join_request": (
        {"chat": GROUP, "from": USER, "user_chat_id": 5, "date": NOON},
        {"event": "ignore", "timestamp": "2026-11-26T00:00:00Z"},
    ),
    "chat_boost": ({"chat": GROUP, "boost": {"boost_id": "1"}}, {"event": "ignore"}),
    "removed_chat_boost": ({"chat": GROUP, "boost_id": "1"}, {"event": "ignore"}),
    "managed_bot": ({"user": USER, "bot": BOT}, {"event": "ignore"}),
    "guest_message": (
        message(chat=GROUP, text="@nusa_bot tolong", guest_query_id="q"),
        {"event": "message", "unsupportedType": "guest_message", "text": "@nusa_bot tolong"},
    ),
    "edited_message": (
        message(checklist={"title": "B", "tasks": [{"id": 1, "text": "x"}]}, edit_date=NOON + 9),
        {"event": "edit", "targetMessageId": "55667788:200", "text": "B\n- x"},
    ),
    "message_reaction": (
        {
            "chat": PRIVATE,
            "message_id": 101,
            "user": USER,
            "date": NOON,
            "old_reaction": [THUMB],
            "new_reaction": [THUMB, {"type": "emoji", "emoji": "🔥"}],
        },
        {"event": "reaction", "emoji": "👍🔥", "removed": False},
    ),
    "my_chat_member": (
        {
            "chat": PRIVATE,
            "from": USER,
            "date": NOON,
            "old_chat_member": {"user": BOT, "status": "kicked", "until_date": 0},
            "new_chat_member": {"user": BOT, "status": "member"},
        },
        {"event": "membership", "canSend": True, "senderId": "55667788"},
    ),
    "callback_query": (
        {"id": "4", "from": USER, "chat_instance": "c", "inline_message_id": "i", "data": "x"},
        {"event": "callback", "callbackId": "4", "senderId": "55667788", "payload": "x"},
    ),
}


@pytest.mark.parametrize("name", UPDATES)
def test_an_update(name: str) -> None:
    value, expected = UPDATES[name]
    [found] = told({name: value})
    assert {field: found.get(field) for field in expected} == expected
    if found["event"] == "ignore":
        assert name in found["reason"] or "channel" in found["reason"]


def test_a_channels_own_post_in_its_group_is_no_customers_message() -> None:
    telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    post = message(chat=GROUP, sender_chat=SHOP, is_automatic_forward=True, text="Promo")
    [found] = told({"message": post | {"from": telegram}})
    assert found["event"] == "ignore"


def test_two_things_in_one_update_are_both_told() -> None:
    found = told({"message": message(text="x"), "my_chat_member": UPDATES["my_chat_member"][0]})
    assert [one["event"] for one in found] == ["message", "membership"]
