"""What becomes of each kind of webhook. The samples are bodies as Meta writes them."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels_adapters.whatsapp.adapter import ADAPTER
from models.envelopes import AnyEnvelope, MessageEnvelope

SAMPLES = Path(__file__).parent / "samples"
DEWI = "6281234567889"
DEWIS_ID = "ID.1349182736450912"


def told(name: str) -> list[dict[str, Any]]:
    """What is printed for a sample, without what is empty."""
    found = ADAPTER.normalise((SAMPLES / f"{name}.json").read_bytes())
    return [_as_printed(each) for each in found]


def _as_printed(envelope: AnyEnvelope) -> dict[str, Any]:
    printed = envelope.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {name: value for name, value in printed.items() if value != []}


MESSAGES: dict[str, dict[str, Any]] = {
    "text": {"kind": "text", "senderId": DEWI, "senderName": "Dewi Lestari", "threadKey": DEWI},
    "image": {"kind": "image", "text": "Kotaknya penyok 😟"},
    "video": {"kind": "video", "text": "Begini keadaannya"},
    "location_zero": {"kind": "location", "location": {"latitude": 0.0, "longitude": 0.0}},
    "button_reply": {
        "kind": "button_reply",
        "text": "Jadwalkan ulang",
        "payload": "resched-2201",
        "replyToId": "wamid.OUT1==",
    },
    "list_reply": {"kind": "list_reply", "text": "Besok pagi", "payload": "slot-1"},
    "form_reply": {
        "kind": "form_reply",
        "text": "Sent",
        "payload": '{"flow_token":"t1","alamat":"Jl. Melati 5"}',
    },
    "template_button": {
        "kind": "button_reply",
        "text": "Ya, lanjutkan",
        "payload": "yes-continue",
        "replyToId": "wamid.OUT2==",
    },
    "swipe_reply": {"kind": "text", "replyToId": "wamid.OUT4=="},
    "call_permission_reply": {"kind": "unsupported", "unsupportedType": "call_permission_reply"},
    "call": {"kind": "unsupported", "unsupportedType": "call", "senderId": "6281234567889"},
    "interactive_missing": {"kind": "unsupported", "unsupportedType": "interactive"},
    "poll": {"kind": "unsupported", "unsupportedType": "poll_creation"},
    "unsupported_older": {"kind": "unsupported", "unsupportedType": "unknown"},
    "request_welcome": {"kind": "unsupported", "unsupportedType": "request_welcome"},
    "kind_of_next_year": {"kind": "unsupported", "unsupportedType": "hologram"},
    "group_text": {
        "senderId": DEWI,
        "chatId": "HBgLMTIwMzYzMDI5OTk5",
        "threadKey": "HBgLMTIwMzYzMDI5OTk5",
    },
    "echo": {"direction": "outbound", "senderId": DEWI, "text": "Dijawab dari ponsel"},
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_of_each_kind(name: str) -> None:
    [message] = told(name)
    assert message["event"] == "message"
    assert message["accountId"] == "106540352242922"
    assert message["channelMessageId"].startswith(("wamid.", "wacid."))
    for field, value in MESSAGES[name].items():
        assert message[field] == value


@pytest.mark.parametrize(
    ("name", "kind", "file", "mime"),
    [
        ("image", "image", "image.jpg", "image/jpeg"),
        ("voice", "voice", "voice.ogg", "audio/ogg"),
        ("audio", "audio", "audio.mp3", "audio/mpeg"),
        ("video", "video", "video.mp4", "video/mp4"),
        ("sticker", "sticker", "sticker.webp", "image/webp"),
        ("document", "document", "Fakturfdp.exe.pdf", "application/pdf"),
    ],
)
def test_a_file_is_named_safely_and_can_be_fetched(
    name: str, kind: str, file: str, mime: str
) -> None:
    [message] = told(name)
    assert message["kind"] == kind
    expected = {"kind": kind, "name": file, "mime": mime, "remoteId": "1166846181421424"}
    assert message["attachments"] == [expected]


def test_a_place_and_people_are_shared() -> None:
    [place] = told("location")
    assert place["location"] == {
        "latitude": -6.2088,
        "longitude": 106.8456,
        "name": "Stasiun Gambir",
        "address": "Jl. Medan Merdeka Timur No. 1, Jakarta",
    }
    [people] = told("contacts")
    assert people["kind"] == "contact"
    assert [each["name"] for each in people["contacts"]] == ["Budi Santoso", "+62 813-1111-222"]
    assert people["contacts"][0]["organisation"] == "Toko Budi"


def test_an_order_has_figures_whether_they_came_as_text_or_not() -> None:
    [message] = told("order")
    assert message["order"]["items"] == [
        {"productId": "kardus-m", "quantity": 2, "price": 12500, "currency": "IDR"},
        {"productId": "lakban", "quantity": 1, "price": 8900.5, "currency": "IDR"},
    ]


def test_where_the_customer_came_from_is_kept() -> None:
    [from_ad] = told("from_advertisement")
    assert from_ad["referral"]["sourceType"] == "ad"
    assert from_ad["referral"]["headline"] == "Kirim murah ke seluruh Indonesia"
    assert from_ad["referral"]["clickId"].startswith("Aff")
    [about] = told("about_product")
    assert about["referral"]["productId"] == "kardus-m"
    assert "replyToId" not in about


def test_a_forward_is_no_reply() -> None:
    [message] = told("forwarded")
    assert message["forwarded"] is True
    assert "replyToId" not in message


def test_a_person_without_a_number_is_known_by_his_user_id() -> None:
    [message] = told("user_id_only")
    assert message["senderId"] == message["threadKey"] == "GB.1349182736450999"
    assert message["senderAliases"] == ["GB.ENT.118273645"]
    assert "senderPhone" not in message
    [named] = told("username_only")
    assert named["senderName"] == "@night_owl"


def test_a_number_goes_before_the_user_id_which_is_told_beside_it() -> None:
    [message] = told("text")
    assert message["senderId"] == DEWI
    assert message["senderPhone"] == f"+{DEWI}"
    assert message["senderAliases"] == [DEWIS_ID]
    [brazil] = told("brazil_ninth_digit")
    assert (brazil["senderId"], brazil["senderName"]) == ("5511987654321", "João")
    assert brazil["senderAliases"] == ["551187654321"]


def test_whoever_gives_his_number_when_asked_has_one() -> None:
    [message] = told("contact_request_answered")
    assert message["senderId"] == DEWIS_ID
    assert message["senderPhone"] == f"+{DEWI}"


def test_names_and_texts_lose_what_deceives() -> None:
    [message] = told("name_of_tricks")
    assert "senderName" not in message
    assert message["text"] == "Teks terbalik dan \ufffd setengah"


def test_edits_and_deletions_name_what_they_are_about() -> None:
    [edited] = told("edited")
    assert (edited["event"], edited["targetMessageId"]) == ("edit", "wamid.IN1==")
    assert edited["text"] == "Halo, paket NP-2202"
    [caption] = told("caption_edited")
    assert caption["text"] == "Foto yang benar"
    [revoked] = told("revoked")
    assert (revoked["event"], revoked["targetMessageId"]) == ("delete", "wamid.IN1==")


def test_a_reaction_without_emoji_is_taken_back() -> None:
    [given] = told("reaction")
    assert (given["event"], given["emoji"], given["removed"]) == ("reaction", "👍🏽", False)
    [removed] = told("reaction_removed")
    assert removed["removed"] is True
    assert "emoji" not in removed


def test_a_new_number_or_user_id_is_the_same_person() -> None:
    [number] = told("number_changed")
    assert number["event"] == "identity_change"
    assert number["oldIds"] == [DEWI, DEWIS_ID]
    assert number["newIds"] == ["628119990001", "ID.2229182736450000"]
    [user_id] = told("user_id_changed")
    assert user_id["oldIds"] == ["GB.1349182736450999"]
    assert user_id["newIds"] == ["GB.7779182736450000"]
    [code] = told("identity_changed")
    assert (code["event"], code["kind"]) == ("system", "customer_identity_changed")


def test_statuses_say_how_far_and_whose() -> None:
    expected = {
        "status_delivered": ("delivered", DEWI, "66a1f0c2e4b0a1b2c3d4e5f7", 0),
        "status_read": ("read", DEWI, "66a1f0c2e4b0a1b2c3d4e5f7", 2),
        "status_played": ("played", DEWI, None, 0),
        "status_user_id_only": ("sent", "GB.1349182736450999", None, 0),
        "status_in_group": ("delivered", "628115550001", None, 0),
        "status_v21": ("sent", DEWI, None, 0),
    }
    for name, (status, who, correlation, part) in expected.items():
        [found] = told(name)
        assert found["event"] == "status"
        assert (found["status"], found["recipientId"]) == (status, who)
        assert (found.get("correlationId"), found["part"]) == (correlation, part)


def test_a_failure_comes_with_its_reason() -> None:
    [failed] = told("status_failed")
    assert (failed["status"], failed["errorCode"]) == ("failed", "131047")
    assert failed["errorDetail"].startswith("Message failed to send because more than 24 hours")


def test_what_is_about_the_account_is_no_message() -> None:
    expected = {
        "marketing_stopped": {"event": "preference", "senderId": DEWI, "value": "stop"},
        "error_of_account": {"event": "error", "errorCode": "130429"},
        "template_status": {
            "event": "system",
            "accountId": "102290129340398",
            "kind": "message_template_status_update",
            "text": "survey: PAUSED",
        },
        "account_update": {"event": "system", "kind": "account_update"},
        "field_of_next_year": {"event": "system", "kind": "business_dreams"},
        "standby": {"event": "ignore", "reason": "another application holds this chat"},
    }
    for name, fields in expected.items():
        [found] = told(name)
        assert found | fields == found


def test_everything_of_a_batch_is_found() -> None:
    found = told("batch")
    events = [each["event"] for each in found]
    assert events == ["message", "message", "status", "status", "error", "message", "message"]
    assert [each["text"] for each in found if each["event"] == "message"] == [
        "Satu",
        "Dua",
        "Tiga",
        "",
    ]
    assert found[5]["accountId"] == "106540352249999"
    assert found[1]["senderName"] == "Siti Aminah"


def test_one_bad_thing_does_not_take_the_others_with_it() -> None:
    body = json.loads((SAMPLES / "batch.json").read_text())
    messages = body["entry"][0]["changes"][0]["value"]["messages"]
    messages[0]["text"] = 7
    messages.insert(0, "nonsense")
    body["entry"].insert(0, None)
    found = ADAPTER.normalise(json.dumps(body).encode())
    texts = [each.text for each in found if isinstance(each, MessageEnvelope)]
    assert texts == ["", "Dua", "Tiga", ""]
    assert isinstance(found[0], MessageEnvelope)
    assert found[0].unsupported_type == "text"


def test_nonsense_gives_nothing() -> None:
    odd = [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b"[" * 100_000, b'{"entry": 5}', b"{}"]
    page = b'{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{}}]}]}'
    for raw in [*odd, page]:
        assert ADAPTER.normalise(raw) == []


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["\ud800", "\u202e", "0", "-1", "99999999999999999999", "NaN"]),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)
NAMES = sorted(path.stem for path in SAMPLES.glob("*.json"))


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    else:
        steps = []
    return [way, *(place for step, each in steps for place in _places(each, (*way, step)))]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.lists(st.tuples(st.integers(0, 10_000), JUNK), max_size=4))
def test_whatever_meta_changes_it_is_read_without_an_exception(
    name: str, changes: list[tuple[int, Any]]
) -> None:
    body: Any = copy.deepcopy(json.loads((SAMPLES / f"{name}.json").read_text()))
    for number, junk in changes:
        places = [place for place in _places(body) if place]
        if not places:
            break
        *way, last = places[number % len(places)]
        holder = body
        for step in way:
            holder = holder[step]
        holder[last] = junk
    for envelope in ADAPTER.normalise(json.dumps(body).encode()):
        envelope.model_dump_json(by_alias=True)
        assert envelope.timestamp.tzinfo is not None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_are_read_without_an_exception(raw: bytes) -> None:
    ADAPTER.normalise(raw)
