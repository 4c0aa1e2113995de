"""What Outlook packs up for Outlook alone: words in its own format, whole names, pictures."""

import struct
import time

import pytest

from channels_adapters.email import rtf
from channels_adapters.email.mapi import BODY_HTML, BODY_RTF, CONTENT_ID, LONG_NAME, properties
from channels_adapters.email.normalising import normalised
from channels_adapters.email.raw_bodies import PNG, part
from channels_adapters.email.tnef import DATA, OF_FILE, PROPERTIES, RENDERING, SIGNATURE, TITLE
from models.envelopes import MessageEnvelope

HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
    "0af32068656c090020627705b06c647d0a800fa0"
)
"""The example of MS-OXRTFCP."""


def attribute(kind: int, value: bytes) -> bytes:
    return b"\x01" + struct.pack("<II", kind, len(value)) + value + b"\x00\x00"


def texts(**values: bytes) -> bytes:
    """Properties of variable length by their hexadecimal number behind a letter; one of a fixed length first."""
    packed = struct.pack("<I", len(values) + 2) + struct.pack("<HHI", 0x03, 0x0E07, 1)
    packed += (
        struct.pack("<HH", 0x1E, 0x8001)
        + b"g" * 16
        + struct.pack("<II", 1, 6)
        + b"nama\x00\x00\x00\x00"
    )
    packed += struct.pack("<II", 1, 2) + b"x\x00\x00\x00"
    for number, value in values.items():
        packed += struct.pack("<HHII", 0x102, int(number[1:], 16), 1, len(value))
        packed += value + b"\x00" * (-len(value) % 4)
    return packed


def as_it_is(text: bytes) -> bytes:
    return struct.pack("<II4sI", len(text) + 12, len(text), b"MELA", 0) + text


def opened(*attributes: bytes) -> MessageEnvelope:
    winmail = SIGNATURE + b"\x01\x00" + b"".join(attributes)
    head = b"From: budi@x.example\r\nMIME-Version: 1.0\r\n"
    [found] = normalised(head + part("application/ms-tnef; name=winmail.dat", winmail))
    assert isinstance(found, MessageEnvelope)
    return found


def body(number: int, value: bytes) -> bytes:
    return attribute(PROPERTIES, texts(**{f"p{number:x}": value}))


def test_a_text_that_is_packed_by_reference_is_read() -> None:
    assert rtf.unpacked(HELLO) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert opened(body(BODY_RTF, HELLO)).text == "hello world"


TEXTS = {
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard caf\'e9\par dua\tab tiga}": "café\ndua\ttiga",
    rb"{\rtf1\ansi\ansicpg932\uc2 \'89\'d7\'95\'a8 \u33655\'89\'d7!}": "荷物 荷!",
    rb"{\rtf1{\*\generator Riched20;}{\info{\author Budi}}Halo \{Dewi\}}": "Halo {Dewi}",
    rb"{\rtf1 belum selesai": "belum selesai",
    # A sign beyond the first plane is told in two halves, each a number below zero.
    rb"{\rtf1\ansi\uc1 Halo \u-10179?\u-8704? Dewi}": "Halo 😀 Dewi",
    rb"{\rtf1\ansi\uc1 Halo \u-10179? Dewi}": "Halo \ufffd Dewi",
    rb"{\rtf1 satu}}} dua": "satu dua",
}


@pytest.mark.parametrize("raw", TEXTS, ids=TEXTS.values())
def test_formatted_text_is_read_as_plain(raw: bytes) -> None:
    assert opened(body(BODY_RTF, as_it_is(raw))).text == TEXTS[raw]


def test_html_that_was_made_a_formatted_text_is_html_again() -> None:
    raw = (
        rb"{\rtf1\ansi\fromhtml1 \deff0{\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 Halo {\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0 "
        rb"Dewi{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}}"
    )
    found = opened(body(BODY_RTF, as_it_is(raw)))
    assert (found.html, found.text) == ("<p>Halo <b>Dewi</b></p>", "Halo Dewi")


def test_signs_told_in_halves_are_whole_in_html_too() -> None:
    raw = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}Halo \u-10179?\u-8704?{\*\htmltag72 </p>}}"
    assert opened(body(BODY_RTF, as_it_is(raw))).html == "<p>Halo 😀</p>"


@pytest.mark.parametrize(
    "raw",
    [b"{" * 900_000 + b"}" * 900_000, b"\\'41" * 450_000, b"\\u65 a" * 300_000],
    ids=["groups in groups", "letters by number", "signs by number"],
)
def test_what_is_packed_to_keep_us_busy_does_not(raw: bytes) -> None:
    began = time.process_time()
    rtf.Read(b"{\\rtf1 " + raw)
    assert time.process_time() - began < 10


def test_html_is_shown_with_the_pictures_it_names_and_files_have_their_whole_names() -> None:
    picture = texts(**{f"p{LONG_NAME:x}": b"foto yang panjang.png", f"p{CONTENT_ID:x}": b"foto@x"})
    found = opened(
        body(BODY_HTML, b'<p>Halo</p><img src="cid:foto@x"><script>x</script>'),
        attribute(RENDERING, b"\x00" * 14),
        attribute(TITLE, b"FOTOYA~1.PNG\x00"),
        attribute(DATA, PNG),
        attribute(OF_FILE, picture),
    )
    assert found.html == '<p>Halo</p><img src="cid:foto@x">'
    assert found.text == "Halo"
    assert [(one.name, one.inline) for one in found.attachments] == [
        ("winmail.dat", None),
        ("foto yang panjang.png", True),
    ]


def test_what_is_broken_at_any_place_is_read_as_far_as_it_goes() -> None:
    whole = texts(p1000=b"Halo", p1013=b"<p>x</p>")
    for end in range(len(whole)):
        assert set(properties(whole[:end])) <= set(properties(whole))
        opened(attribute(PROPERTIES, whole[:end]))
    for end in range(len(HELLO)):
        rtf.Read(rtf.unpacked(HELLO[:end]))
    assert properties(b"\xff" * 400) == {}
