"""Which type the first bytes of a file show. Names and declared types are only believed within one.

The three containers whose type their start does not settle (ZIP, the old Office format, text) are
told apart by ``file_safety`` while the rest passes.
"""

import re
from collections.abc import Callable

from hub.rules import file_types as types
from hub.rules.file_types import FileType
from hub.rules.image_size import Size, gif_size, jpeg_size, png_size, webp_size

ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

HEAD_BYTES = 64 * 1024
"""How much of a file is looked at as its start; a shorter start is the whole file."""

_MP4_BRANDS = {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso8", b"mp41", b"mp42"}
_MP4_BRANDS |= {b"avc1", b"dash", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"mp71", b"f4v "}
_M4A_BRANDS = {b"M4A ", b"M4B "}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"}
_OGG_CODECS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC", b"fLaC")

_MP3_BITRATES = (
    # kbit/s by index, layer III: MPEG 1, then MPEG 2 and 2.5
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}

_MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s*(<[a-zA-Z!?/%]|#!|%!PS|\{\\rtf)", re.IGNORECASE)
"""Starts that make text a page, a script or a program for a printer."""


def image_of(head: bytes) -> tuple[FileType, Size | None] | None:
    """A picture and its size. A bare signature with something else behind it is none."""
    readers: tuple[tuple[bytes, FileType, Callable[[bytes], Size | None]], ...] = (
        (b"\x89PNG\r\n\x1a\n", types.PNG, png_size),
        (b"GIF87a", types.GIF, gif_size),
        (b"GIF89a", types.GIF, gif_size),
        (b"\xff\xd8\xff", types.JPEG, jpeg_size),
    )
    for start, type, size_of in readers:
        if head.startswith(start):
            size = size_of(head)
            if size is None and (type is not types.JPEG or not _may_be_later(head)):
                return None
            return (type, size) if size is None or min(size) > 0 else None
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        size = webp_size(head)
        return (types.WEBP, size) if size and min(size) > 0 else None
    return None


def _may_be_later(head: bytes) -> bool:
    """Large colour profiles push the frame of a JPEG far back, never out of the file."""
    return len(head) >= HEAD_BYTES and 0xE0 <= head[3] <= 0xFE


def sound_or_film_of(head: bytes, says_audio: bool) -> FileType | None:
    """``says_audio`` is the sender's word, believed where one container serves both."""
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12], says_audio)
    if head[:4] == b"\x1a\x45\xdf\xa3":
        if b"\x42\x82\x84webm" not in head[:128]:
            return None
        return types.WEBM_AUDIO if says_audio else types.WEBM
    if head[:4] == b"OggS" and len(head) > 28:
        return types.OGG if head[27 + head[26] :].startswith(_OGG_CODECS) else None
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return types.WAV
    if head[:3] == b"ID3" and len(head) > 10 and head[3] < 5 and max(head[6:10]) < 0x80:
        return types.MP3
    if head.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return types.AMR
    if _is_aac_frame(head):
        return types.AAC
    return types.MP3 if _is_mp3_frame(head) else None


def _by_brand(brand: bytes, says_audio: bool) -> FileType | None:
    if brand in _M4A_BRANDS:
        return types.M4A
    if brand in _MP4_BRANDS or brand[:3] == b"3gp":
        return types.M4A if says_audio else types.MP4
    if brand == b"qt  ":
        return types.MOV
    return types.HEIC if brand in _HEIC_BRANDS else None


def _is_aac_frame(head: bytes) -> bool:
    """As with MP3: a header that a second one follows where its frame ends."""
    length = _aac_frame_length(head)
    if length is None:
        return False
    return len(head) <= length + 7 or _aac_frame_length(head[length : length + 7]) is not None


def _aac_frame_length(head: bytes) -> int | None:
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return None
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length >= 7 and head[2] >> 2 & 15 < 13 else None


def _is_mp3_frame(head: bytes) -> bool:
    """A valid frame header that a second one follows exactly where the first one ends."""
    length = _mp3_frame_length(head)
    if length is None:
        return False
    return len(head) <= length + 4 or _mp3_frame_length(head[length : length + 4]) is not None


def _mp3_frame_length(head: bytes) -> int | None:
    if len(head) < 4:
        return None
    word = int.from_bytes(head[:4], "big")
    version, layer = word >> 19 & 3, word >> 17 & 3
    bitrate, rate, padding = word >> 12 & 15, word >> 10 & 3, word >> 9 & 1
    if word >> 21 != 0x7FF or version == 1 or layer != 1 or not 0 < bitrate < 15 or rate == 3:
        return None
    first = version == 3
    kilobits = _MP3_BITRATES[0 if first else 1][bitrate]
    return (144 if first else 72) * kilobits * 1000 // _MP3_RATES[version][rate] + padding


def is_markup_or_script(head: bytes) -> bool:
    return _MARKUP.match(head) is not None
