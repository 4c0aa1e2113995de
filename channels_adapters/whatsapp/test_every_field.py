"""What Meta varies within messages: what becomes of each."""

from typing import Any

import pytest

from channels_adapters.whatsapp.as_printed import (
    DEWI,
    DEWIS,
    METADATA,
    NOON,
    NUMBER,
    SITI,
    printed,
    told,
    written,
)

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


def test_a_number_that_was_asked_for_is_his_however_it_is_written() -> None:
    own: dict[str, Any] = {"origin": "contact_request", "name": {"formatted_name": "Dewi"}}
    for phone in ({"phone": "+62 812-3456-7889"}, {"phone": "x", "wa_id": DEWI}):
        value = written("contacts", [own | {"phones": [phone]}], from_user_id="ID.1")
        del value["messages"][0]["from"], value["contacts"]
        [found] = told(value)
        assert (found["senderId"], found["senderPhone"]) == ("ID.1", f"+{DEWI}")
    for card in (own | {"phones": [{"phone": "0812"}]}, own | {"origin": "other"}):
        value = written("contacts", [card], from_user_id="ID.1")
        del value["messages"][0]["from"], value["contacts"]
        assert "senderPhone" not in told(value)[0]


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


def test_our_own_number_never_writes_as_a_customer() -> None:
    """Whatever the field and the list in which it comes."""
    head = {"from": "+622150001234", "to": DEWI, "id": "wamid.E", "timestamp": NOON, "type": "text"}
    own = head | {"text": {"body": "Ya"}}
    for field, value in (
        ("messages", {"messages": [own]}),
        ("smb_message_echoes", {"messages": [own]}),
        ("smb_message_echoes", {"message_echoes": [own]}),
    ):
        [found] = told({"metadata": METADATA, "contacts": [DEWIS]} | value, field)
        assert (found["direction"], found["senderId"], found["threadKey"]) == (
            "outbound",
            DEWI,
            DEWI,
        )


def test_a_number_is_the_same_with_and_without_its_plus_sign() -> None:
    value = written("text", {"body": "x"}, **{"from": f"+{DEWI}"})
    [found] = told(value)
    assert (found["senderId"], found["senderPhone"], found["threadKey"]) == (DEWI, f"+{DEWI}", DEWI)
    assert (found["senderName"], found["senderAliases"]) == ("Dewi Lestari", [])


def test_metas_sample_from_the_dashboard_is_read_as_it_is_shown_there() -> None:
    [found] = printed({"field": "messages", "value": written("text", {"body": "contoh"})})
    assert found["text"] == "contoh"


def test_a_value_that_comes_without_its_envelope_is_read() -> None:
    [found] = printed(written("text", {"body": "contoh"}))
    assert (found["accountId"], found["senderId"], found["text"]) == (NUMBER, DEWI, "contoh")
    [read] = printed({"statuses": [{"id": "wamid.O", "status": "read", "recipient_id": DEWI}]})
    assert (read["event"], read["accountId"]) == ("status", "")


@pytest.mark.parametrize("value", [{}, {"messages": []}, {"contacts": [DEWIS], "statuses": []}])
def test_where_nothing_is_nothing_is_told(value: dict[str, Any]) -> None:
    assert told({"metadata": METADATA} | value) == []
