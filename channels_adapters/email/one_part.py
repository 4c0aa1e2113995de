"""One part of a mail: what it says it is, its name, its bytes and its charset. Never raises."""

import base64
import quopri
import re
from email.message import Message
from email.utils import decode_rfc2231
from typing import Any
from urllib.parse import unquote_to_bytes

from channels_adapters.email.charsets import text_of
from channels_adapters.email.embedded import uudecoded
from channels_adapters.email.headers import decoded, raw_values, text, unbased
from channels_adapters.kit.cleaning import base_mime

MOST_GUESSED = 20_000
NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]|[a-z] +[a-z]")
FEW_STRANGE, MOST_STRANGE = 3, 0.05
"""Of the signs of a part: more than that, and it only says to be encoded."""
SOFT_END = re.compile(rb"=[ \t]+(?=\r?\n)")
UNCODED = {"", "7bit", "8bit", "binary"}
BASED = re.compile(rb"(?:[A-Za-z0-9+/]{4,80}\r?\n)*[A-Za-z0-9+/]{4,80}={0,2}")
TYPE = re.compile(r"\s*[\"']?([\w.+-]+/[\w.+-]+)", re.ASCII)
NO_TYPE = ""
SHORT_TYPES = {"html": "text/html", "multipart": "multipart/mixed"}


def payload_of(part: Message) -> Any:
    """As it came. The library's own way reads 8-bit text in a charset of its choice, or raises."""
    return part.__dict__.get("_payload")


def type_of(part: Message) -> str:
    """What it says it is. One that has parts is a container whatever it says."""
    said = decoded(next(iter(raw_values(part, "content-type")), b""))
    bare = bare_type(said)
    if not said and part.get_default_type() == "message/rfc822":
        # As the parts of a digest are.
        return "message/rfc822"
    if isinstance(payload_of(part), list):
        return bare if bare.startswith(("multipart/", "message/")) else "multipart/mixed"
    if not said or bare.startswith("multipart/") or bare == NO_TYPE:
        # A container without parts has lost its boundary: what is in it is shown as text.
        return "text/plain"
    return bare


def bare_type(said: str) -> str:
    """``text/html charset=utf-8`` is one, though a semicolon is missing."""
    first = said.partition(";")[0].strip().lower()
    found = TYPE.match(first)
    return SHORT_TYPES.get(first) or (base_mime(found[1]) if found else NO_TYPE)


def disposition(part: Message) -> str:
    said = decoded(next(iter(raw_values(part, "content-disposition")), b""))
    return said.lower().lstrip("\"' ")


def content_id(part: Message) -> str | None:
    said = decoded(next(iter(raw_values(part, "content-id")), b""))
    return said.strip("<> \t") or None


def location(part: Message) -> str:
    """An address that was folded has gaps."""
    return "".join(decoded(next(iter(raw_values(part, "content-location")), b"")).split())


def bytes_of(part: Message) -> bytes:
    """Decoded as far as it goes."""
    payload = payload_of(part)
    if not isinstance(payload, str):
        return b""
    raw = payload.encode("utf-8", "surrogateescape")
    encoding = encoding_of(part)
    if encoding == "base64":
        based = raw.partition(b"\n--")[0]
        return raw if _is_plain(based) else unbased(based) or raw
    if encoding == "quotedprintable":
        return quopri.decodestring(SOFT_END.sub(b"=", raw))
    if encoding in ("xuuencode", "uuencode", "uue", "xuue"):
        return uudecoded(raw) or raw
    if encoding in UNCODED and is_based_text(part, raw):
        return unbased(raw)
    return raw


def encoding_of(part: Message) -> str:
    """However it is written: ``Base-64``, ``"quoted-printable"``."""
    said = text(part, "content-transfer-encoding").lower().partition(";")[0]
    return re.sub(r"[^a-z0-9]", "", said)


def is_based_text(part: Message, raw: bytes) -> bool:
    """Words in base64 that nobody has said to be: letters without a gap that make good UTF-8."""
    said = type_of(part)
    if not said.startswith("text/") or BASED.fullmatch(raw[:MOST_GUESSED].strip()) is None:
        return False
    try:
        words = base64.b64decode(raw).decode()
    except ValueError:
        return False
    return " " in words and sum(not one.isprintable() for one in words) <= words.count("\n") * 2


def _is_plain(raw: bytes) -> bool:
    """Whether it is words, though it says to be base64."""
    head = raw[:MOST_GUESSED]
    if len(NO_BASE64.findall(head)) <= max(FEW_STRANGE, MOST_STRANGE * len(head)):
        return False
    return not _is_text(unbased(head))


def _is_text(raw: bytes) -> bool:
    try:
        return all(one.isprintable() or one in "\r\n\t" for one in raw.decode())
    except UnicodeDecodeError:
        return False


def name_of(part: Message) -> str | None:
    """As RFC 2231 has it, or encoded words, or plain 8 bits; None when it has none."""
    for header, name in (("content-disposition", "filename"), ("content-type", "name")):
        if found := parameter(part, header, name):
            return found
    return None


def parameter(part: Message, header: str, name: str) -> str | None:
    return _parameter(next(iter(raw_values(part, header)), b""), name)


def _parameter(raw: bytes, name: str) -> str | None:
    wanted = name.encode()
    pieces: dict[int, tuple[bytes, bool]] = {}
    pattern = (
        rb"(?:;|^[^;=]*\s)\s*" + wanted + rb'(?:\*(\d{1,3}))?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)'
    )
    for found in re.finditer(pattern, raw, re.I):
        value = found.group(3).strip()
        if value[:1] == b'"' and value[-1:] == b'"' and len(value) > 1:
            value = re.sub(rb'\\(["\\])', rb"\1", value[1:-1])
        at = int(found.group(1)) if found.group(1) else -1
        if at not in pieces or (found.group(2) and not pieces[at][1]):
            pieces[at] = (value.strip(b'"'), bool(found.group(2)))
    if not pieces:
        return None
    if any(at >= 0 for at in pieces) and (-1 not in pieces):
        ordered = [pieces[at] for at in sorted(pieces)]
    else:
        ordered = [pieces.get(-1, next(iter(pieces.values())))]
    if not any(extended for _, extended in ordered):
        joined = b"".join(value for value, _ in ordered)
        return decoded(joined) or None
    charset, first = _charset_named(ordered[0])
    data = first + b"".join(
        unquote_to_bytes(value) if extended else value for value, extended in ordered[1:]
    )
    return decoded(text_of(data, charset).encode()) or None


def _charset_named(piece: tuple[bytes, bool]) -> tuple[str | None, bytes]:
    value, extended = piece
    if not extended:
        return None, value
    said, _, rest = decode_rfc2231(value.decode("latin-1"))
    return said or None, unquote_to_bytes((rest or "").encode("latin-1"))


def charset_of(part: Message, mime: str, content: bytes) -> str | None:
    said = parameter(part, "content-type", "charset")
    if not said and mime == "text/html":
        said = meta_charset(content)
    return said


def meta_charset(html: bytes) -> str | None:
    named = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", html[:4000], re.I)
    return named.group(1).decode() if named else None
