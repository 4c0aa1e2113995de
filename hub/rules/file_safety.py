"""Decides whether a file may be taken, by its bytes alone, while they pass.

What it is called and what its sender says it is decide nothing, except within one container
(sound or film of an MP4, CSV or plain text). Pictures, sound, film and PDF are settled by the
start; text, ZIP and old Office files are watched to their end.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Protocol

from hub.kit.errors import Invalid
from hub.rules import file_types as types
from hub.rules.file_names import extension_of, safe_name
from hub.rules.file_starts import (
    OLE_START,
    ZIP_START,
    image_of,
    is_markup_or_script,
    sound_or_film_of,
)
from hub.rules.file_types import ALLOWED, ALLOWED_IN_WORDS, SCRIPT_EXTENSIONS, FileType
from hub.rules.image_size import Size
from hub.rules.zip_contents import TAIL_BYTES, zip_type
from models.words import AttachmentKind

MOST_PIXELS = 100_000_000
"""A picture with more is offered for download only: drawing it could choke the reader's browser."""


class FileTypeRefused(Invalid):
    """The detail and ``extra.allowed`` tell what may be sent."""

    def __init__(self) -> None:
        detail = f"This type of file is not taken. Allowed are {ALLOWED_IN_WORDS}."
        super().__init__(
            detail, fields={"file": detail}, extra={"allowed": [type.mime for type in ALLOWED]}
        )


@dataclass(frozen=True)
class Verdict:
    """How the file is stored and shown."""

    type: FileType
    kind: AttachmentKind
    name: str
    size: Size | None


class _Watch(Protocol):
    def see(self, chunk: bytes) -> None: ...

    def end(self) -> FileType: ...


class Inspection:
    """Given the start of a file at once, then the rest in pieces. Raises FileTypeRefused any time."""

    def __init__(self, head: bytes, declared_name: str, declared_mime: str) -> None:
        self._name = declared_name
        self._image_size: Size | None = None
        self._watch = self._begin(head, extension_of(declared_name), declared_mime.lower())
        self._watch.see(head)

    def see(self, chunk: bytes) -> None:
        self._watch.see(chunk)

    def end(self) -> Verdict:
        """Call after the last byte."""
        type, size = self._watch.end(), self._image_size
        huge = size is not None and size[0] * size[1] > MOST_PIXELS
        kind = AttachmentKind.DOCUMENT if huge else type.kind
        return Verdict(type, kind, safe_name(self._name, type), size)

    def _begin(self, head: bytes, extension: str, mime: str) -> _Watch:
        image = image_of(head)
        if image is not None:
            self._image_size = image[1]
            return _Settled(image[0])
        says_audio = mime.startswith("audio/") or extension in {"m4a", "aac", "weba"}
        moving = sound_or_film_of(head, says_audio)
        if moving is not None:
            return _Settled(moving)
        if head.startswith(b"%PDF-"):
            return _Settled(types.PDF)
        if head.startswith(ZIP_START):
            return _ZipWatch()
        if head.startswith(OLE_START):
            return _OldOfficeWatch()
        if extension in SCRIPT_EXTENSIONS or is_markup_or_script(head):
            raise FileTypeRefused
        return _TextWatch(types.CSV if extension == "csv" else types.TEXT)


class _Settled:
    def __init__(self, type: FileType) -> None:
        self._type = type

    def see(self, chunk: bytes) -> None:
        pass

    def end(self) -> FileType:
        return self._type


class _TextWatch:
    """Text is UTF-8 without the control characters that only programs and pictures hold."""

    _BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")

    def __init__(self, type: FileType) -> None:
        self._type = type
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def see(self, chunk: bytes) -> None:
        if self._BINARY.search(chunk):
            raise FileTypeRefused
        self._decode(chunk)

    def end(self) -> FileType:
        self._decode(b"", final=True)
        return self._type

    def _decode(self, chunk: bytes, final: bool = False) -> None:
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            raise FileTypeRefused from None


class _ZipWatch:
    """Keeps the end of the file, where a ZIP lists what it holds."""

    def __init__(self) -> None:
        self._tail = bytearray()

    def see(self, chunk: bytes) -> None:
        self._tail += chunk
        del self._tail[:-TAIL_BYTES]

    def end(self) -> FileType:
        type = zip_type(bytes(self._tail))
        if type is None:
            raise FileTypeRefused
        return type


class _OldOfficeWatch:
    """Looks for the names of the streams inside, which tell Word from an installer.

    Source: [MS-CFB] 2.6.4, a directory entry holds its name in UTF-16 up to 64 bytes.
    """

    _TYPES = {"WordDocument": types.DOC, "Workbook": types.XLS, "Book": types.XLS}
    _TYPES |= {"PowerPoint Document": types.PPT}
    _MACROS = "_VBA_PROJECT"

    def __init__(self) -> None:
        self._end = b""
        self._found: set[str] = set()

    def see(self, chunk: bytes) -> None:
        window = self._end + chunk
        for name in (*self._TYPES, self._MACROS):
            if name not in self._found and name.encode("utf-16-le") + b"\0\0" in window:
                self._found.add(name)
        if self._MACROS in self._found:
            raise FileTypeRefused
        self._end = window[-64:]

    def end(self) -> FileType:
        for name, type in self._TYPES.items():
            if name in self._found:
                return type
        raise FileTypeRefused
