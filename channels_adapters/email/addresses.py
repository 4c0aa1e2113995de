"""The people in the head of a mail, however their names and addresses are written. Never raises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import islice

from channels_adapters.email.charsets import text_of
from channels_adapters.email.headers import decoded, readable
from channels_adapters.kit.cleaning import clean_line

DOMAIN = r"(?:\[[^\s\[\]]{1,60}\]|[^\s<>,;:\"()\[\]@]+)"
ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]@]{1,300}@" + DOMAIN)
QUOTED_ADDRESS = re.compile(r"\"[^\"@<>]{1,60}\"@" + DOMAIN)
MAILTO = re.compile(rb"[\[<]\s*mailto:([^\]>\s]*)[\]>]", re.I)

MOST_ADDRESSES, MOST_PIECES = 500, 2_000


@dataclass(frozen=True)
class Address:
    name: str | None
    address: str
    """Bare, lower-case."""


def addresses(message: Message, *names: str) -> list[Address]:
    """Of all headers of these names, in order, each address once."""
    found: dict[str, Address] = {}
    for name in names:
        for raw in readable(message, name):
            for one in islice(_split(raw), MOST_PIECES):
                address = _address(one)
                if address is not None and len(found) < MOST_ADDRESSES:
                    found.setdefault(address.address, address)
    return list(found.values())


def _split(raw: bytes) -> Iterator[bytes]:
    """One by one. ``Santoso, Budi <budi@x.example>`` is one, though nobody has quoted its comma."""
    waiting = b""
    for piece in _pieces(raw):
        whole = waiting + piece
        bare = piece.strip(b" \t,;")
        if bare and bare[-1:] not in b":>)" and not _has_address(piece):
            waiting = whole
            continue
        if waiting and b"<" not in piece:
            yield waiting
            whole = piece
        yield whole.strip(b" \t,;")
        waiting = b""
    yield waiting


def _has_address(piece: bytes) -> bool:
    return b"@" in piece or b"<" in piece or (b"=?" in piece and "@" in decoded(piece))


def _pieces(raw: bytes) -> Iterator[bytes]:
    """Cut behind commas and semicolons that stand outside of quotes, comments and angle brackets."""
    start, quoted, inside, comments = 0, False, False, 0
    at = 0
    while at < len(raw):
        letter = raw[at : at + 1]
        if letter == b"\\" and (quoted or comments):
            at += 1
        elif letter == b'"' and not comments:
            quoted = not quoted
        elif not quoted and letter == b"(":
            comments += 1
        elif not quoted and letter == b")" and comments:
            comments -= 1
        elif not quoted and not comments:
            if letter == b"<":
                inside = True
            elif letter == b">":
                inside = False
            elif letter in b",;" and not inside:
                yield raw[start : at + 1]
                start = at + 1
        at += 1
    rest = raw[start:]
    # A quote or bracket that never ends swallows what follows it.
    if (quoted or inside or comments) and b"," in rest:
        yield from (piece + b"," for piece in rest.split(b","))
    else:
        yield rest


def _address(raw: bytes) -> Address | None:
    raw = MAILTO.sub(rb"<\1>", raw)
    in_brackets = raw.rpartition(b"<")
    before, _, within = in_brackets if in_brackets[1] else (b"", b"", raw)
    plain = text_of(within.partition(b">")[0]).strip()
    found = QUOTED_ADDRESS.search(plain) or _address_in(plain)
    if found is None:
        # The brackets may hold nothing, or the address stands in the name, or has gaps.
        plain = decoded(raw)
        before = b"" if not in_brackets[1] else before
        found = _address_in(plain) or _address_in(re.sub(r"\s*@\s*", "@", plain))
    if found is None:
        return None
    address = found.group().strip(".'`").lower()
    if not in_brackets[1] and found.string is plain:
        before = plain[: found.start()].encode()
    name = _name(before, address)
    if name is None and not in_brackets[1]:
        comment = re.search(rb"\(([^()]*)\)\s*$", raw)
        name = _name(comment.group(1), address) if comment else None
    return Address(name, address) if "@" in address[1:-1] else None


def _address_in(text: str) -> re.Match[str] | None:
    return ADDRESS.search(text) if "@" in text else None


def _name(raw: bytes, address: str) -> str | None:
    name = raw.strip().rpartition(b":")[2].strip() if raw.strip()[:1] != b'"' else raw.strip()
    if name[:1] == b'"' and name[-1:] == b'"' and len(name) > 1:
        name = re.sub(rb"\\(.)", rb"\1", name[1:-1])
    read = clean_line(decoded(name).strip("\"'<> "))
    return None if read is None or read.lower() == address else read


def name_alone(message: Message) -> str | None:
    """Of a sender who tells no address."""
    said = next((one for one in readable(message, "from") if b"@" not in one), b"")
    return _name(said, "")
