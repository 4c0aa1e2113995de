"""What a ZIP container holds, judged by the list of names at its end."""

import struct

from hub.rules import file_types as types
from hub.rules.file_types import FileType

TAIL_BYTES = 256 * 1024
"""How much of the end is looked at. Its list of names may begin earlier; then the rest is enough."""

_END = b"PK\x05\x06"
_END_BYTES = 22
_ENTRY = b"PK\x01\x02"
_ENTRY_BYTES = 46

_PROGRAMS = {"META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex", "install.rdf"}
_MAIN_PARTS = {
    "word/document.xml": types.DOCX,
    "xl/workbook.xml": types.XLSX,
    "ppt/presentation.xml": types.PPTX,
}


def zip_type(tail: bytes) -> FileType | None:
    """The type by the last ``TAIL_BYTES`` of a file that began as a ZIP; None when not allowed.

    Refused are damaged ones, programs (Java, Android), Office files with macros, and other formats
    that use ZIP as their container (OpenDocument, EPUB).
    """
    names = _names(tail)
    if names is None or names & _PROGRAMS or "mimetype" in names:
        return None
    if "[Content_Types].xml" not in names:
        return types.ZIP
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    found = {type.mime: type for part, type in _MAIN_PARTS.items() if part in names}
    return next(iter(found.values())) if len(found) == 1 else None


def _names(tail: bytes) -> set[str] | None:
    """Names of the entries; those that lie before the tail are missing. None when it is damaged."""
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + _END_BYTES:
        return None
    size, _, comment = struct.unpack("<IIH", tail[end + 12 : end + _END_BYTES])
    if end + _END_BYTES + comment != len(tail):
        return None
    at = end - size
    if at < 0:
        at = tail.find(_ENTRY)
    names = set()
    while at >= 0 and at + _ENTRY_BYTES <= end and tail[at : at + 4] == _ENTRY:
        name, extra, note = struct.unpack("<HHH", tail[at + 28 : at + 34])
        names.add(tail[at + _ENTRY_BYTES : at + _ENTRY_BYTES + name].decode("utf-8", "replace"))
        at += _ENTRY_BYTES + name + extra + note
    return names or None
