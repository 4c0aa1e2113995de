"""Every field of the webhooks and what Meta varies within messages: what becomes of each."""

import json
from typing import Any

import pytest

from channels_adapters.whatsapp.adapter import ADAPTER

NUMBER, ACCOUNT = "106540352242922", "102290129340398"
DEWI, SITI = "6281234567889", "628155500012"
NOON = "1795487760"
METADATA = {"display_phone_number": "622150001234", "phone_number_id": NUMBER}
DEWIS = {"profile": {"name": "Dewi Lestari"}, "wa_id": DEWI}


def told(value: Any, field: str = "messages", time: int | None = None) -> list[dict[str, Any]]:
    entry: dict[str, Any] = {"id": ACCOUNT, "changes": [{"field": field, "value": value}]}
    if time is not None:
        entry["time"] = time
    body = {"object": "whatsapp_business_account", "entry": [entry]}
    return printed(body)


def printed(body: Any) -> list[dict[str, Any]]:
    found = ADAPTER.normalise(json.dumps(body).encode())
    return [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in found]


def written(type: str, content: Any = None, **more: Any) -> dict[str, Any]:
    message = {"from": DEWI, "id": "wamid.IN", "timestamp": NOON, "type": type}
    carried = {} if content is None else {type: content}
    return {"metadata": METADATA, "contacts": [DEWIS], "messages": [message | carried | more]}


FORM = {"name": "flow", "body": "Sent", "response_json": {"resi": 7}}
CALLS = {"type": "call_permission_reply", "call_permission_reply": {"response": "accept"}}
VCARD = "BEGIN:VCARD\nFN:Ayu\nTEL;CELL:+62 811 222\nEMAIL;WORK:ayu@a.example\nORG:PT Ayu\nEND:VCARD"
CARDS = [
    {"name": {"formatted_name": "Budi"}, "phones": [{"wa_id": "628131111222"}]},
    {"org": {"company": "PT Maju"}, "phones": []},
    {"vcard": VCARD},
    {},
]

