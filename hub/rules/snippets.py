"""The part of a text that shows why it was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.kit.words import Term, found_in
from models.documents import Message

BEFORE, LENGTH = 12, 160
"""Characters shown before the first word that was found, and in all."""

Mark = tuple[int, int]


@dataclass(frozen=True)
class Snippet:
    """``marks`` are the found words, as start and end in the text's characters; ``met`` how many
    of the terms are among them."""

    text: str
    marks: tuple[Mark, ...]
    met: int


@dataclass(frozen=True)
class Reason:
    """The newest message that meets the most of what was looked for."""

    message: Message
    snippet: Snippet


def snippet(text: str, terms: Sequence[Term]) -> Snippet | None:
    """Around the first word that is met; None when there is none."""
    found = list(found_in(text, terms))
    if not found:
        return None
    begin = _begin(text, found[0][0])
    shown = text[begin : begin + LENGTH]
    dots = "…" if begin else ""
    shift = len(dots) - begin
    marks = tuple((start + shift, end + shift) for start, end, _ in found if end <= begin + LENGTH)
    tail = "…" if begin + LENGTH < len(text) else ""
    met = len({id(term) for _, _, term in found})
    return Snippet(dots + " ".join(shown.splitlines()) + tail, marks, met)


def marks_in(text: str, terms: Sequence[Term]) -> list[Mark]:
    return [(start, end) for start, end, _ in found_in(text, terms)]


def _begin(text: str, first: int) -> int:
    """A little before, at the beginning of a word."""
    if first <= BEFORE:
        return 0
    space = text.find(" ", first - BEFORE, first)
    return first - BEFORE if space < 0 else space + 1
