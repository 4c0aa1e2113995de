"""Small true files of every allowed type, made on the spot, and files that pretend to be one."""

import io
import random
import struct
import wave
import zipfile
import zlib


def png(width: int = 3, height: int = 2) -> bytes:
    def block(kind: bytes, body: bytes) -> bytes:
        checked = kind + body
        return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x10\x80\xf0" * min(width, 64)) * min(height, 64))
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + block(b"IHDR", header) + block(b"IDAT", rows) + block(b"IEND", b"")


def gif(width: int = 5, height: int = 4) -> bytes:
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    picture = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + screen + picture + b";"


def jpeg(width: int = 7, height: int = 6, *, orientation: int | None = None) -> bytes:
    """The segments of a baseline JPEG; nothing here draws it."""
    parts = [b"\xff\xd8"]
    if orientation is not None:
        entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
        tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + b"\0\0\0\0"
        parts.append(_segment(0xE1, b"Exif\0\0" + tiff))
    else:
        parts.append(_segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"))
    parts.append(_segment(0xDB, b"\0" + bytes(64)))
    parts.append(_segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"))
    return b"".join([*parts, _segment(0xDA, b"\x01\x01\0\0\x3f\0"), b"\x00", b"\xff\xd9"])


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def webp(width: int = 9, height: int = 8) -> bytes:
    body = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(8)
    chunk = b"VP8L" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def iso_media(brand: bytes) -> bytes:
    """MP4, M4A, MOV or HEIC by their brand."""
    return struct.pack(">I", 20) + b"ftyp" + brand + bytes(4) + b"isom" + b"\0\0\0\x08mdat"


def webm() -> bytes:
    return b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + bytes(40)


def ogg(codec: bytes = b"OpusHead") -> bytes:
    return b"OggS" + bytes([0, 2]) + bytes(20) + b"\x01\x13" + codec + bytes(11)


def mp3() -> bytes:
    return (b"\xff\xfb\x90\x00" + bytes(413)) * 3


def mp3_with_tag() -> bytes:
    return b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) + mp3()


def aac() -> bytes:
    """Two frames of 64 bytes, 44.1 kHz, two channels."""
    return (b"\xff\xf1\x50\x80\x08\x1f\xfc" + bytes(57)) * 2


def amr() -> bytes:
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * 3


def wav() -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(160))
    return stream.getvalue()


def pdf() -> bytes:
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def zipped(names: list[str], body: bytes = b"text") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, body)
    return stream.getvalue()


def office(part: str, *more: str) -> bytes:
    return zipped(["[Content_Types].xml", "_rels/.rels", part, *more])


