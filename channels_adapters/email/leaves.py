"""One part of a mail that holds no others: a body, or a file. Never raises."""

import mimetypes
import re
from email.message import Message

from channels_adapters.email import notices
from channels_adapters.email.charsets import text_of
from channels_adapters.email.embedded import taken_out
from channels_adapters.email.file_signs import mime_of
from channels_adapters.email.flowed import unenriched, unflowed
from channels_adapters.email.found import File, Found, as_html
from channels_adapters.email.invitations import words_of
from channels_adapters.email.one_part import (
    bytes_of,
    charset_of,
    content_id,
    disposition,
    location,
    meta_charset,
    name_of,
    parameter,
)
from channels_adapters.email.tnef import unpacked
from channels_adapters.kit.cleaning import file_name

ENRICHED = {"text/enriched", "text/richtext"}
BODIES = {"text/plain", "text/html", *ENRICHED}
NO_WORDS = {"text/calendar", "text/x-vcard", "text/vcard", "text/directory", "text/rtf", "text/csv"}
REPORTED_HEAD = "text/rfc822-headers"
ENCRYPTED = {"application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
TNEF = "application/ms-tnef"

IS_HTML = re.compile(r"\s*(<!doctype html|<html[\s>])", re.I)
"""Html, whatever it says to be."""


def take(part: Message, mime: str, found: Found, *, is_whole: bool) -> None:
    """``is_whole``: there is nothing else in the mail, so what can be read is its body."""
    content = bytes_of(part)
    name = name_of(part)
    attached = disposition(part).startswith("attachment")
    is_text = mime in BODIES or (is_whole and mime.startswith("text/") and mime not in NO_WORDS)
    if is_text and not attached and (is_whole or not name):
        _say(part, mime, content, found)
    elif mime.startswith(REPORTED_HEAD):
        found.reports.append((mime, content))
    elif mime != "text/x-amp-html" and (content or name):
        _keep(part, content, mime, name, found, attached=attached)


def _say(part: Message, mime: str, content: bytes, found: Found) -> None:
    charset = charset_of(part, mime, content)
    is_html = mime == "text/html"
    bare, within = (content, []) if is_html else taken_out(content)
    words = _text(bare, charset)
    if is_html or IS_HTML.match(words):
        if found.plain and not found.html:
            found.html += [as_html(one) for one in found.plain]
        found.html.append(words)
    else:
        shown = _together(part, mime, words)
        if shown != words or within:
            found.as_sent[shown] = _text(content, charset)
        if found.html:
            found.html.append(as_html(shown))
        found.plain.append(shown)
    _keep_within(within, found)


def _text(raw: bytes, charset: str | None) -> str:
    return text_of(raw, charset).replace("\x00", "")


def _together(part: Message, mime: str, words: str) -> str:
    if mime in ENRICHED:
        return unenriched(words)
    if (parameter(part, "content-type", "format") or "").lower() == "flowed":
        joined = (parameter(part, "content-type", "delsp") or "").lower() == "yes"
        return unflowed(words, joined=joined)
    return words


def _keep(
    part: Message, content: bytes, mime: str, name: str | None, found: Found, *, attached: bool
) -> None:
    real = mime_of(content, mime, name)
    otherwise = "invite" if real == "text/calendar" else "file"
    found.files.append(
        File(
            name=file_name(name, real, otherwise),
            mime=real,
            content=content,
            content_id=content_id(part),
            location=location(part),
            is_attached=attached,
        )
    )
    if real == "text/calendar":
        found.spare.append(words_of(_text(content, charset_of(part, mime, content))))
    elif mime in ENCRYPTED:
        found.notice = notices.ENCRYPTED
    elif real == TNEF:
        packed = unpacked(content)
        found.spare.append(_text(packed.words, None))
        if packed.html:
            found.spare_html.append(_text(packed.html, meta_charset(packed.html)))
        found.notice = notices.PACKED
        _keep_within(packed.files, found)
        for file, id in zip(found.files[-len(packed.ids) :], packed.ids, strict=False):
            file.content_id = _text(id, None) or None


def _keep_within(files: list[tuple[bytes, bytes]], found: Found) -> None:
    for name, content in files:
        said = text_of(name)
        guessed = mimetypes.guess_type(said)[0] or "application/octet-stream"
        real = mime_of(content, guessed, said)
        found.files.append(File(file_name(said, real), real, content, was_within=True))
