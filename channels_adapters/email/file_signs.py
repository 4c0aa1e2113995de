"""What a file really is, by its first bytes: names and declared types are only believed where those
say nothing.
"""

import re

from channels_adapters.kit.cleaning import base_mime

SIGNS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"{\\rtf", "application/rtf"),
)
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

OFFICE = "application/vnd.openxmlformats-officedocument."
WITHIN_ZIP = (
    (b"word/", OFFICE + "wordprocessingml.document"),
    (b"xl/", OFFICE + "spreadsheetml.sheet"),
    (b"ppt/", OFFICE + "presentationml.presentation"),
)
OLD_OFFICE = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
}
BRANDS = {
    b"M4A ": "audio/mp4",
    b"heic": "image/heic",
    b"mif1": "image/heic",
    b"qt  ": "video/quicktime",
}
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(!doctype\s+html|html|svg|script)", re.I | re.S
)

KINDS = {"image": "image", "audio": "audio", "video": "video"}


def mime_of(content: bytes, declared: str, name: str | None = None) -> str:
    """``declared`` where the bytes tell nothing else. Whether it may be shown as what it says is judged
    where it is stored (hub/rules/file_safety.py).
    """
    return _seen(content[:4096], name) or base_mime(declared)


def _seen(start: bytes, name: str | None) -> str | None:
    for sign, mime in SIGNS:
        if start.startswith(sign):
            return mime
    extension = (name or "").rpartition(".")[2].lower()
    if start.startswith(ZIP):
        return next((mime for part, mime in WITHIN_ZIP if part in start), "application/zip")
    if start.startswith(OLE):
        return OLD_OFFICE.get(extension, "application/x-ole-storage")
    if start[:4] == b"RIFF":
        kinds = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
        return kinds.get(start[8:12])
    if start[4:8] == b"ftyp":
        return BRANDS.get(start[8:12], "video/mp4")
    if found := MARKUP.match(start):
        return "image/svg+xml" if found.group(1).lower() == b"svg" else "text/html"
    return None


def kind_of(mime: str) -> str:
    """How it is shown: svg is a program as much as a picture."""
    if mime == "image/svg+xml":
        return "document"
    return KINDS.get(mime.partition("/")[0], "document")