MESSAGES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a form whose answers are no string": (
        written("interactive", {"type": "nfm_reply", "nfm_reply": FORM}),
        {"kind": "form_reply", "text": "Sent", "payload": '{"resi": 7}'},
    ),
    "an answer about calls": (
        written("interactive", CALLS),
        {"unsupportedType": "call_permission_reply", "text": "accept"},
    ),
    "a poll, should it ever come": (
        written("poll", {"name": "Kapan?", "options": [{"name": "Kini"}]}),
        {"kind": "unsupported", "unsupportedType": "poll", "text": "Kapan?"},
    ),
    "another content than its type says": (
        written("image", None, text={"body": "Teks"}),
        {"kind": "unsupported", "unsupportedType": "image", "text": "Teks"},
    ),
    "a picture that Meta could not fetch": (
        written("image", {"mime_type": "image/jpeg"}, errors=[{"code": 131052, "title": "Media"}]),
        {"kind": "unsupported", "unsupportedType": "image"},
    ),
    "numbers instead of texts": (
        written("text", {"body": 7742}, **{"from": int(DEWI), "timestamp": int(NOON)}),
        {"senderId": DEWI, "text": "7742", "timestamp": "2026-11-24T02:36:00Z"},
    ),
    "milliseconds": (
        written("text", {"body": "x"}, timestamp=int(NOON) * 1000 + 7),
        {"timestamp": "2026-11-24T02:36:00Z"},
    ),
    "nothing where something should be": (
        written("text", {"body": "x"}, context=None, referral=None, errors=None),
        {"kind": "text", "text": "x"},
    ),
    "a product that is asked about in an answer": (
        written(
            "text",
            {"body": "Ada?"},
            context={
                "id": "wamid.OUT",
                "referred_product": {"catalog_id": "1", "product_retailer_id": "p"},
            },
        ),
        {"replyToId": "wamid.OUT"}
        | {"referral": {"sourceType": "product", "catalogId": "1", "productId": "p"}},
    ),
    "a video from an advertisement": (
        written(
            "text",
            {"body": "x"},
            referral={"source_type": "ad", "media_type": "video", "video_url": "https://v.example"},
        ),
        {"referral": {"sourceType": "ad", "mediaType": "video", "videoUrl": "https://v.example"}},
    ),
    "a group": (
        written("text", {"body": "x"}, group_id="G1"),
        {"threadKey": "G1", "chatId": "G1", "senderId": DEWI, "senderName": "Dewi Lestari"},
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message(name: str) -> None:
    value, expected = MESSAGES[name]
    [found] = told(value)
    assert found["event"] == "message"
    assert {field: found.get(field) for field in expected} == expected


def test_a_shared_contact_always_has_a_name_and_all_that_is_known() -> None:
    [found] = told(written("contacts", CARDS))
    assert found["contacts"] == [
        {"name": "Budi", "phones": ["+628131111222"], "emails": []},
        {"name": "PT Maju", "phones": [], "emails": [], "organisation": "PT Maju"},
        {
            "name": "Ayu",
            "phones": ["+62 811 222"],
            "emails": ["ayu@a.example"],
            "organisation": "PT Ayu",
        },
        {"name": "?", "phones": [], "emails": []},
    ]


def test_whoever_is_not_among_the_contacts_is_not_taken_for_who_is() -> None:
    """He would be found by the other's number from then on."""
    first = {
        "from": DEWI,
        "id": "wamid.1",
        "timestamp": NOON,
        "type": "text",
        "text": {"body": "a"},
    }
    other = first | {"from": SITI, "id": "wamid.2"}
    one, two = told({"metadata": METADATA, "contacts": [DEWIS], "messages": [first, other]})
    assert (one["senderId"], one["senderName"]) == (DEWI, "Dewi Lestari")
    assert (two["senderId"], two["senderAliases"]) == (SITI, [])
    assert "senderName" not in two


def test_all_ids_of_a_person_without_contacts_are_known() -> None:
    ids = {"from_user_id": "GB.1", "from_parent_user_id": "GB.ENT.1"}
    message = {"id": "wamid.1", "timestamp": NOON, "type": "text", "text": {"body": "a"}} | ids
    [found] = told({"metadata": METADATA, "messages": [message]})
    assert (found["senderId"], found["senderAliases"]) == ("GB.1", ["GB.ENT.1"])


def test_an_edit_that_says_nothing_changes_nothing() -> None:
    [found] = told(written("edit", {"original_message_id": "wamid.0"}))
    assert found["event"] == "ignore"


def test_what_was_written_in_the_phones_app_is_told_once_whatever_the_field() -> None:
    echo = {"from": "622150001234", "to": DEWI, "id": "wamid.E", "timestamp": NOON, "type": "text"}
    value = {"metadata": METADATA, "message_echoes": [echo | {"text": {"body": "Ya"}}]}
    for field in ("message_echoes", "smb_message_echoes"):
        [found] = told(value, field)
        assert (found["direction"], found["senderId"], found["text"]) == ("outbound", DEWI, "Ya")


def test_a_status_may_be_written_in_capitals() -> None:
    [found] = told({"metadata": METADATA, "statuses": [{"id": "wamid.O", "status": "READ"}]})
    assert (found["event"], found["status"]) == ("status", "read")
    lost, paid = told(
        {"metadata": METADATA, "statuses": [{"status": "sent"}, {"id": "w", "status": "captured"}]}
    )
    assert (lost["reason"], paid["reason"]) == ("status sent of no message", "status captured")


CALL = {"id": "wacid.1", "from": DEWI, "event": "terminate", "timestamp": NOON, "status": "FAILED"}
NEWS: dict[str, tuple[dict[str, Any], str]] = {
    "message_template_status_update": (
        {"event": "REJECTED", "message_template_name": "promo", "reason": "INVALID_FORMAT"},
        "promo: REJECTED: INVALID_FORMAT",
    ),
    "message_template_quality_update": (
        {"message_template_name": "promo", "new_quality_score": "YELLOW"},
        "promo: YELLOW",
    ),
    "template_category_update": (
        {"message_template_name": "promo", "new_category": "MARKETING"},
        "promo: MARKETING",
    ),
    "phone_number_quality_update": (
        {"event": "FLAGGED", "current_limit": "TIER_1K"},
        "FLAGGED",
    ),
    "phone_number_name_update": (
        {"decision": "APPROVED", "requested_verified_name": "Nusa", "rejection_reason": "NONE"},
        "Nusa: APPROVED",
    ),
    "account_update": ({"event": "DISABLED_UPDATE", "ban_info": {}}, "DISABLED_UPDATE"),
    "account_review_update": ({"decision": "APPROVED"}, "APPROVED"),
    "account_alerts": (
        {"alert_type": "OBA_APPROVED", "alert_description": "Approved"},
        "OBA_APPROVED: Approved",
    ),
    "business_capability_update": ({"max_phone_numbers_per_business": 25}, ""),
    "flows": ({"event": "FLOW_STATUS_CHANGE", "message": "Now"}, "FLOW_STATUS_CHANGE: Now"),
    "security": ({"event": "PIN_CHANGED", "requester": "1"}, "PIN_CHANGED"),
    "calls": ({"metadata": METADATA, "contacts": [DEWIS], "calls": [CALL]}, "terminate: FAILED"),
    "group_lifecycle_update": ({"groups": [{"type": "group_create"}]}, "group_create"),
    "messaging_handovers": ({"control_passed": {"metadata": "x"}}, ""),
    "something_of_next_year": ({"event": "X"}, "X"),
}


@pytest.mark.parametrize("field", NEWS)
def test_news_of_the_account(field: str) -> None:
    value, text = NEWS[field]
    [found] = told(value, field, time=int(NOON))
    assert (found["event"], found["kind"], found["text"]) == ("system", field, text)
    assert found["timestamp"] == "2026-11-24T02:36:00Z"


@pytest.mark.parametrize("field", ["history", "smb_app_state_sync", "standby"])
def test_what_is_not_for_us_says_why(field: str) -> None:
    [found] = told(written("text", {"body": "x"}), field)
    assert found["event"] == "ignore"


def test_metas_sample_from_the_dashboard_is_read_as_it_is_shown_there() -> None:
    [found] = printed({"field": "messages", "value": written("text", {"body": "contoh"})})
    assert found["text"] == "contoh"


@pytest.mark.parametrize("value", [{}, {"messages": []}, {"contacts": [DEWIS], "statuses": []}])
def test_where_nothing_is_nothing_is_told(value: dict[str, Any]) -> None:
    assert told({"metadata": METADATA} | value) == []
