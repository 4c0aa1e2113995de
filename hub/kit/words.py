"""Words as they are searched for: folded (NFKD, case, diacritics; digits kept), with their stems.

The same folding makes what is stored with a conversation and what is asked for, so that they meet.
Stems are those of Indonesian and English, whatever the text: a stem of the wrong language seldom is
another word.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import combining, normalize

MOST_OF_A_MESSAGE = 200
"""Words that are kept of one message, stems included."""

LONGEST = 40
"""Characters of a word that count."""

MOST_TERMS = 8
SHORTEST_PREFIX = 2
SHORTEST_SUFFIX = 4
"""Digits by which the end of a phone number is recognised."""

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_ASKED = re.compile(r"#\d{1,12}|(?:[^\W_]|[\u0300-\u036f])+")
_PHONE = re.compile(r"\s*(?:\+|0|62)[\d\s().-]{7,24}\s*")


@dataclass(frozen=True)
class Term:
    """One word that is looked for: any of these, and while it is being typed any that begin so."""

    any_of: frozenset[str]
    prefix: str | None = None

    def meets(self, words: frozenset[str], folded: str) -> bool:
        """Whether a word, given with its stems, is looked for."""
        begins = self.prefix is not None and folded.startswith(self.prefix)
        return begins or not self.any_of.isdisjoint(words)


def fold(word: str) -> str:
    if word.isascii():
        return word.lower()[:LONGEST]
    plain = normalize("NFKD", word).casefold()
    return "".join(c for c in plain if not combining(c))[:LONGEST]


@lru_cache(maxsize=65_536)
def with_stems(folded: str) -> frozenset[str]:
    """The word and its stems. Kept: a stem takes some 20 microseconds, and words come again."""
    if not folded or folded[0].isdigit():
        return frozenset({folded} if folded else ())
    return frozenset({folded, *(stem(folded) for stem in _stemmers())})


@cache
def _stemmers() -> tuple[Callable[[str], str], ...]:
    # Fetched when the first word comes: commands that never search start without them.
    import snowballstemmer

    return tuple(
        snowballstemmer.stemmer(language).stemWord for language in ("indonesian", "english")
    )


def words_of(text: str) -> list[str]:
    """The words of a text and their stems, each once, the first ones."""
    found: dict[str, None] = {}
    for match in _WORD.finditer(text):
        found.update(dict.fromkeys(sorted(with_stems(fold(match[0])))))
        if len(found) >= MOST_OF_A_MESSAGE:
            break
    return list(found)[:MOST_OF_A_MESSAGE]


def words_of_person(name: str, emails: Iterable[str], phones: Iterable[str]) -> list[str]:
    """What a contact is found by: his names, the parts of his addresses, ends of his numbers."""
    found = dict.fromkeys(words_of(" ".join((name, *emails))))
    for phone in phones:
        found.update(dict.fromkeys(suffixes(phone)))
    return list(found)


def suffixes(phone: str) -> list[str]:
    """The ends of a number from 4 digits up, the whole one last."""
    digits = "".join(c for c in phone if c.isdigit())[:LONGEST]
    return [digits[-length:] for length in range(SHORTEST_SUFFIX, len(digits) + 1)]


def number_word(number: int) -> str:
    """By which a conversation is found when one asks for #1234."""
    return f"#{number}"


def terms_of(asked: str) -> list[Term]:
    """What is looked for; the last word counts as being typed unless a space follows it."""
    if _PHONE.fullmatch(asked):
        digits = "".join(c for c in asked if c.isdigit()).lstrip("0")
        if len(digits) >= SHORTEST_SUFFIX:
            return [Term(frozenset({digits}))]
    words = list(dict.fromkeys(fold(match[0]) for match in _ASKED.finditer(asked)))[:MOST_TERMS]
    ended = not asked or asked[-1].isspace()
    return [_term(word, typing=word is words[-1] and not ended) for word in words if word]


def _term(word: str, *, typing: bool) -> Term:
    if word.startswith("#"):
        return Term(frozenset({word}))
    any_of = with_stems(word)
    if word.isdigit():
        any_of |= {f"#{word}"}
    return Term(any_of, word if typing and len(word) >= SHORTEST_PREFIX else None)


def found_in(text: str, terms: Iterable[Term]) -> Iterator[tuple[int, int, Term]]:
    """Where in a text which term is met: start and end in characters."""
    terms = list(terms)
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        words = with_stems(folded)
        for term in terms:
            if term.meets(words, folded):
                yield match.start(), match.end(), term
                break
