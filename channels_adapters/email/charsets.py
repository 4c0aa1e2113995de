"""Bytes of a mail as text, whatever charset they say they are in. Never raises.

Labels mean what browsers take them for (WHATWG): mail that says iso-8859-1 was written in Windows-1252.
"""

import codecs
import re

from channels_adapters.email.guessing import guessed
from channels_adapters.kit.cleaning import whole

ALIASES = {
    **dict.fromkeys(
        ("us-ascii", "ascii", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1"), "cp1252"
    ),
    **dict.fromkeys(("ansi_x3.4-1968", "x-cp1252", "windows-1252", "cp819", "8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "cp936", "chinese"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms932"), "cp932"),
    **dict.fromkeys(("ks_c_5601-1987", "ks_c_5601", "euc-kr", "ksc5601", "korean"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("unicode-1-1-utf-7", "utf-7"), "utf-7"),
    **dict.fromkeys(("utf8", "utf-8", "unicode-1-1-utf-8", "utf8mb4"), "utf-8"),
    **dict.fromkeys(("iso-8859-8-i", "logical"), "iso-8859-8"),
    "iso-2022-jp": "iso2022_jp_ext",
    "x-mac-roman": "mac-roman",
    "x-user-defined": "cp1252",
}

NUMBERED = re.compile(r"(?:cp|ibm|win|windows|x-cp|x-win|x-windows)-?(\d{3,4})")
"""Pages of code by number, however their label is written."""

ASCII = {"us-ascii", "ascii", "ansi_x3.4-1968"}
"""Who says this and writes other bytes has said nothing."""

ESCAPES = {b"\x1b$)C": "iso2022_kr", b"\x1b$": "iso2022_jp_ext"}
"""Seven bits that are no ASCII, whatever the mail says."""

NO_TEXT = {"hex", "base64", "bz2", "zip", "zlib", "rot13", "rot_13", "uu", "quopri", "idna"}


def text_of(raw: bytes, label: str | None = None) -> str:
    """``label`` is what the mail says; empty, unknown and impossible ones are guessed."""
    if raw.startswith(codecs.BOM_UTF8):
        return _fit(raw[len(codecs.BOM_UTF8) :], "utf-8")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _fit(raw, "utf-16")
    encoding = _encoding(label)
    if encoding == "utf-16":
        return _fit(raw, _order_of(raw))
    if encoding in (None, "cp1252", "utf-8"):
        for sign, escaped in ESCAPES.items():
            if sign in raw and (read := _fit(raw, escaped)).count("\ufffd") <= len(read) // 20:
                return read
    if encoding is None or (encoding == "cp1252" and _plain(label) in ASCII):
        return _unsaid(raw)
    if encoding == "cp1252":
        # Bytes that are good UTF-8 by chance are rarer than programs that say the wrong word.
        return _utf8(raw) or _western(raw)
    try:
        return whole(raw.decode(encoding))
    except (UnicodeError, LookupError, ValueError):
        pass
    if encoding == "utf-8":
        # A cut letter at the end, or one bad byte, is no reason to take all for another charset.
        lenient = raw.decode("utf-8", "replace")
        broken = lenient.count("\ufffd")
        letters = sum(not one.isascii() for one in lenient) - broken
        return lenient if letters > 4 * broken else guessed(raw) or _western(raw)
    return _utf8(raw) or _fit(raw, encoding)


def _order_of(raw: bytes) -> str:
    """Of UTF-16 without its mark: which of its bytes are nothing tells, else it is as RFC 2781 has it."""
    return "utf-16-le" if raw[1::2].count(0) > raw[0::2].count(0) else "utf-16-be"


def _plain(label: str | None) -> str:
    return re.sub(r"\s", "", (label or "").strip("\"' ").lower().partition("*")[0])


def _encoding(label: str | None) -> str | None:
    plain = _plain(label)
    name = ALIASES.get(plain) or NUMBERED.sub(r"cp\1", plain)
    try:
        if not name or codecs.lookup(name).name in NO_TEXT:
            return None
        b"a".decode(name)
    except (LookupError, ValueError, TypeError, UnicodeError):
        return "utf-16" if name.startswith("utf-16") else None
    return name


def _unsaid(raw: bytes) -> str:
    return _utf8(raw) or guessed(raw) or _western(raw)


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _western(raw: bytes) -> str:
    """Windows-1252, its five holes included."""
    return (
        "".join(
            piece if (piece := bytes([one]).decode("cp1252", "ignore")) else chr(one) for one in raw
        )
        if any(one in raw for one in b"\x81\x8d\x8f\x90\x9d")
        else raw.decode("cp1252", "replace")
    )


def _fit(raw: bytes, encoding: str) -> str:
    try:
        return whole(raw.decode(encoding, "replace"))
    except (UnicodeError, LookupError, ValueError):
        return raw.decode("utf-8", "replace")
