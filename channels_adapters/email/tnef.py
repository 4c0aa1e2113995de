"""What Outlook packs up in ``winmail.dat`` (MS-OXTNEF): its files, and its words where they are plain.
Never raises.
"""

SIGNATURE = b"\x78\x9f\x3e\x22"
BODY, RENDERING, TITLE, DATA = 0x0002800C, 0x00069002, 0x00018010, 0x0006800F
HEADER, CHECKSUM = 9, 2
MOST_ATTRIBUTES = 5_000

Unpacked = tuple[bytes, list[tuple[bytes, bytes]]]
"""Its words, and a name and a content for each file."""


def unpacked(raw: bytes) -> Unpacked:
    words, files = b"", list[tuple[bytes, bytes]]()
    name, content = b"", None
    for kind, value in _attributes(raw):
        if kind == BODY:
            words = value.rstrip(b"\x00")
        elif kind == RENDERING:
            files += [(name, content)] if content is not None else []
            name, content = b"", None
        elif kind == TITLE:
            name = value.rstrip(b"\x00")
        elif kind == DATA:
            content = value
    return words, files + ([(name, content)] if content is not None else [])


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
