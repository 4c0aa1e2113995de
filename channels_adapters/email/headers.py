"""The head of a mail, however it is broken: words decoded, addresses, ids, dates. Never raises.

Values are taken as bytes: 8-bit text is read as UTF-8 or else as the body is, encoded words (RFC 2047)
that stand side by side are joined before they are decoded, as many programs cut letters in two.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice

from channels_adapters.email.charsets import text_of
from channels_adapters.kit.cleaning import clean_line

ENCODED = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
MESSAGE_ID = re.compile(r"<([^<>\s]{1,900})>")
ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]@]+@[^\s<>,;:\"()@]+")
QUOTED_ADDRESS = re.compile(r"\"[^\"@<>]{1,60}\"@[^\s<>,;:\"()@]+")

CHARSET = re.compile(rb"\bcharset\*?\s*=\s*[\"']?([\w.:-]{2,40})", re.I | re.ASCII)

MOST_ADDRESSES = 500
MOST_LOOKED_AT = 20
"""Parts, for the charset of the mail."""
MOST_HEADER = 100_000
"""Characters of one header that are looked at."""


@dataclass(frozen=True)
class Address:
    name: str | None
    address: str
    """Bare, lower-case."""


def raw_values(message: Message, name: str) -> list[bytes]:
    """All headers of that name, unfolded, topmost first."""
    wanted = name.lower()
    found = []
    for key, value in message.raw_items():
        if key.strip().lower() == wanted:
            raw = str(value).encode("utf-8", "surrogateescape")[:MOST_HEADER]
            found.append(re.sub(rb"\r?\n|\r", b"", raw).strip())
    return found


def _readable(message: Message, name: str) -> list[bytes]:
    """The same, bare 8-bit words of other charsets as UTF-8: the body says in which the mail is."""
    return [
        raw if _is_utf8(raw) else text_of(raw, _charset_within(message)).encode("utf-8", "replace")
        for raw in raw_values(message, name)
    ]


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _charset_within(message: Message) -> str | None:
    for part in islice(message.walk(), MOST_LOOKED_AT):
        for raw in raw_values(part, "content-type"):
            if said := CHARSET.search(raw):
                return said[1].decode("ascii")
    return None


def texts(message: Message, name: str) -> list[str]:
    return [decoded(one) for one in _readable(message, name)]


def text(message: Message, name: str) -> str:
    """The first that is not empty."""
    return next((one for one in texts(message, name) if one), "")


def decoded(raw: bytes) -> str:
    """The words of a header as people read them, in one line."""
    pieces: list[str] = []
    waiting: list[tuple[str, bytes]] = []
    end = 0

    def settle() -> None:
        for charset, data in _joined(waiting):
            pieces.append(text_of(data, charset))
        waiting.clear()

    for word in ENCODED.finditer(raw):
        between = raw[end : word.start()]
        if between.strip() or not waiting:
            settle()
            pieces.append(text_of(between))
        waiting.append((word[1].decode("ascii", "replace"), _word(word[2], word[3])))
        end = word.end()
    settle()
    pieces.append(text_of(raw[end:]))
    return clean_line("".join(pieces), MOST_HEADER) or ""


def _joined(words: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Neighbours of one charset as one: a letter may begin in the first and end in the second."""
    at = 0
    while at < len(words):
        charset, data = words[at]
        at += 1
        while at < len(words) and words[at][0].lower() == charset.lower():
            data += words[at][1]
            at += 1
        yield charset, data


def _word(encoding: bytes, data: bytes) -> bytes:
    if encoding in b"qQ":
        return quopri.decodestring(data.replace(b"_", b" "), header=False)
    return unbased(data)


def unbased(data: bytes) -> bytes:
    """Base64 as far as it goes: strange characters and a missing end do not matter."""
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    try:
        return base64.b64decode(clean + b"=" * (-len(clean) % 4))
    except (binascii.Error, ValueError):
        return b""


def addresses(message: Message, *names: str) -> list[Address]:
    """Of all headers of these names, in order, each address once."""
    found: dict[str, Address] = {}
    for name in names:
        for raw in _readable(message, name):
            for one in _split(raw):
                address = _address(one)
                if address is not None and len(found) < MOST_ADDRESSES:
                    found.setdefault(address.address, address)
    return list(found.values())


def _split(raw: bytes) -> Iterator[bytes]:
    """At commas and semicolons that stand outside of quotes, comments and angle brackets."""
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
                yield raw[start:at]
                start = at + 1
        at += 1
    rest = raw[start:]
    # A quote or bracket that never ends swallows what follows it.
    if (quoted or inside or comments) and b"," in rest:
        yield from rest.split(b",")
    else:
        yield rest


def _address(raw: bytes) -> Address | None:
    in_brackets = raw.rpartition(b"<")
    before, _, within = in_brackets if in_brackets[1] else (b"", b"", raw)
    plain = text_of(within.partition(b">")[0]).strip()
    found = QUOTED_ADDRESS.search(plain) or ADDRESS.search(plain)
    if found is None:
        # The brackets may hold nothing, or the address stands in the name.
        plain = decoded(raw)
        before = b"" if not in_brackets[1] else before
        found = ADDRESS.search(plain)
    if found is None:
        return None
    address = found.group().strip(".'`").lower()
    name = _name(before, address)
    if name is None and not in_brackets[1]:
        comment = re.search(rb"\(([^()]*)\)\s*$", raw)
        name = _name(comment.group(1), address) if comment else None
    return Address(name, address) if "@" in address[1:-1] else None


def _name(raw: bytes, address: str) -> str | None:
    name = raw.strip().rpartition(b":")[2].strip() if raw.strip()[:1] != b'"' else raw.strip()
    if name[:1] == b'"' and name[-1:] == b'"' and len(name) > 1:
        name = re.sub(rb"\\(.)", rb"\1", name[1:-1])
    read = clean_line(decoded(name).strip("\"' "))
    return None if read is None or read.lower() == address else read


def message_ids(message: Message, name: str) -> list[str]:
    """Bare ids, in order, each once. Prose around them does not matter."""
    found = [id for raw in raw_values(message, name) for id in MESSAGE_ID.findall(text_of(raw))]
    return list(dict.fromkeys(found))


def own_id(message: Message) -> str | None:
    """The Message-ID, bare; None when there is none. Without brackets it counts as well."""
    for raw in raw_values(message, "message-id"):
        said = text_of(raw).strip()
        found = MESSAGE_ID.search(said)
        bare = found.group(1) if found else said.strip("<>[] \t")
        if bare and len(bare) <= 900 and not re.search(r"\s", bare) and any(map(str.isalnum, bare)):
            return bare
    return None


def moment(said: str) -> datetime | None:
    """A date as mails write it, to the second."""
    try:
        at = parsedate_to_datetime(said)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.replace(microsecond=0) if 1980 <= at.year <= 2100 else None
