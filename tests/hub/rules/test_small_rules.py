"""Names, addresses, colours, cursors and passwords as people and browsers give them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.kit.errors import Invalid
from hub.rules import passwords
from hub.rules.addresses import clean_email, clean_phone
from hub.rules.colours import text_on
from hub.rules.cursors import (
    cursor_of,
    place_cursor,
    read_id_and_number,
    read_number,
    read_place,
    read_time,
    time_cursor,
)
from hub.rules.names import clean_name
from hub.rules.passwords import MAX_CHARACTERS, password_fits, weakness
from models.documents.base import Id


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("\u202a(0812)\u00a03456.7890\u202c", "+6281234567890"),
        ("+1 202 555 0143", "+12025550143"),
    ],
)
def test_a_phone_number_is_kept_as_e164(typed: str, kept: str) -> None:
    assert clean_phone(typed, "+62") == kept


@pytest.mark.parametrize("typed", ["", "halo", "1", "+999999999999999999999", "0" * 500])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        clean_phone(typed, "+62")


@pytest.mark.parametrize("typed", ["", "a", "@b", "a@", "a b@c.d", "a@b..c", "<a@b.c>"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        clean_email(typed)


def test_an_address_is_kept_in_small_letters() -> None:
    assert clean_email("  Ana.P+1@Toko.Example ") == "ana.p+1@toko.example"


def test_a_name_is_one_line_without_invisible_turns() -> None:
    assert clean_name("  Dewi\t\u202eLestari\u0000 \n") == "Dewi Lestari"
    for empty in ("", " \n", "\u200b\u202e", "x" * 81):
        with pytest.raises(Invalid):
            clean_name(empty)


@pytest.mark.parametrize(
    ("color", "text"),
    [
        ("#000000", "#FFFFFF"),
        ("#FFFFFF", "#000000"),
        ("#3450CF", "#FFFFFF"),
        ("#FFEE00", "#000000"),
    ],
)
def test_text_is_black_or_white_whichever_is_read_better(color: str, text: str) -> None:
    assert text_on(color) == text


def test_passwords_have_a_shortest_and_a_longest_length() -> None:
    assert weakness("x" * 7)
    assert weakness("x" * 8) is None
    assert weakness("x" * (MAX_CHARACTERS + 1))


def test_a_cursor_leads_back_to_its_place() -> None:
    at, id = datetime(2026, 11, 25, 3, 0, 0, 123_000, tzinfo=UTC), Id()
    assert read_time(time_cursor(at, id)) == (at, id)
    assert read_place(place_cursor("queued", (2, at, id)), "queued") == (2, at, id)
    assert read_place(place_cursor("queued", (None, id)), "queued") == (None, id)
    assert read_number(cursor_of(7)) == 7
    assert read_id_and_number(cursor_of(str(id), 3)) == (id, 3)
    assert read_place(None, "queued") is None


@given(st.text(max_size=60))
def test_any_other_text_is_no_cursor(text: str) -> None:
    for read in (
        read_number,
        read_time,
        lambda text: read_place(text, "queued"),
        read_id_and_number,
    ):
        with pytest.raises(Invalid) as refused:
            read(text)
        assert refused.value.fields == {"cursor": "is none that this list gave"}


def test_looking_for_nobody_costs_what_looking_for_somebody_does() -> None:
    assert not passwords._hasher.check_needs_rehash(passwords._NOBODYS_HASH)
    assert not password_fits(None, "the password of nobody")
