"""What a mail is made of: its bodies and its files. Never raises.

Of ``alternative`` parts html is for display and plain text for search; a plain part that says nothing
loses. Several texts beside each other are all body (Apple Mail). A mail within a mail is one file.
"""

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesParser
from html import escape
from typing import Any

from channels_adapters.email.charsets import text_of
from channels_adapters.email.file_signs import mime_of
from channels_adapters.email.headers import decoded, raw_values, text
from channels_adapters.email.heads import mended
from channels_adapters.email.one_part import (
    bytes_of,
    charset_of,
    content_id,
    disposition,
    name_of,
    payload_of,
    type_of,
)
from channels_adapters.kit.cleaning import base_mime, file_name

MOST_DEEP, MOST_PARTS = 25, 200

STUBS = re.compile(
    r"(this (message|e-?mail) is in html|your (e-?mail|mail) (client|program|reader) (does not|cannot"
    r"|doesn't)|please view (this|it) in|(requires?|use|need) an? html)",
    re.I,
)
"""What stands in a plain part that says nothing."""
LONGEST_STUB = 400


IS_HTML = re.compile(r"\s*(<!doctype html|<html[\s>])", re.I)
"""Html, whatever it says to be."""

DELIMITER = re.compile(
    r"^--([^\s\"\\][^\r\n\"\\]{0,99}?)[ \t]*\r?\n(?=content-[a-z-]+[ \t]*:)", re.I | re.M
)


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
    raw = mended(raw)
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
        words = text_of(content, charset_of(part, mime, content)).replace("\x00", "")
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


def _as_html(plain: str) -> str:
    return f"<div>{escape(plain.strip()).replace(chr(10), '<br>')}</div>"
