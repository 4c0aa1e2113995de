"""The head of a mail, however it is broken: words decoded, ids. Never raises.

Values are taken as bytes: 8-bit text is read as UTF-8 or else as the body is, encoded words (RFC 2047)
that stand side by side are joined before they are decoded, as many programs cut letters in two.
"""

import base64
import binascii
import contextlib
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from itertools import islice

from channels_adapters.email.charsets import text_of
from channels_adapters.kit.cleaning import clean_line

ENCODED = re.compile(
    rb"=\?([^?\s]{0,60})\?([bBqQ])\?((?:[^?=]|=(?!\?[^?\s]{1,60}\?[bBqQ]\?)|\?(?!=))*)(?:\?=|$)"
)
"""Question marks within are wrong and common, and so are words that are cut off at the end."""
BASED = re.compile(rb"([A-Za-z0-9+/]*)(=*)")
MESSAGE_ID = re.compile(r"<([^<>\s]{1,900})>")
BARE_ID = re.compile(r"[^\s<>@,;\"'()\[\]]+@[^\s<>@,;\"'()\[\]]+")
FOLDED_ID = re.compile(r"<([^<>@\s]*(?:\s+[^<>@\s]+)*@[^<>@\s]*(?:\s+[^<>@\s]+)*)\s*>")
"""One that a program has cut in two where the line was full."""

CHARSET = re.compile(rb"\bcharset\*?\s*=\s*[\"']?([\w.:-]{2,40})", re.I | re.ASCII)

MOST_LOOKED_AT = 20
"""Parts, for the charset of the mail."""
MOST_HEADER = 100_000
"""Characters of one header that are looked at."""


def raw_values(message: Message, name: str) -> list[bytes]:
    """All headers of that name, unfolded, topmost first."""
    wanted = name.lower()
    found = []
    for key, value in message.raw_items():
        if key.strip().lower() == wanted:
            raw = str(value).encode("utf-8", "surrogateescape")[:MOST_HEADER]
            found.append(re.sub(rb"\r?\n|\r", b"", raw).strip())
    return found


def readable(message: Message, name: str) -> list[bytes]:
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
    return [decoded(one) for one in readable(message, name)]


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
    """Base64 as far as it goes: strange characters and a missing end do not matter. Where one ends in the
    middle, another follows.
    """
    begins = data.rstrip(b"=\r\n\t ")
    if b"=" not in begins:
        with contextlib.suppress(binascii.Error):
            return binascii.a2b_base64(begins + b"===")
    pieces, waiting = [], b""
    for letters, ends in BASED.findall(re.sub(rb"[^A-Za-z0-9+/=]", b"", data)):
        waiting += letters
        if ends and (len(waiting) + len(ends)) % 4 == 0:
            pieces.append(_unbased(waiting))
            waiting = b""
    return b"".join(pieces) + _unbased(waiting)


def _unbased(clean: bytes) -> bytes:
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    try:
        return base64.b64decode(clean + b"=" * (-len(clean) % 4))
    except (binascii.Error, ValueError):
        return b""


def message_ids(message: Message, name: str) -> list[str]:
    """Bare ids, in order, each once. Prose around them does not matter."""
    found = [id for raw in raw_values(message, name) for id in _ids_in(raw)]
    return list(dict.fromkeys(found))


def _ids_in(raw: bytes) -> list[str]:
    """Without brackets only where nothing else stands there: prose names addresses too."""
    said = decoded(raw) if b"=?" in raw else text_of(raw)
    in_brackets: list[str] = MESSAGE_ID.findall(FOLDED_ID.sub(_joined_id, said))
    if in_brackets or "<" in said:
        return in_brackets
    bare = [one.strip("[]\"'()") for one in re.split(r"[\s,;]+", said) if one]
    return bare if all(BARE_ID.fullmatch(one) for one in bare) else []


def _joined_id(found: re.Match[str]) -> str:
    return "<" + "".join(found[1].split()) + ">"


def own_id(message: Message) -> str | None:
    """The Message-ID, bare; None when there is none. Without brackets it counts as well."""
    for raw in raw_values(message, "message-id"):
        said = FOLDED_ID.sub(_joined_id, text_of(raw)).strip()
        found = MESSAGE_ID.search(said)
        bare = found.group(1) if found else said.strip("<>[] \t")
        if bare and len(bare) <= 900 and not re.search(r"\s", bare) and any(map(str.isalnum, bare)):
            return bare
    return None
