"""What Outlook packs up as properties (MS-OXTNEF, 2.1.3.4): formatted bodies, and whole names of files.
Never raises.
"""

import struct
from collections.abc import Iterator

BODY, BODY_HTML, BODY_RTF = 0x1000, 0x1013, 0x1009
LONG_NAME, CONTENT_ID = 0x3707, 0x3712

_STRING, _UNICODE, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_VARIABLE = {_STRING, _UNICODE, _OBJECT, _BINARY}
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8}
_FIXED |= {0x40: 8, 0x48: 16}
_SEVERAL, _NAMED = 0x1000, 0x8000
MOST = 2_000


def properties(raw: bytes) -> dict[int, bytes]:
    """The first value of each, texts as UTF-8; as far as they are whole."""
    found: dict[int, bytes] = {}
    try:
        for number, value in _Reading(raw).all():
            found.setdefault(number, value)
    except (struct.error, ValueError):
        pass
    return found


class _Reading:
    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def all(self) -> Iterator[tuple[int, bytes]]:
        """Raises where it is not whole."""
        for _ in range(min(self._number(), MOST)):
            kind, number = struct.unpack("<HH", self._take(4))
            if number >= _NAMED:
                self._take(16)
                self._take(self._padded(self._number()) if self._number() else 4)
            values = list(self._values(kind))
            if values:
                yield number, values[0]

    def _values(self, kind: int) -> Iterator[bytes]:
        plain = kind & ~_SEVERAL
        count = self._number() if kind != plain or plain in _VARIABLE else 1
        if count > MOST:
            raise ValueError("too many")
        for _ in range(count):
            if plain not in _VARIABLE:
                yield self._take(_FIXED[plain]) if plain in _FIXED else self._unknown()
                continue
            length = self._number()
            value = self._take(self._padded(length))[:length]
            yield (
                _text(value)
                if plain == _UNICODE
                else value.rstrip(b"\x00")
                if plain == _STRING
                else value
            )

    def _unknown(self) -> bytes:
        raise ValueError("no such kind")

    def _number(self) -> int:
        return int.from_bytes(self._take(4), "little")

    def _take(self, length: int) -> bytes:
        if self._at + length > len(self._raw):
            raise ValueError("cut off")
        self._at += length
        return self._raw[self._at - length : self._at]

    @staticmethod
    def _padded(length: int) -> int:
        return length + -length % 4


def _text(value: bytes) -> bytes:
    return value.decode("utf-16-le", "replace").rstrip("\x00").encode("utf-8", "replace")
