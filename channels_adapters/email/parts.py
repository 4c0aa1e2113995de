"""What a mail is made of: its bodies and its files. Never raises.

Of ``alternative`` parts html is for display and plain text for search; a plain part that says nothing
loses. Several texts beside each other are all body (Apple Mail). A mail within a mail is one file.
"""

import contextlib
import re
from collections.abc import Sequence
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import Any

from channels_adapters.email import notices
from channels_adapters.email.found import File, Found, all_said, as_html, says
from channels_adapters.email.headers import decoded, raw_values, text
from channels_adapters.email.heads import mended
from channels_adapters.email.leaves import ENRICHED, take
from channels_adapters.email.one_part import (
    bare_type,
    bytes_of,
    name_of,
    parameter,
    payload_of,
    type_of,
)
from channels_adapters.email.opaque import signed_content
from channels_adapters.kit.cleaning import file_name

MOST_DEEP, MOST_PARTS = 25, 200

DELIMITER = re.compile(
    rb"^--([^\s\"\\][^\r\n\"\\]{0,99}?)[ \t]*\r?\n(?=content-[a-z-]+[ \t]*:)", re.I | re.M
)
BARE_DELIMITER = re.compile(rb"^--([^\s\"\\-][^\s\"\\]{0,99})[ \t]*\r?\n", re.M)
SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
"""By S/MIME: encrypted, or with the mail in its own signature."""


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
    elif mime in SEALED and (inner := signed_content(bytes_of(part))):
        _walk(parsed(inner), found, depth + 1)
        take(part, "application/pkcs7-signature", found, is_whole=False)
    else:
        take(part, mime, found, is_whole=depth == 0)


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
    found.was_cut |= len(children) > MOST_PARTS
    for child in children[:MOST_PARTS]:
        one = Found()
        if type_of(child) == "text/x-amp-html":
            continue
        _walk(child, one, depth + 1)
        found.add_beside(one)
        if says(one.plain) and not one.html and not (plain and type_of(child) in ENRICHED):
            plain = all_said(one.plain)
        if says(one.html):
            html, beside = one.html, one.plain
            plain = plain or all_said(beside)
    found.plain += plain
    found.html += html if html else [as_html(one) for one in plain if found.html]


def _keep_mail(part: Message, mime: str, found: Found) -> None:
    """Not opened: it is somebody else's. Of a bounce it tells which of ours came back."""
    source = _source(part)
    found.reports.append((mime, source))
    inner: Any = payload_of(part)
    subject = text(inner[0], "subject") if isinstance(inner, list) and inner else ""
    name = name_of(part) or f"{subject or 'mail'}.eml"
    if mime == "message/partial":
        number, total = (parameter(part, "content-type", one) for one in ("number", "total"))
        found.notice = notices.PIECE.format(number=number or "?", total=total or "?")
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
    """A container whose boundary is lost or wrong, or that was encoded as a whole, opened at the lines that
    are its boundary by all signs.
    """
    said = decoded(next(iter(raw_values(part, "content-type")), b"")).lower()
    if not isinstance(payload_of(part), str) or not said.lstrip("\"' ").startswith("multipart"):
        return part
    payload = bytes_of(part)
    line = DELIMITER.search(payload) or _ended(payload)
    if line is None:
        return part
    head = b'Content-Type: %s; boundary="%s"\n\n' % (bare_type(said).encode(), line[1])
    again = parsed(head + payload)
    return again if isinstance(payload_of(again), list) else part


def _ended(payload: bytes) -> re.Match[bytes] | None:
    """A line that begins a part, and its like that ends the last one."""
    first = BARE_DELIMITER.search(payload)
    return (
        first if first and re.search(rb"^--%s--\s*$" % re.escape(first[1]), payload, re.M) else None
    )
