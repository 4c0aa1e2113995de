"""Files that stand within a text: uuencoded, or in yEnc. Never raises."""

import binascii
import re

BEGINS = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.M)
Y_BEGINS = re.compile(rb"^=ybegin [^\r\n]{0,200}?name=([^\r\n]{1,200})\r?\n", re.M)
Y_ENDS = re.compile(rb"^=yend[^\r\n]*(?:\r?\n|$)", re.M)
Y_SHIFTED = bytes((one - 42) % 256 for one in range(256))
MOST_MISSES = 20
ENDS = {b"end", b"`", b""}

Taken = tuple[bytes, bytes]
"""A name and a content."""


def taken_out(text: bytes) -> tuple[bytes, list[Taken]]:
    """The text without them, and what they were."""
    files: list[Taken] = []
    for begins, read in ((BEGINS, _uu), (Y_BEGINS, _yenc)):
        at, misses = 0, 0
        while misses < MOST_MISSES and (found := begins.search(text, at)):
            content, end = read(text, found.end())
            at = found.end()
            if content:
                files.append((found[1].strip(), content))
                text = text[: found.start()] + text[end:]
                at = found.start()
            else:
                misses += 1
    return text, files


def uudecoded(raw: bytes) -> bytes:
    """A part that says to be nothing else."""
    found = BEGINS.search(raw)
    return _uu(raw, found.end())[0] if found else raw


def _uu(text: bytes, at: int) -> tuple[bytes, int]:
    """What it holds, and where it ends: at ``end``, or at a line that is none of it."""
    pieces = []
    while at < len(text):
        end = text.find(b"\n", at) + 1 or len(text)
        line = text[at:end].rstrip(b"\r\n")
        if line.strip() in ENDS:
            at = end
            if line.strip() == b"end":
                break
            continue
        piece = _uu_line(line)
        if piece is None:
            break
        pieces.append(piece)
        at = end
    return b"".join(pieces), at


def _uu_line(line: bytes) -> bytes | None:
    """None when it is words. Some programs cut the spaces at its end, others fill it up."""
    length = (((line[0] - 32) & 63) * 4 + 5) // 3
    if not 32 <= line[0] <= 96 or len(line) > length + 3:
        return None
    try:
        return binascii.a2b_uu(line[:length].ljust(length))
    except binascii.Error:
        return None


def _yenc(text: bytes, at: int) -> tuple[bytes, int]:
    ends = Y_ENDS.search(text, at)
    if ends is None:
        return b"", at
    body = re.sub(rb"^=ypart[^\r\n]*\r?\n", b"", text[at : ends.start()], count=1)
    body = body.replace(b"\r", b"").replace(b"\n", b"")
    body = re.sub(rb"=(.)", lambda one: bytes([(one[1][0] - 64) % 256]), body, flags=re.S)
    return body.translate(Y_SHIFTED), ends.end()
