"""Lines of a head as every mail program reads them back. Pure.

Names and subjects beyond ASCII, and those that look encoded, go as encoded words (RFC 2047), each of whole
characters; lines are broken at spaces (RFC 5322). The standard library does most of this, but writes words
that are too long, takes what merely looks encoded for encoded, and puts encoded words into quotes.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from email.headerregistry import UnstructuredHeader
from email.policy import Policy
from typing import Any

import idna

LONGEST_LINE = 76
LONGEST_ID = 900
"""Characters of a Message-ID: one may not be broken, and no line of a mail may have more than 998."""

ATOM = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
ID = re.compile(r"[!-;=?-~]+")

_PLAIN = re.compile(r"[\w !#$%&'*+/=?^`{|}~-]*", re.ASCII)
_READABLE = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/")
"""What stands for itself in an encoded word wherever that may stand."""


class Line(UnstructuredHeader):
    """A header whose value goes out as it is, broken at spaces."""

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        kwds["parse_tree"] = cls.value_parser("")
        kwds["decoded"] = value

    def fold(self, *, policy: Policy) -> str:
        name = self.name  # type: ignore[attr-defined]
        lines = [f"{name}:"]
        for word in str(self).split(" "):
            if len(lines[-1]) + 1 + len(word) > LONGEST_LINE and lines != [f"{name}:"]:
                lines.append("")
            lines[-1] += f" {word}"
        return policy.linesep.join(lines) + policy.linesep


def words(name: str, text: str) -> str:
    """The value of the header ``name`` for a text of people."""
    longest = max(map(len, text.split(" ")), default=0)
    if text.isascii() and text.isprintable() and "=?" not in text and longest < LONGEST_LINE:
        return text
    return encoded(text, LONGEST_LINE - len(name) - 2)


def mailbox(name: str, shown: str, address: str) -> str:
    """``Sari Wulandari <help@x.example>`` for the header ``name``. Raises ValueError for what is no
    address.
    """
    written = _address(address)
    if not shown:
        return written
    plain = shown.isascii() and shown.isprintable() and "=?" not in shown
    if not plain or len(shown) > LONGEST_LINE - len(name) - 4:
        return f"{encoded(shown, LONGEST_LINE - len(name) - 2)} <{written}>"
    if _PLAIN.fullmatch(shown) and shown == " ".join(shown.split()):
        return f"{shown} <{written}>"
    return f'"{_escaped(shown)}" <{written}>'


def message_ids(ids: Iterable[str]) -> str:
    """In angle brackets; without those that no header can hold. Who sent such a one is found otherwise."""
    ascii_ids = [one if one.isascii() else _or_none(one) for one in ids]
    return " ".join(f"<{one}>" for one in ascii_ids if ID.fullmatch(one) and len(one) < LONGEST_ID)


def ascii_domain(address: str) -> str:
    """An international domain as the name system has it (IDNA 2008, as browsers). Raises ValueError."""
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    return f"{local}@{idna.encode(domain, uts46=True).decode()}"


def encoded(text: str, room: int) -> str:
    """Encoded words of at most ``room`` characters, in the shorter of the two ways."""
    ways = (_in_quoted, _in_base64)
    way = min(ways, key=lambda one: len(one(text)))
    made, rest = list[str](), text
    while rest:
        end = len(rest)
        while len(way(rest[:end])) > room and end > 1:
            end = min(end - 1, max(1, end * room // len(way(rest[:end]))))
        made.append(way(rest[:end]))
        rest = rest[end:]
    return " ".join(made)


def _in_quoted(text: str) -> str:
    said = "".join(
        chr(byte) if chr(byte) in _READABLE else "_" if byte == 0x20 else f"={byte:02X}"
        for byte in text.encode()
    )
    return f"=?utf-8?q?{said}?="


def _in_base64(text: str) -> str:
    return f"=?utf-8?b?{b64encode(text.encode()).decode()}?="


def _address(address: str) -> str:
    local, at, domain = address.rpartition("@")
    seen = f"{local}{domain}"
    if not (local and at and domain) or not seen.isprintable() or re.search(r"[\s<>]", domain):
        raise ValueError("no address")
    if ATOM.fullmatch(local) or re.fullmatch(r'"([^"\\]|\\.)*"', local):
        return address
    return f'"{_escaped(local)}"@{domain}'


def _escaped(text: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", text)


def _or_none(id: str) -> str:
    try:
        return ascii_domain(id) if id.rpartition("@")[0] else ""
    except ValueError:
        return ""
