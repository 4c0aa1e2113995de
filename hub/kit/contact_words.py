"""What a contact is found by, and what is looked for: beginnings of words, parts of numbers.

Each word lies there with its beginnings, so that one being typed is found by equality: the answer comes
in the list's own order, however many begin so.
"""

import re
from collections.abc import Iterable, Iterator

import phonenumbers

from hub.kit.words import SHORTEST_SUFFIX, fold, suffixes

LONGEST = 16
"""Characters of a beginning. What is asked for is cut to it."""

MOST_WORDS = 30
"""Of the names and addresses of one contact."""

MOST_ASKED = 6

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\s*\+?[\d\s().-]+")


def words_of_contact(name: str, emails: Iterable[str], phones: Iterable[str]) -> list[str]:
    """Beginnings of all his words and addresses; of each number its ends and its beginnings."""
    found: dict[str, None] = {}
    for word in _words(name, emails):
        found.update(dict.fromkeys(_beginnings(word, 1)))
    for phone in phones:
        found.update(dict.fromkeys(suffixes(phone)))
        found.update(dict.fromkeys(_beginnings(_national(phone), SHORTEST_SUFFIX)))
    return list(found)


def asked_words(asked: str, country_code: str) -> list[str]:
    """All of these must be there. Empty when nothing is asked for."""
    if _NUMBER.fullmatch(asked):
        digits = "".join(c for c in asked if c.isdigit())
        own = country_code.lstrip("+")
        national = digits.removeprefix("0")
        if asked.strip().startswith("+") or digits.startswith(own):
            national = digits.removeprefix(own)
        return [national[-16:] or digits] if digits else []
    if "@" in asked and " " not in asked.strip():
        return [fold(asked.strip())[:LONGEST]]
    words = dict.fromkeys(fold(match[0])[:LONGEST] for match in _WORD.finditer(asked))
    return list(words)[:MOST_ASKED]


def _words(name: str, emails: Iterable[str]) -> list[str]:
    found = dict.fromkeys(fold(match[0]) for match in _WORD.finditer(name))
    for email in emails:
        folded = fold(email)
        found.update(dict.fromkeys([folded, *_WORD.findall(folded)]))
    return list(found)[:MOST_WORDS]


def _beginnings(word: str, shortest: int) -> Iterator[str]:
    for length in range(shortest, min(len(word), LONGEST) + 1):
        yield word[:length]


def _national(phone: str) -> str:
    """Without its country."""
    try:
        return str(phonenumbers.parse(phone).national_number)
    except phonenumbers.NumberParseException:
        return "".join(c for c in phone if c.isdigit())
