"""What a file may be called: safe to show, to save on any system and to put into a header."""

import re
import unicodedata

from hub.rules.file_types import KNOWN_EXTENSIONS, FileType

MAX_NAME_BYTES = 180
"""UTF-8 bytes of a whole name; file systems end at 255."""

_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control characters, bidi marks and all else that makes a name look like another one."""


def extension_of(name: str) -> str:
    """The part after the last dot in lower case, empty when there is none."""
    stem, dot, extension = _last_part(name).strip().rpartition(".")
    return extension.strip().lower() if dot and stem else ""


def safe_name(declared: str, type: FileType) -> str:
    """The declared name without folders and tricks, its extension made to fit the bytes."""
    name = unicodedata.normalize("NFC", _last_part(declared))
    name = "".join(c for c in name if unicodedata.category(c) not in _INVISIBLE)
    name = " ".join(_NOT_IN_NAMES.sub("_", name).split()).rstrip(". ")
    stem, extension = _fitting(name, type)
    stem = _cut(stem.strip(". "), MAX_NAME_BYTES - len(extension) - 1) or type.kind.value
    if _RESERVED.match(stem):
        stem = "_" + stem
    return f"{stem}.{extension}"


def _last_part(name: str) -> str:
    return re.split(r"[/\\]", name)[-1]


def _fitting(name: str, type: FileType) -> tuple[str, str]:
    """Stem and extension. Extensions that lie are taken off; what is no extension stays."""
    stem, dot, last = name.rpartition(".")
    if dot and last.lower() in type.extensions:
        return stem, last.lower()
    while dot and last.lower() in KNOWN_EXTENSIONS:
        name = stem
        stem, dot, last = name.rpartition(".")
        if dot and last.lower() in type.extensions:
            return stem, last.lower()
    return name, type.extensions[0]


def _cut(text: str, limit: int) -> str:
    return text.encode()[:limit].decode("utf-8", "ignore").strip(". ")
