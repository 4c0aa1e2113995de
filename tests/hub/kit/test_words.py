"""Words as they are stored and as they are asked for meet."""

import pytest

from hub.kit.words import MOST_OF_A_MESSAGE, fold, suffixes, terms_of, words_of, words_of_person


def meets(asked: str, text: str) -> bool:
    words = set(words_of(text))
    return all(
        not term.any_of.isdisjoint(words)
        or (term.prefix is not None and any(word.startswith(term.prefix) for word in words))
        for term in terms_of(asked)
    )


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("PAKET", "paketnya belum sampai"),
        ("terkirim ", "Kapan dikirim?"),
        ("parcels ", "Where is my parcel"),
        ("cafe", "Café Sérène"),
        ("cafe", "Cafe\u0301"),
        ("7720", "resi PKT 7720 418"),
        ("77204", "resi 7720418"),
        ("belum pak", "Paketnya belum sampai"),
        ("ＰＫＴ", "pkt"),
        ("dewi.lestari@sur", "tulis ke dewi.lestari@surel.example"),
    ],
)
def test_what_is_asked_meets_what_was_written(asked: str, text: str) -> None:
    assert meets(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("pake ", "paket"),
        ("ket", "paket"),
        ("paket hilang", "paket sampai"),
        ("7721", "7720"),
    ],
)
def test_what_was_not_written_is_not_met(asked: str, text: str) -> None:
    assert not meets(asked, text)


def test_a_phone_is_found_by_its_end_however_it_is_written() -> None:
    known = set(words_of_person("Dewi", [], ["+6281233905889"]))
    for asked in ("5889", "3390-5889 ", "0812-3390-5889", "+62 812 3390 5889", "62 81233905889"):
        found = [not term.any_of.isdisjoint(known) for term in terms_of(asked)]
        assert any(found), asked
    assert suffixes("+62812") == ["2812", "62812"]


def test_a_number_alone_is_also_that_of_a_conversation() -> None:
    [term] = terms_of("1234")
    assert {"1234", "#1234"} <= term.any_of
    assert terms_of("#1234")[0].any_of == {"#1234"}


def test_a_message_gives_two_hundred_words_at_most() -> None:
    assert len(words_of(" ".join(f"kata{n}" for n in range(1_000)))) == MOST_OF_A_MESSAGE
    assert words_of("... !? \u0301") == [] or words_of("... !?") == []
    assert len(fold("x" * 500)) == 40


def test_nothing_but_signs_is_no_search() -> None:
    assert terms_of("?!…") == []
    assert terms_of("   ") == []
