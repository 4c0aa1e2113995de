"""Every kind of update of Bot API 10.3, and all news of a chat: what becomes of each."""

from typing import Any

import pytest

from channels_adapters.telegram.as_printed import (
    BOT,
    GROUP,
    NOON,
    OWNER,
    PRIVATE,
    QUOTED,
    SHOP,
    THUMB,
    USER,
    message,
    told,
)

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
    "community_chat_joined": {"community": {"id": 1, "name": "Warga"}},
    "group_chat_created": True,
}


@pytest.mark.parametrize("name", SERVICE)
def test_news_of_a_chat_are_nobodys_message(name: str) -> None:
    [found] = told({"message": message(chat=GROUP, **{name: SERVICE[name]})})
    assert (found["event"], found["kind"]) == ("system", name)


UNUSED: list[Any] = [None, False, []]


@pytest.mark.parametrize("unused", UNUSED)
def test_fields_that_are_written_out_and_hold_nothing_are_not_there(unused: Any) -> None:
    """So do python-telegram-bot (``group_chat_created: false``) and whoever dumps whole models."""
    written_out = dict.fromkeys([*SERVICE, "poll", "dice", "photo", "document", "text"], unused)
    for content, kind in (({"text": "Halo"}, "text"), ({"dice": {"value": 4}}, "unsupported")):
        [found] = told({"message": message(**(written_out | content)), "chat_boost": unused})
        assert (found["event"], found["kind"]) == ("message", kind)
    asked = {"poll": unused, "chat_boost": unused, "inline_query": {"id": "1", "query": "x"}}
    [found] = told(asked)
    assert found["reason"] == "an update of kind inline_query"


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
    "subscription": (
        {"user": USER, "invoice_payload": "p", "state": "canceled"},
        {"event": "ignore"},
    ),
    "stopped_message_generation": ({"chat": PRIVATE, "user": USER}, {"event": "ignore"}),
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


def test_a_reaction_of_nobody_is_nobodys() -> None:
    reacted = {"chat": PRIVATE, "message_id": 101, "date": NOON, "new_reaction": [THUMB]}
    for who in ({}, {"user": {"is_bot": False}}, {"actor_chat": {"type": "group"}}):
        [found] = told({"message_reaction": reacted | who})
        assert (found["event"], found["reason"]) == ("ignore", "a reaction of nobody")


def test_two_things_in_one_update_are_both_told() -> None:
    found = told({"message": message(text="x"), "my_chat_member": UPDATES["my_chat_member"][0]})
    assert [one["event"] for one in found] == ["message", "membership"]
