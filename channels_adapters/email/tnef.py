"""What Outlook packs up in ``winmail.dat`` (MS-OXTNEF): its files, and its words. Never raises."""

from dataclasses import dataclass, field

from channels_adapters.email import mapi, rtf
from channels_adapters.email.mapi import properties

SIGNATURE = b"\x78\x9f\x3e\x22"
BODY, RENDERING, TITLE, DATA = 0x0002800C, 0x00069002, 0x00018010, 0x0006800F
PROPERTIES, OF_FILE = 0x00069003, 0x00069005
HEADER, CHECKSUM = 9, 2
MOST_ATTRIBUTES = 5_000


@dataclass
class Packed:
    """Its words, plain and formatted, and a name and a content for each file; ``ids``: by what its html names
    them, for as many as have been met.
    """

    words: bytes = b""
    html: bytes = b""
    files: list[tuple[bytes, bytes]] = field(default_factory=list)
    ids: list[bytes] = field(default_factory=list)


def unpacked(raw: bytes) -> Packed:
    found = Packed()
    file = _File()
    for kind, value in _attributes(raw):
        if kind == BODY:
            found.words = value.rstrip(b"\x00")
        elif kind == PROPERTIES:
            _read_bodies(found, properties(value))
        elif kind == RENDERING:
            _add(found, file)
            file = _File()
        elif kind == TITLE:
            file.name = file.name or value.rstrip(b"\x00")
        elif kind == DATA:
            file.content = value
        elif kind == OF_FILE:
            more = properties(value)
            file.name = more.get(mapi.LONG_NAME) or file.name
            file.id = more.get(mapi.CONTENT_ID, b"")
    _add(found, file)
    return found


@dataclass
class _File:
    name: bytes = b""
    content: bytes | None = None
    id: bytes = b""


def _add(found: Packed, file: _File) -> None:
    if file.content is not None:
        found.files.append((file.name, file.content))
        found.ids.append(file.id)


def _read_bodies(found: Packed, all_of_it: dict[int, bytes]) -> None:
    found.words = found.words or all_of_it.get(mapi.BODY, b"")
    found.html = all_of_it.get(mapi.BODY_HTML, b"").rstrip(b"\x00")
    if found.html or mapi.BODY_RTF not in all_of_it:
        return
    read = rtf.Read(rtf.unpacked(all_of_it[mapi.BODY_RTF]))
    found.html = read.html.encode()
    found.words = found.words or read.text.encode()


def _attributes(raw: bytes) -> list[tuple[int, bytes]]:
    """As far as it is whole."""
    found: list[tuple[int, bytes]] = []
    at = 6
    while raw.startswith(SIGNATURE) and at + HEADER <= len(raw) and len(found) < MOST_ATTRIBUTES:
        kind = int.from_bytes(raw[at + 1 : at + 5], "little")
        begins = at + HEADER
        ends = begins + int.from_bytes(raw[at + 5 : begins], "little")
        if ends > len(raw):
            break
        found.append((kind, raw[begins:ends]))
        at = ends + CHECKSUM
    return found
