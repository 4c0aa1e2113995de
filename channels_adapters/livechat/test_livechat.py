"""What the live-chat adapter makes of a visitor's post."""

from datetime import UTC, datetime
from pathlib import Path

from channels_adapters.livechat.adapter import ADAPTER, Post, envelope_of, fingerprint_of
from channels_adapters.registry import all_adapters
from models.envelopes import AttachmentEnvelope
from models.words import MessageKind

SAMPLES = Path(__file__).parent / "samples"
VISITOR = "66a1f0c2e4b0a1b2c3d4e5f7"


def post(**more: object) -> Post:
    values = {
        "channel_id": "66a1f0c2e4b0a1b2c3d4e5f6",
        "visitor_id": VISITOR,
        "client_id": "c-7742-0918",
        "text": "Halo",
        "at": datetime(2026, 11, 22, 3, 36, tzinfo=UTC),
    }
    return Post.model_validate(values | more)


def test_the_adapter_is_found_by_being_there() -> None:
    assert all_adapters()["livechat"] is ADAPTER


def test_a_post_becomes_a_message_of_its_visitor() -> None:
    [found] = ADAPTER.normalise((SAMPLES / "question.json").read_bytes())
    envelope = found.model_dump(mode="json", by_alias=True, exclude_none=True)

    assert envelope["event"] == "message"
    assert envelope["direction"] == "inbound"
    assert envelope["threadKey"] == envelope["senderId"] == VISITOR
    assert envelope["channelMessageId"] == f"{VISITOR}:c-7742-0918"
    assert envelope["senderName"] == "Maya Putri"
    assert envelope["text"].startswith("Halo, PKT-7742-0918")


def test_nonsense_gives_no_envelope_and_no_exception() -> None:
    for raw in (b"", b"{", b"[]", b"null", b'{"text": 7}', b"\xff\xfe", b'{"channelId": "x"}'):
        assert ADAPTER.normalise(raw) == []


def test_a_file_alone_gives_the_message_its_kind() -> None:
    file = AttachmentEnvelope(kind="image", name="a.png", mime="image/png", stored_id=VISITOR)

    assert envelope_of(post(text="", attachments=[file])).kind is MessageKind.IMAGE
    assert envelope_of(post(attachments=[file])).kind is MessageKind.TEXT


def test_another_body_under_the_same_id_is_told_apart() -> None:
    assert fingerprint_of("Halo", []) == fingerprint_of("Halo", [])
    assert (
        len({fingerprint_of(*each) for each in (("Halo", []), ("halo", []), ("Halo", ["x"]))}) == 3
    )
