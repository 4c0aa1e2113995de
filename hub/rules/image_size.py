"""Width and height of a picture, read from its first bytes without decoding it."""

import struct

Size = tuple[int, int]

_JPEG_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_JPEG_ALONE = {0x01, *range(0xD0, 0xD8)}
_ORIENTATION = 0x0112
_LYING = {5, 6, 7, 8}
"""Exif orientations that turn the picture by a quarter, so width and height change places."""


def png_size(head: bytes) -> Size | None:
    """None when the first block is not the header that every PNG begins with."""
    if len(head) < 24 or head[8:16] != b"\0\0\0\rIHDR":
        return None
    return struct.unpack(">II", head[16:24])


def gif_size(head: bytes) -> Size | None:
    return struct.unpack("<HH", head[6:10]) if len(head) >= 13 else None


def webp_size(head: bytes) -> Size | None:
    """Source: the WebP container specification and RFC 6386, section 9.1."""
    if len(head) < 30:
        return None
    chunk = head[12:16]
    if chunk == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    if chunk == b"VP8L" and head[20] == 0x2F:
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def jpeg_size(head: bytes) -> Size | None:
    """As it is shown, that is after the Exif turn. None when the frame lies beyond ``head``."""
    at, turned = 2, False
    while at + 4 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF or marker in _JPEG_ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(head[at + 2 : at + 4], "big")
        body = head[at + 4 : at + 2 + length]
        if marker in _JPEG_FRAMES:
            if len(body) < 5:
                return None
            height, width = struct.unpack(">HH", body[1:5])
            return (height, width) if turned else (width, height)
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            turned = _exif_orientation(body[6:]) in _LYING
        at += 2 + max(length, 2)
    return None


def _exif_orientation(tiff: bytes) -> int | None:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return None
    (start,) = struct.unpack(order + "I", tiff[4:8])
    if start + 2 > len(tiff):
        return None
    (count,) = struct.unpack(order + "H", tiff[start : start + 2])
    for entry in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack(order + "HHIH", tiff[entry : entry + 10])
        if tag == _ORIENTATION:
            return int(value)
    return None
