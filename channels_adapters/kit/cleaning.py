"""What strangers write, made fit to store and to show. Never raises.

Control characters, marks that turn the direction of writing and lone surrogates go; what letters and
emoji are made of (joiners, variation selectors) stays.
"""

import mimetypes
import re
import unicodedata
from datetime import UTC, datetime

MAX_NAME = 120
MAX_FILE_NAME = 120

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNWANTED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb{_DIRECTION}]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_JOINERS = {"\u200c", "\u200d"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters by their category, and yet nothing is seen of them."""
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

_EXTENSIONS = {
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "text/plain": ".txt",
    "video/3gpp": ".3gp",
}
"""Where the standard library says something unusual, or nothing."""

_MILLISECONDS = 100_000_000_000
"""A number of seconds as high as this is one of milliseconds."""

_LAST_SECOND = 4_102_444_800
"""The year 2100: what is later was no time."""

NOT_TOLD = datetime(1970, 1, 1, tzinfo=UTC)
"""The timestamp of what came without one."""


def whole(text: str) -> str:
    """Halves of surrogate pairs joined, lone ones replaced: valid UTF-8 afterwards."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean_text(text: str | None) -> str:
    """Several lines may stay several lines."""
    if not text:
        return ""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", whole(text))).strip()


def clean_line(text: str | None, limit: int = MAX_NAME) -> str | None:
    """On one line: a person's name, a title. None when nothing is left to see."""
    line = " ".join(clean_text(text).split())
    if not any(_is_visible(letter) for letter in line):
        return None
    return line[:limit].rstrip()


def _is_visible(letter: str) -> bool:
    if letter.isspace() or letter in _BLANK:
        return False
    return unicodedata.category(letter) not in _INVISIBLE


def base_mime(mime: str | None) -> str:
    """``audio/ogg; codecs=opus`` is ``audio/ogg``; what is no MIME type is unknown bytes."""
    bare = clean_text(mime).split(";")[0].strip().lower()
    return (
        bare if re.fullmatch(r"[\w.+-]+/[\w.+-]+", bare, re.ASCII) else "application/octet-stream"
    )


def file_name(declared: str | None, mime: str, otherwise: str = "file") -> str:
    """Safe on any disk and in any header: no folders, no tricks, never empty.

    ``otherwise`` names a file that came without a name, with the extension of its ``mime``.
    """
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", clean_text(declared))[-1])
    seen = "".join(c for c in name if unicodedata.category(c) not in _INVISIBLE or c in _JOINERS)
    name = " ".join(_NOT_IN_FILE_NAMES.sub("_", seen).split()).strip(". ")
    if not name:
        name = otherwise + extension_of(mime)
    if _RESERVED.match(name):
        name = "_" + name
    return _shortened(name)


def extension_of(mime: str) -> str:
    return _EXTENSIONS.get(mime) or mimetypes.guess_extension(mime) or ""


def _shortened(name: str) -> str:
    if len(name) <= MAX_FILE_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[:MAX_FILE_NAME].rstrip(". ")
    return stem[: MAX_FILE_NAME - len(extension) - 1].rstrip(". ") + "." + extension


def moment_of(seconds: object) -> datetime | None:
    """A time as providers write it: whole seconds, as a number or as text. None for anything else."""
    try:
        number = float(str(seconds))
        number = number / 1000 if number >= _MILLISECONDS else number
        return datetime.fromtimestamp(int(number), UTC) if 0 < number < _LAST_SECOND else None
    except (ValueError, OverflowError, OSError):
        return None
