"""Formatted text as Outlook has it: unpacked (MS-OXRTFCP), and what it says, or the html that it was made of
(MS-OXRTFEX). Never raises.
"""

import re
from dataclasses import dataclass

from channels_adapters.kit.cleaning import whole

_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What every packed text may refer to."""
_PACKED, _AS_IT_IS = b"LZFu", b"MELA"
_WINDOW = 4096
MOST = 2_000_000
"""Bytes of what is unpacked."""

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
SILENT = {
    *(
        b"fonttbl",
        b"colortbl",
        b"stylesheet",
        b"info",
        b"pict",
        b"object",
        b"themedata",
        b"listtable",
    ),
    *(
        b"listoverridetable",
        b"rsidtbl",
        b"generator",
        b"datastore",
        b"header",
        b"footer",
        b"latentstyles",
    ),
}
SIGNS = {
    **dict.fromkeys((b"par", b"line", b"row", b"sect", b"page"), "\n"),
    b"tab": "\t",
    b"cell": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


def unpacked(raw: bytes) -> bytes:
    """Empty for anything else; what is cut off as far as it goes."""
    if raw[8:12] == _AS_IT_IS:
        return raw[16 : 16 + MOST]
    return _inflated(raw[16:]) if raw[8:12] == _PACKED else b""


def _inflated(raw: bytes) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b"\x00"))
    at, write = 0, len(_START)
    made = bytearray()
    while at < len(raw) and len(made) < MOST:
        flags, at = raw[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                piece, at = raw[at : at + 1], at + 1
            else:
                token, at = int.from_bytes(raw[at : at + 2], "big"), at + 2
                read = token >> 4
                if read == write or at > len(raw):
                    return bytes(made)
                piece = b""
                for step in range((token & 15) + 2):
                    one = window[(read + step) % _WINDOW]
                    window[(write + step) % _WINDOW] = one
                    piece += bytes([one])
            for step, one in enumerate(piece):
                window[(write + step) % _WINDOW] = one
            write = (write + len(piece)) % _WINDOW
            made += piece
    return bytes(made)


@dataclass
class _Group:
    """``is_tag``: it holds html; ``is_copy``: it says once more in RTF what html has said."""

    is_silent: bool = False
    is_tag: bool = False
    is_copy: bool = False
    skips: int = 1


class Read:
    """``text``: what it says; ``html``: what it was made of, or empty."""

    def __init__(self, raw: bytes) -> None:
        self._groups = [_Group()]
        self._charset = "cp1252"
        self._pieces: list[str] = []
        self._bytes = bytearray()
        self._skipping = 0
        self._from_html = b"\\fromhtml" in raw[:2_000]
        for found in TOKEN.finditer(raw[:MOST]):
            self._take(found)
        self._settle()
        # Signs beyond the first plane are told in two halves.
        said = whole("".join(self._pieces))
        self.html = said if self._from_html else ""
        self.text = "" if self._from_html else said.strip()

    def _take(self, found: re.Match[bytes]) -> None:
        word, number, code, symbol, brace, plain = found.groups()
        group = self._groups[-1]
        if code is not None:
            self._say_bytes(bytes([int(code, 16)]))
            return
        if plain is not None:
            self._say_bytes(plain)
            return
        self._settle()
        if brace == b"{":
            self._groups.append(_Group(group.is_silent, group.is_tag, group.is_copy, group.skips))
        elif brace == b"}":
            self._groups.pop()
            self._groups = self._groups or [_Group()]
        elif symbol == b"*":
            group.is_silent = True
        elif symbol is not None:
            self._say(SYMBOLS.get(symbol, ""))
        elif word is not None:
            self._obey(word, int(number) if number else None, group)

    def _obey(self, word: bytes, number: int | None, group: _Group) -> None:
        if word == b"htmltag":
            group.is_silent, group.is_tag = not self._from_html, True
        elif word == b"htmlrtf":
            group.is_copy = number != 0
        elif word in SILENT:
            group.is_silent = True
        elif word == b"ansicpg" and number:
            self._charset = f"cp{number}" if number != 65001 else "utf-8"
        elif word == b"uc":
            group.skips = number or 0
        elif word == b"u" and number is not None:
            self._say(chr(number % 65536))
            self._skipping = group.skips
        elif word in SIGNS:
            self._say(SIGNS[word])

    def _say_bytes(self, piece: bytes) -> None:
        left = piece[self._skipping :]
        self._skipping -= len(piece) - len(left)
        if not (self._groups[-1].is_silent or self._groups[-1].is_copy):
            self._bytes += left

    def _say(self, words: str) -> None:
        if not (self._groups[-1].is_silent or self._groups[-1].is_copy):
            self._settle()
            self._pieces.append(words)

    def _settle(self) -> None:
        """Letters of two bytes may stand in two pieces."""
        if self._bytes:
            try:
                self._pieces.append(self._bytes.decode(self._charset, "replace"))
            except LookupError:
                self._pieces.append(self._bytes.decode("cp1252", "replace"))
            self._bytes.clear()
