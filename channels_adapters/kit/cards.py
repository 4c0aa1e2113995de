"""A shared contact, with what its vCard says besides. Never raises."""

import quopri
import re
from collections.abc import Iterable, Iterator

from channels_adapters.kit.cleaning import clean_line
from models.envelopes import SharedContact

MOST_CHARACTERS = 64 * 1024
"""Of a vCard; one with a portrait in it is longer, and the portrait stands last."""

MOST_NUMBERS = 20

_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([\\,;:])")


def card_of(
    name: str | None,
    phones: Iterable[str | None],
    emails: Iterable[str | None] = (),
    organisation: str | None = None,
    vcard: str | None = None,
) -> SharedContact:
    """It always has a name: the person's, else that of his company, else his number."""
    lines = list(_lines(vcard or ""))
    numbers = _each_once(phone_text(each) for each in [*phones, *_values(lines, "TEL")])
    addresses = _each_once(clean_line(each, 254) for each in [*emails, *_values(lines, "EMAIL")])
    company = clean_line(organisation) or next(map(clean_line, _values(lines, "ORG")), None)
    named = clean_line(name) or next(map(clean_line, _values(lines, "FN")), None)
    return SharedContact(
        name=named or company or next(iter([*numbers, *addresses]), "?"),
        phones=numbers,
        emails=addresses,
        organisation=company,
    )


def phone_text(number: str | None) -> str | None:
    """As it was written; bare digits that begin with a country are told by a plus sign."""
    text = clean_line(number, 40)
    if text and text.isascii() and text.isdigit() and 8 <= len(text) <= 15 and text[0] != "0":
        return f"+{text}"
    return text


def _each_once(found: Iterable[str | None]) -> list[str]:
    """A number that is written in two ways counts once."""
    seen: dict[str, str] = {}
    for each in found:
        if each:
            seen.setdefault(re.sub(r"[\s().-]", "", each).lower(), each)
    return list(seen.values())[:MOST_NUMBERS]


def _lines(vcard: str) -> Iterator[tuple[str, str]]:
    """Property and value. A property may have a group before it and parameters behind."""
    for line in _FOLD.sub("", vcard[:MOST_CHARACTERS]).splitlines():
        head, mark, value = line.partition(":")
        if not mark:
            continue
        property, _, parameters = head.partition(";")
        if "QUOTED-PRINTABLE" in parameters.upper():
            value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
        yield property.rpartition(".")[2].strip().upper(), value


def _values(lines: Iterable[tuple[str, str]], wanted: str) -> Iterator[str]:
    for property, value in lines:
        if property == wanted:
            bare = value.removeprefix("tel:").removeprefix("mailto:")
            # Of an organisation the departments come behind it.
            yield _ESCAPED.sub(r"\1", re.split(r"(?<!\\);", bare)[0])
