"""What becomes of each kind of mail. The samples are mails as they lie in a mailbox."""

import json
from pathlib import Path
from typing import Any

import pytest

from channels_adapters.email.adapter import ADAPTER
from channels_adapters.email.settings import EmailSettings
from models.envelopes import AnyEnvelope, MessageEnvelope

SAMPLES = Path(__file__).parent / "samples"
DEWI = "dewi.lestari@pelanggan.example"
SETTINGS = EmailSettings(
    address="help@kirim.example", smtp_host="smtp.kirim.example", checked_by="mx.kirim.example"
)


def raw(name: str) -> bytes:
    return (SAMPLES / f"{name}.eml").read_bytes()


def envelope(name: str) -> AnyEnvelope:
    [found] = ADAPTER.normalise(raw(name), SETTINGS)
    return found


def mail(name: str) -> MessageEnvelope:
    found = envelope(name)
    assert isinstance(found, MessageEnvelope)
    return found


def printed(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(mail(name).model_dump_json(by_alias=True))
    return found


MAILS: dict[str, dict[str, Any]] = {
    "plain": {
        "kind": "email",
        "accountId": "help@kirim.example",
        "timestamp": "2026-11-26T02:00:00Z",
        "senderId": DEWI,
        "senderName": "Dewi Lestari",
        "channelMessageId": "m1@pelanggan.example",
        "threadKey": "m1@pelanggan.example",
        "subject": "Paket belum sampai",
        "to": ["help@kirim.example"],
        "replyText": "Halo, paket saya belum sampai.",
        "isAuto": False,
        "isBounce": False,
    },
    "reply": {
        "threadKey": "m1@pelanggan.example",
        "inReplyTo": "o1@kirim.example",
        "references": ["m1@pelanggan.example", "o1@kirim.example"],
        "replyText": "Sudah saya terima, terima kasih.",
    },
    "split_words": {"subject": "😀 kotak penyok 😟"},
    "raw_8bit": {"subject": "Problème d'été", "senderName": "José", "text": "Déjà vu"},
    "raw_utf8": {"subject": "Paket ke Jl. Café ☕", "senderName": "José"},
    "latin1_is_1252": {"text": "“quoted” € 5"},
    "gb2312": {"text": "镕基与喆"},
    "shift_jis": {"text": "①髙島屋"},
    "utf8_that_is_not": {"text": "déjà vu"},
    "unknown_charset": {"text": "déjà"},
    "alternative": {"text": "Plain words", "html": "<p>Rich <b>words</b></p>"},
    "blank_plain": {"text": "Rich words", "html": "<p>Rich <b>words</b></p>"},
    "amp": {"text": "Plain", "html": "<p>Html</p>"},
    "apple_mail": {"text": "Before\n\nAfter", "html": None},
    "vacation": {"isAuto": True, "isBounce": False},
    "exchange_person": {"isAuto": False, "suppressAutoReply": True},
    "auto_submitted_no": {"isAuto": False},
    "bounce": {
        "isAuto": True,
        "isBounce": True,
        "bounce": {
            "recipient": "tidak.ada@pelanggan.example",
            "status": "5.1.1",
            "gaveUp": False,
            "messageId": "6745aaaaaaaaaaaaaaaaaaaa@kirim.example",
        },
    },
    "delay": {
        "isBounce": True,
        "bounce": {
            "recipient": "lambat@pelanggan.example",
            "status": "4.4.1",
            "gaveUp": False,
            "messageId": "6745bbbbbbbbbbbbbbbbbbbb@kirim.example",
        },
    },
    "bounce_in_prose": {
        "isBounce": True,
        "bounce": {
            "recipient": "nobody@pelanggan.example",
            "status": "5.1.1",
            "gaveUp": False,
            "messageId": "6745cccccccccccccccccccc@kirim.example",
        },
    },
    "read_receipt": {"isAuto": True, "isBounce": False},
    "form": {"senderId": "budi@pelanggan.example", "senderName": "Budi"},
    "spam": {"suspected": True, "suspicions": ["spam_mark"]},
    "dmarc_fail": {"suspected": True, "suspicions": ["sender_check"]},
    "dmarc_forged": {"suspected": None, "suspicions": []},
    "no_from": {"senderId": "unknown@invalid", "text": "who am I"},
    "many_encodings": {
        "senderName": "André",
        "to": ["help@kirim.example"],
        "cc": ["c@x.example"],
        "subject": "éé",
        "text": "Halo 😀",
    },
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_of_each_kind(name: str) -> None:
    found = printed(name)
    assert {field: found[field] for field in MAILS[name]} == MAILS[name]


def test_our_own_mail_that_comes_back_is_nothing_for_us() -> None:
    found = envelope("own_mail")
    assert (found.event, getattr(found, "reason", "")) == ("ignore", "own_mail")


def test_who_answers_below_the_lines_he_quotes_loses_no_word() -> None:
    told = mail("interleaved").reply_text or ""
    assert "Red, please." in told
    assert "Large." in told


def test_a_forward_is_shown_whole() -> None:
    told = mail("forward")
    assert told.forwarded
    assert told.reply_text == told.text
    assert "Total 125.000" in told.text


def test_a_picture_is_inline_only_where_the_html_shows_it() -> None:
    shown, unused = mail("inline_picture").attachments
    assert (shown.name, shown.inline, shown.content_id) == ("a.png", True, "pic@x")
    assert (unused.name, unused.inline) == ("logo.png", None)
    assert shown.content is not None
    assert shown.size == len(shown.content) > 0


def test_a_mail_within_a_mail_is_one_file_and_is_not_opened() -> None:
    found = mail("mail_in_mail")
    assert found.text == "See it"
    [file] = found.attachments
    assert (file.name, file.mime) == ("Inner.eml", "message/rfc822")
    assert b"Inner words" in (file.content or b"")


def test_files_are_named_safely_and_typed_by_their_bytes() -> None:
    named = [(file.name, file.mime) for file in mail("file_names").attachments]
    assert named == [
        ("€ faktur 2026.pdf", "application/pdf"),
        ("Laporán.pdf", "application/pdf"),
        ("résumé.pdf", "application/pdf"),
        ("invoice.pdf", "application/vnd.microsoft.portable-executable"),
    ]


def test_what_outlook_packs_up_is_kept() -> None:
    [file] = mail("winmail").attachments
    assert (file.name, file.mime) == ("winmail.dat", "application/ms-tnef")


def test_html_keeps_its_words_and_nothing_that_runs_or_tracks_in_secret() -> None:
    html = mail("tricks").html or ""
    for gone in (
        "script",
        "style",
        "onclick",
        "javascript",
        "data:text",
        "srcset",
        "<form",
        "<iframe",
    ):
        assert gone not in html
    assert "background" not in html
    assert 'href="https://ok.example/"' in html
    assert 'rel="noopener noreferrer nofollow"' in html
    assert "data:image/png;base64,AAAA" in html


def test_a_mail_without_an_id_gets_the_same_one_each_time() -> None:
    one = mail("no_id")
    again = ADAPTER.normalise(b"Received: from another way\n" + raw("no_id"), SETTINGS)[0]
    assert isinstance(again, MessageEnvelope)
    assert one.message_id is None
    assert one.channel_message_id == again.channel_message_id
    assert one.channel_message_id.endswith("@without-id.invalid")


def test_the_same_id_above_other_words_is_told_apart() -> None:
    one = mail("plain")
    other = ADAPTER.normalise(raw("plain").replace(b"belum sampai.", b"rusak."), SETTINGS)[0]
    assert isinstance(other, MessageEnvelope)
    assert one.channel_message_id == other.channel_message_id
    assert one.fingerprint != other.fingerprint


def test_without_settings_the_mailbox_is_read_off_the_mail() -> None:
    [found] = ADAPTER.normalise(raw("plain"))
    assert found.account_id == "help@kirim.example"
