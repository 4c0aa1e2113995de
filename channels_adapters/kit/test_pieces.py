from hypothesis import given
from hypothesis import strategies as st

from channels_adapters.kit.pieces import pieces


def test_a_text_is_cut_at_a_paragraph_else_a_line_else_a_word() -> None:
    assert pieces("abcd", 4) == ["abcd"]
    assert pieces("one two\n\nthree four", 14) == ["one two", "three four"]
    assert pieces("one two three", 9) == ["one two", "three"]
    assert pieces("abcdefgh", 3) == ["abc", "def", "gh"]
    assert pieces("  ", 3) == []


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_no_piece_is_too_long_and_nothing_but_space_is_lost(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert all(0 < len(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_no_emoji_is_cut_in_two() -> None:
    family, waving = "👨\u200d👩\u200d👧", "👋🏽"
    assert pieces("abc" + family, 5) == ["abc", family]
    assert pieces("abcd" + waving + "e", 5) == ["abcd", waving + "e"]
    assert pieces("e\u0301" * 3, 3) == ["e\u0301", "e\u0301", "e\u0301"]
    assert pieces("a" + "\u0301" * 40, 10)[0] == "a" + "\u0301" * 9