def old_office(*streams: str) -> bytes:
    """The header and one directory sector of a compound file that holds these streams."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return header + bytes(70_000) + entries.ljust(512, b"\0")


def noise(size: int) -> bytes:
    """Bytes that do not compress, the same in every run."""
    return random.Random(size).randbytes(size)


ALLOWED: dict[str, tuple[str, bytes, str]] = {
    # case: declared name, bytes, the type they are
    "jpeg": ("a.jpg", jpeg(), "image/jpeg"),
    "png": ("a.png", png(), "image/png"),
    "gif": ("a.gif", gif(), "image/gif"),
    "webp": ("a.webp", webp(), "image/webp"),
    "heic": ("a.heic", iso_media(b"heic"), "image/heic"),
    "mp3": ("a.mp3", mp3(), "audio/mpeg"),
    "mp3 with a tag": ("a.mp3", mp3_with_tag(), "audio/mpeg"),
    "m4a": ("a.m4a", iso_media(b"M4A "), "audio/mp4"),
    "m4a of a phone": ("a.m4a", iso_media(b"mp42"), "audio/mp4"),
    "aac": ("a.aac", aac(), "audio/aac"),
    "amr of an older phone": ("a.amr", amr(), "audio/amr"),
    "opus": ("a.opus", ogg(), "audio/ogg"),
    "vorbis": ("a.ogg", ogg(b"\x01vorbis"), "audio/ogg"),
    "wav": ("a.wav", wav(), "audio/wav"),
    "mp4": ("a.mp4", iso_media(b"isom"), "video/mp4"),
    "mov": ("a.mov", iso_media(b"qt  "), "video/quicktime"),
    "webm": ("a.webm", webm(), "video/webm"),
    "pdf": ("a.pdf", pdf(), "application/pdf"),
    "text": ("a.txt", "Selamat pagi, Bu Siti — ☕".encode(), "text/plain"),
    "csv": ("a.csv", b"\xef\xbb\xbfnama;jumlah\nAna;3\n", "text/csv"),
    "zip": ("a.zip", zipped(["foto/1.jpg", "foto/2.jpg"]), "application/zip"),
    "docx": (
        "a.docx",
        office("word/document.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (
        "a.xlsx",
        office("xl/workbook.xml"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "pptx": (
        "a.pptx",
        office("ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "doc": ("a.doc", old_office("Root Entry", "WordDocument"), "application/msword"),
    "xls": ("a.xls", old_office("Root Entry", "Workbook"), "application/vnd.ms-excel"),
    "ppt": ("a.ppt", old_office("PowerPoint Document"), "application/vnd.ms-powerpoint"),
}

HTML = b"<!doctype html><script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

REFUSED: dict[str, tuple[str, bytes]] = {
    "a page": ("page.html", HTML),
    "a page named as a picture": ("holiday.png", HTML),
    "a page behind a byte order mark and blank lines": ("a.txt", b"\xef\xbb\xbf \r\n\t" + HTML),
    "svg": ("logo.svg", SVG),
    "svg named as a picture": ("logo.jpg", b'<?xml version="1.0"?>' + SVG),
    "a windows program": ("setup.exe", b"MZ\x90\0\x03\0\0\0" + bytes(200)),
    "a windows program named as a document": ("bill.pdf", b"MZ\x90\0\x03\0\0\0" + bytes(200)),
    "a linux program": ("tool", b"\x7fELF\x02\x01\x01" + bytes(200)),
    "a shell script": ("notes.txt", b"#!/bin/sh\nrm -rf ~\n"),
    "a shell script that calls itself sound": ("a.amr", b"#!AMR.sh\nrm -rf ~\n"),
    "noise that begins as sound": ("a.aac", b"\xff\xf1\x50\x80\x08\x1f\xfc" + bytes(200)),
    "a script by its name": ("run.js", b"alert(1)\n"),
    "a batch file": ("start.bat", b"del *.*\r\n"),
    "the mere signature of a png before a page": ("a.png", b"\x89PNG\r\n\x1a\n" + HTML),
    "the mere signature of a jpeg before a page": ("a.jpg", b"\xff\xd8\xff\xe0" + HTML),
    "a picture without size": ("a.gif", gif(0, 0)),
    "a page before a pdf": ("a.pdf", HTML + pdf()),
    "text with NUL": ("a.txt", b"hello\0world"),
    "text that is no utf-8": ("a.txt", "für".encode("latin-1")),
    "text in utf-16": ("a.txt", "hello".encode("utf-16")),
    "noise": ("a.jpg", noise(5000)),
    "noise after 70,000 good letters": ("a.txt", b"a" * 70_000 + b"\xff\xfe"),
    "half a letter at the end": ("a.txt", "é".encode()[:1]),
    "a java program": ("a.zip", zipped(["META-INF/MANIFEST.MF", "A.class"])),
    "an android program": ("a.zip", zipped(["AndroidManifest.xml", "classes.dex"])),
    "macros": ("a.docm", office("word/document.xml", "word/vbaProject.bin")),
    "macros named as harmless": ("a.docx", office("word/document.xml", "word/vbaProject.bin")),
    "old macros": ("a.doc", old_office("WordDocument", "VBA", "_VBA_PROJECT")),
    "an installer": ("a.msi", old_office("Root Entry", "SummaryInformation")),
    "a book": ("a.epub", zipped(["mimetype", "content.opf"])),
    "half a zip": ("a.zip", zipped(["a.txt", "b.txt"])[:-10]),
    "the mere signature of a zip": ("a.zip", b"PK\x03\x04" + bytes(100)),
    "matroska": ("a.webm", webm().replace(b"webm", b"matr")),
    "ogg without sound": ("a.ogg", ogg(b"\x80theora")),
    "rich text": ("a.rtf", b"{\\rtf1 hello}"),
}
