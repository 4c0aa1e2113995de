"""What a mail is made of: its bodies and its files. Never raises.

Of ``alternative`` parts html is for display and plain text for search; a plain part that says nothing
loses. Several texts beside each other are all body (Apple Mail). A mail within a mail is one file.
"""

import binascii
import contextlib
import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import decode_rfc2231
from html import escape
from typing import Any
from urllib.parse import unquote_to_bytes

from channels_adapters.email.charsets import text_of
from channels_adapters.email.file_signs import mime_of
from channels_adapters.email.headers import decoded, raw_values, text, unbased
from channels_adapters.kit.cleaning import base_mime, file_name

MOST_DEEP, MOST_PARTS = 25, 200
MOST_GUESSED = 20_000

STUBS = re.compile(
    r"(this (message|e-?mail) is in html|your (e-?mail|mail) (client|program|reader) (does not|cannot"
    r"|doesn't)|please view (this|it) in|(requires?|use|need) an? html)",
    re.I,
)
"""What stands in a plain part that says nothing."""
LONGEST_STUB = 400


IS_HTML = re.compile(r"\s*(<!doctype html|<html[\s>])", re.I)
"""Html, whatever it says to be."""

DELIMITER = re.compile(r"^--([^\s\"\\][^\r\n\"\\]{0,99}?)[ \t]*\r?\n(?=content-[a-z-]+[ \t]*:)", re.I | re.M)

NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]|[a-z] +[a-z]")
FEW_STRANGE, MOST_STRANGE = 3, 0.05
"""Of the signs of a part: more than that, and it only says to be encoded."""


@dataclass
class File:
    name: str
    mime: str
    content: bytes
    content_id: str | None = None
    is_attached: bool = False


@dataclass
class Found:
    """``plain`` and ``html``: the bodies in their order. ``reports``: parts of a bounce, read as mails."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    reports: list[tuple[str, bytes]] = field(default_factory=list)
    was_cut: bool = False


def parsed(raw: bytes) -> Message:
    """The whole as the standard library's tolerant reader has it. What breaks even that is one text."""
    try:
        return BytesParser(policy=policy.compat32).parsebytes(raw)
    except Exception:
        head, _, body = re.sub(rb"\r\n?", b"\n", raw).partition(b"\n\n")
        kept = re.sub(rb"(?im)^content-type:.*(\n[ \t].*)*\n?", b"", head + b"\n")
        message: Message = Message(policy=policy.compat32)
        with contextlib.suppress(Exception):
            message = BytesParser(policy=policy.compat32).parsebytes(kept + b"\n", headersonly=True)
        message.set_payload(body.decode("ascii", "surrogateescape"))
        return message


def parts_of(message: Message) -> Found:
    found = Found()
    _walk(message, found, 0)
    return found


def payload_of(part: Message) -> Any:
    """As it came. The library's own way reads 8-bit text in a charset of its choice, or raises."""
    return part.__dict__.get("_payload")


def _walk(part: Message, found: Found, depth: int) -> None:
    if depth > MOST_DEEP or len(found.files) + len(found.plain) + len(found.html) >= MOST_PARTS:
        found.was_cut = True
        return
    part = reopened(part)
    mime = type_of(part)
    children: Any = payload_of(part)
    if mime.startswith("message/") and mime != "message/delivery-status":
        _keep_mail(part, mime, found)
    elif mime == "message/delivery-status":
        found.reports.append((mime, _source(part)))
    elif isinstance(children, list):
        if mime == "multipart/alternative":
            _choose(children, found, depth)
        else:
            for child in children:
                _walk(child, found, depth + 1)
        if after := _behind(part):
            _walk(after, found, depth + 1)
    else:
        _leaf(part, mime, found)


def _behind(part: Message) -> Message | None:
    """Parts that stand behind the end of a container: who nests two with one boundary ends both at once."""
    if not part.epilogue or "\n" not in part.epilogue:
        return None
    holder: Message = Message(policy=policy.compat32)
    holder["Content-Type"] = "multipart/mixed"
    holder.set_payload(part.epilogue)
    opened = reopened(holder)
    return opened if opened is not holder else None


