"""What the adapter makes of updates: every kind understood, or shown as what it was."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels_adapters.telegram.adapter import ADAPTER
from models.envelopes import MessageEnvelope

SAMPLES = Path(__file__).parent / "samples"
DEWI = "55667788"


def told(name: str) -> dict[str, Any]:
    [envelope] = ADAPTER.normalise((SAMPLES / f"{name}.json").read_bytes())
    return envelope.model_dump(mode="json", by_alias=True, exclude_none=True)


def test_a_private_message_is_of_its_person_and_thread() -> None:
    message = told("text")

    assert (message["event"], message["kind"]) == ("message", "text")
    assert message["senderId"] == message["threadKey"] == DEWI
    assert message["senderName"] == "Dewi Lestari"
    assert message["channelMessageId"].startswith(f"{DEWI}:")
    assert message["timestamp"] == "2026-11-26T00:00:00Z"
    assert message["language"] == "id"
    assert "chatId" not in message


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("photo", "image"),
        ("voice", "voice"),
        ("audio", "audio"),
        ("video", "video"),
        ("video_note", "video_note"),
        ("animation", "animation"),
        ("document", "document"),
        ("sticker", "sticker"),
        ("location", "location"),
        ("venue", "location"),
        ("contact", "contact"),
        ("rich", "rich"),
        ("poll", "unsupported"),
        ("dice", "unsupported"),
        ("unheard_of", "unsupported"),
    ],
)
def test_each_content_has_its_kind(name: str, kind: str) -> None:
    assert told(name)["kind"] == kind


def test_of_the_sizes_of_a_picture_the_largest_is_taken() -> None:
    [file] = told("photo")["attachments"]

    assert file["remoteId"] == "AgAC-l"
    assert told("photo")["text"] == "Ini fotonya"


def test_an_animation_is_not_shown_twice() -> None:
    assert len(told("animation")["attachments"]) == 1


def test_a_name_of_a_file_is_made_safe() -> None:
    [file] = told("document")["attachments"]

    assert file["name"] == "faktur.pdf"


def test_a_place_at_zero_is_a_place_and_a_venue_says_its_name() -> None:
    assert told("location")["location"] == {"latitude": 0.0, "longitude": 0.0}
    assert told("venue")["location"]["name"] == "Monas"


def test_what_cannot_be_shown_says_what_it_was() -> None:
    assert told("poll")["unsupportedType"] == "poll"
    assert told("poll")["text"] == "Kapan?\n- Pagi"
    assert told("unheard_of")["unsupportedType"] == "hologram"


def test_a_deep_link_brings_its_word() -> None:
    assert told("start_link")["payload"] == "tiket-7742"


def test_answers_forwards_and_topics() -> None:
    assert told("reply")["replyToId"] == f"{DEWI}:101"
    assert told("forward")["forwarded"] is True
    topic = told("forum_topic")
    assert topic["threadKey"] == topic["chatId"] == "-1001234567890:9"
    assert "replyToId" not in topic
    assert told("anonymous_admin")["senderId"] == "-1001234567890"


def test_edits_reactions_buttons_and_people() -> None:
    edit = told("edited")
    assert (edit["event"], edit["text"]) == ("edit", "Halo, paket PKT-7743")
    assert told("live_location_moves")["event"] == "ignore"
    assert (told("reaction")["emoji"], told("reaction")["removed"]) == ("👍", False)
    assert told("reaction_removed")["removed"] is True
    assert told("button")["payload"] == "status:7742"
    labelled = told("button_labelled")
    assert (labelled["text"], labelled["targetMessageId"]) == ("Lacak paket", f"{DEWI}:120")
    assert (labelled["threadKey"], labelled["senderName"]) == (str(DEWI), "Dewi Lestari")
    assert told("blocked")["canSend"] is False
    assert told("migrated")["newIds"] == ["-1004242424242"]
    assert told("joined")["event"] == "system"


def test_a_business_account_tells_its_owners_answers_apart() -> None:
    assert told("business")["direction"] == "inbound"
    own = told("business_own_answer")
    assert own["direction"] == "outbound"
    assert own["threadKey"] == told("business")["threadKey"] == f"{DEWI}@bc1"
    gone = ADAPTER.normalise((SAMPLES / "business_deleted.json").read_bytes())
    assert [one.event for one in gone] == ["delete", "delete"]


def test_messages_without_an_id_of_their_own_are_not_one() -> None:
    assert told("ephemeral")["channelMessageId"] == f"{DEWI}:e5-1795651200"


@pytest.mark.parametrize("name", ["channel_post", "unheard_of_update"])
def test_what_is_nothing_for_us_says_why(name: str) -> None:
    assert told(name)["event"] == "ignore"


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b"7", b"\xff", b'{"message": 7}', b"{}"]
)
def test_nonsense_raises_nothing(raw: bytes) -> None:
    ADAPTER.normalise(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(sorted(SAMPLES.glob("*.json"))), data=st.data())
def test_any_value_in_any_place_raises_nothing(name: Path, data: st.DataObject) -> None:
    update = json.loads(name.read_bytes())
    node: Any = update
    for _ in range(data.draw(st.integers(1, 4))):
        if not isinstance(node, dict) or not node:
            break
        key = data.draw(st.sampled_from(sorted(node)))
        if not isinstance(node[key], dict):
            node[key] = data.draw(JSON)
            break
        node = node[key]
    for envelope in ADAPTER.normalise(json.dumps(update).encode()):
        if isinstance(envelope, MessageEnvelope):
            assert envelope.thread_key
            assert envelope.channel_message_id


def test_a_business_account_counts_apart_from_the_bot() -> None:
    """Its chat with a person has the same id as the bot's own, and numbers of its own."""
    edited = told("business_edited")
    assert edited["targetMessageId"] == "5100000042@Ab1_xYz:101"
    assert told("business")["channelMessageId"].count("@") == 1


def test_nested_text_is_read_whole() -> None:
    words = "Keluhan\nPaket PKT-7742 belum tiba sejak Senin\n1 Kotak\n2 Pita\nResi\nDewi\nBlok baru"
    assert told("rich_nested")["text"] == words


def test_a_message_in_an_unknown_kind_of_update_is_shown() -> None:
    seen = told("unknown_update_with_message")
    assert (seen["kind"], seen["unsupportedType"]) == ("unsupported", "hologram_message")
    assert seen["text"] == "Halo dari masa depan"


def test_his_own_number_is_vouched_for_and_a_silenced_bot_cannot_send() -> None:
    assert told("own_number")["senderPhone"] == "+628123456789"
    assert "senderPhone" not in told("contact")
    assert told("restricted_in_group")["canSend"] is False
