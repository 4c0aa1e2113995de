from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from channels_adapters.kit.cleaning import (
    base_mime,
    clean_line,
    clean_text,
    file_name,
    moment_of,
)


def test_text_keeps_lines_and_emoji_and_loses_what_deceives() -> None:
    assert clean_text("Halo\r\nDewi\u2028ya") == "Halo\nDewi\nya"
    assert clean_text("a\x00b\u202ec\u2066d\ufeff") == "abcd"
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f"
    assert clean_text(family) == family
    assert clean_text("\ud83d half") == "\ufffd half"
    assert clean_text(None) == ""


def test_a_name_of_nothing_visible_is_no_name() -> None:
    assert clean_line(" Dewi\n\tLestari ") == "Dewi Lestari"
    for blank in (None, "", "  ", "\u200b\u200d", "\u202e", "\x07"):
        assert clean_line(blank) is None
    assert clean_line("x" * 500) == "x" * 120


def test_a_file_name_is_safe_and_never_empty() -> None:
    assert file_name("../../etc/passwd", "text/plain") == "passwd"
    assert file_name("C:\\x\\faktur\u202efdp.exe", "application/pdf") == "fakturfdp.exe"
    assert file_name(None, "image/jpeg", "image") == "image.jpg"
    assert file_name(" ... ", "audio/ogg", "voice") == "voice.ogg"
    assert file_name("con.txt", "text/plain") == "_con.txt"
    assert file_name('a"b\r\nc:d.pdf', "application/pdf") == "a_bc_d.pdf"
    long = file_name("n" * 300 + ".pdf", "application/pdf")
    assert len(long) == 120 and long.endswith(".pdf")


def test_a_mime_type_loses_its_parameters() -> None:
    assert base_mime("audio/ogg; codecs=opus") == "audio/ogg"
    assert base_mime("IMAGE/JPEG") == "image/jpeg"
    for odd in (None, "", "image", "text/html\r\nx: y", "a b/c"):
        assert base_mime(odd) == "application/octet-stream"


def test_times_are_seconds_as_text_or_number() -> None:
    expected = datetime(2026, 11, 24, 2, 36, tzinfo=UTC)
    for told in (1795487760, "1795487760", 1795487760.9, 1795487760000):
        assert moment_of(told) == expected
    odds: tuple[object, ...] = (None, "", "soon", float("nan"), float("inf"), 10**30, [], {})
    for odd in odds:
        assert moment_of(odd) is None


@given(st.text())
def test_whatever_comes_is_valid_afterwards(text: str) -> None:
    for cleaned in (clean_text(text), clean_line(text) or "", file_name(text, "image/png")):
        cleaned.encode()
        assert clean_text(cleaned) == cleaned
    name = file_name(text, "image/png")
    assert name and not set(name) & set('/\\"<>:|?*\r\n')