def _choose(children: Sequence[Any], found: Found, depth: int) -> None:
    """All ways of saying the same: the best html, the best plain text, and the files of each."""
    plain: list[str] = []
    html: list[str] = []
    for child in children:
        one = Found()
        if type_of(child) == "text/x-amp-html":
            continue
        _walk(child, one, depth + 1)
        found.files += one.files
        found.reports += one.reports
        found.was_cut |= one.was_cut
        plain = _all_said(one.plain) if _says(one.plain) and not one.html else plain
        if _says(one.html):
            html, beside = one.html, one.plain
            plain = plain or _all_said(beside)
    found.plain += plain
    found.html += html if html else [_as_html(one) for one in plain if found.html]


def _says(texts: list[str]) -> bool:
    return any(re.sub(r"[\s\u00a0\u200b-\u200d\ufeff]", "", one) for one in texts)


def _all_said(texts: list[str]) -> list[str]:
    return [one for one in texts if _says([one])]


def is_stub(plain: str) -> bool:
    return not _says([plain]) or (len(plain) < LONGEST_STUB and STUBS.search(plain) is not None)


def _leaf(part: Message, mime: str, found: Found) -> None:
    content = bytes_of(part)
    name = name_of(part)
    said = disposition(part)
    attached = said.startswith("attachment")
    if mime in ("text/plain", "text/html", "text/enriched") and not attached and not name:
        words = text_of(content, _charset(part, mime, content)).replace("\x00", "")
        if mime == "text/html" or IS_HTML.match(words):
            if found.plain and not found.html:
                found.html += [_as_html(one) for one in found.plain]
            found.html.append(words)
        elif found.html:
            found.html.append(_as_html(words))
            found.plain.append(words)
        else:
            found.plain.append(words)
        return
    if mime.startswith("text/rfc822-headers"):
        found.reports.append((mime, content))
        return
    if mime == "text/x-amp-html" or (not content and not name):
        return
    _keep(part, content, mime, name, found, attached=attached)


def _keep(
    part: Message, content: bytes, mime: str, name: str | None, found: Found, *, attached: bool
) -> None:
    real = mime_of(content, mime, name)
    found.files.append(
        File(
            name=file_name(name, real),
            mime=real,
            content=content,
            content_id=content_id(part),
            is_attached=attached,
        )
    )


def _keep_mail(part: Message, mime: str, found: Found) -> None:
    """Not opened: it is somebody else's. Of a bounce it tells which of ours came back."""
    source = _source(part)
    found.reports.append((mime, source))
    inner: Any = payload_of(part)
    subject = text(inner[0], "subject") if isinstance(inner, list) and inner else ""
    name = name_of(part) or f"{subject or 'mail'}.eml"
    if not name.lower().endswith(".eml"):
        name += ".eml"
    found.files.append(File(file_name(name, "message/rfc822"), "message/rfc822", source))


def _source(part: Message) -> bytes:
    """The bytes of what lies in a ``message/...`` part."""
    inner: Any = payload_of(part)
    if not isinstance(inner, list):
        return bytes_of(part)
    pieces = []
    for one in inner:
        try:
            pieces.append(one.as_bytes())
        except Exception:
            head = "\n".join(f"{key}: {value}" for key, value in one.raw_items())
            pieces.append(head.encode("utf-8", "surrogateescape") + b"\n\n" + bytes_of(one))
    return b"\n".join(pieces)


def reopened(part: Message) -> Message:
    """A container whose boundary is lost or wrong, opened at the lines that are its boundary by all signs."""
    payload = payload_of(part)
    said = decoded(next(iter(raw_values(part, "content-type")), b"")).lower()
    if not isinstance(payload, str) or not said.startswith("multipart/"):
        return part
    line = DELIMITER.search(payload)
    if line is None:
        return part
    kind = base_mime(said)
    head = f'Content-Type: {kind}; boundary="{line[1]}"\n\n'
    again = parsed((head + payload).encode("utf-8", "surrogateescape"))
    return again if isinstance(payload_of(again), list) else part


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


def _charset(part: Message, mime: str, content: bytes) -> str | None:
    raw = next(iter(raw_values(part, "content-type")), b"")
    said = _parameter(raw, "charset")
    if not said and mime == "text/html":
        named = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", content[:4000], re.I)
        said = named.group(1).decode() if named else None
    return said


def _as_html(plain: str) -> str:
    return f"<div>{escape(plain.strip()).replace(chr(10), '<br>')}</div>"
