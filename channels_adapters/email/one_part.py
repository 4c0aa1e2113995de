"""One part of a mail: what it says it is, its name, its bytes and its charset. Never raises."""

import binascii
import contextlib
import quopri
import re
from email.message import Message
from email.utils import decode_rfc2231
from typing import Any
from urllib.parse import unquote_to_bytes

from channels_adapters.email.charsets import text_of
from channels_adapters.email.headers import decoded, raw_values, text, unbased
from channels_adapters.kit.cleaning import base_mime

MOST_GUESSED = 20_000
NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]|[a-z] +[a-z]")
FEW_STRANGE, MOST_STRANGE = 3, 0.05
"""Of the signs of a part: more than that, and it only says to be encoded."""


def payload_of(part: Message) -> Any:
    """As it came. The library's own way reads 8-bit text in a charset of its choice, or raises."""
    return part.__dict__.get("_payload")


def type_of(part: Message) -> str:
    """What it says it is. One that has parts is a container whatever it says."""
    said = decoded(next(iter(raw_values(part, "content-type")), b""))
    bare = base_mime(said)
    if not said and part.get_default_type() == "message/rfc822":
        # As the parts of a digest are.
        return "message/rfc822"
    if isinstance(payload_of(part), list):
        return bare if bare.startswith(("multipart/", "message/")) else "multipart/mixed"
    if not said or bare.startswith("multipart/") or "/" not in said.partition(";")[0]:
        # A container without parts has lost its boundary: what is in it is shown as text.
        return "text/plain"
    return bare


def disposition(part: Message) -> str:
    return decoded(next(iter(raw_values(part, "content-disposition")), b"")).lower()


def content_id(part: Message) -> str | None:
    said = decoded(next(iter(raw_values(part, "content-id")), b""))
    return said.strip("<> \t") or None


def bytes_of(part: Message) -> bytes:
    """Decoded as far as it goes."""
    payload = payload_of(part)
    if not isinstance(payload, str):
        return b""
    raw = payload.encode("utf-8", "surrogateescape")
    encoding = text(part, "content-transfer-encoding").lower().partition(";")[0].strip(" \"'")
    if encoding == "base64":
        based = raw.partition(b"\n--")[0]
        return raw if _is_plain(based) else unbased(based)
    if encoding == "quoted-printable":
        return quopri.decodestring(raw)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue") or raw.startswith(b"begin 6"):
        return _uudecoded(raw)
    return raw


def _is_plain(raw: bytes) -> bool:
    """Whether it is words, though it says to be base64."""
    head = raw[:MOST_GUESSED]
    return len(NO_BASE64.findall(head)) > max(FEW_STRANGE, MOST_STRANGE * len(head))


def _uudecoded(raw: bytes) -> bytes:
    out = []
    lines = raw.splitlines()
    begins = next((at for at, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    for line in lines[begins + 1 :]:
        if line.strip() == b"end":
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
            with contextlib.suppress(binascii.Error):
                out.append(binascii.a2b_uu(line[:length]))
    return b"".join(out) if begins >= 0 else raw


def name_of(part: Message) -> str | None:
    """As RFC 2231 has it, or encoded words, or plain 8 bits; None when it has none."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        raw = next(iter(raw_values(part, header)), b"")
        found = _parameter(raw, parameter)
        if found:
            return found
    return None


def _parameter(raw: bytes, name: str) -> str | None:
    wanted = name.encode()
    pieces: dict[int, tuple[bytes, bool]] = {}
    pattern = rb";\s*" + wanted + rb'(?:\*(\d{1,3}))?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)'
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
    raw = next(iter(raw_values(part, "content-type")), b"")
    said = _parameter(raw, "charset")
    if not said and mime == "text/html":
        named = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", content[:4000], re.I)
        said = named.group(1).decode() if named else None
    return said
