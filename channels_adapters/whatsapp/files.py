"""Which files WhatsApp takes, and as what. Source: Cloud API, Media, Supported media types."""

from channels_adapters.base import SendRefused
from channels_adapters.kit.cleaning import base_mime
from models.envelopes import OutgoingFile

MB = 1024 * 1024
IMAGES = {"image/jpeg", "image/png"}
VIDEOS = {"video/mp4", "video/3gpp"}
AUDIOS = {"audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg"}
STICKERS = {"image/webp"}
DOCUMENTS = {
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

SIZES = {
    "image": 5 * MB,
    "video": 16 * MB,
    "audio": 16 * MB,
    "sticker": 100_000,
    "document": 100 * MB,
}
"""Bytes. An image, video or recording above its limit goes as a document."""

CAPTIONED = {"image", "video", "document"}

_OTHER_NAMES = {
    "audio/opus": "audio/ogg",
    "audio/x-m4a": "audio/mp4",
    "audio/m4a": "audio/mp4",
    "audio/mp3": "audio/mpeg",
    "image/jpg": "image/jpeg",
}

TAKEN = frozenset(
    {*IMAGES, *VIDEOS, *AUDIOS, *STICKERS, *DOCUMENTS, *_OTHER_NAMES, "text/csv", "text/markdown"}
)
"""All that may be sent, under whatever name we know it."""


def mime_of(file: OutgoingFile) -> str:
    """As Meta names it. Text of any sort is plain text to it."""
    mime = base_mime(file.mime)
    mime = _OTHER_NAMES.get(mime, mime)
    return "text/plain" if mime.startswith("text/") else mime


def type_of(file: OutgoingFile) -> str:
    """The type of message that carries it. Raises SendRefused."""
    mime = mime_of(file)
    of_mime = (("image", IMAGES), ("video", VIDEOS), ("audio", AUDIOS), ("sticker", STICKERS))
    for type, mimes in of_mime:
        if mime in mimes and file.size <= SIZES[type]:
            return type
    if not any(mime in mimes for mimes in (IMAGES, VIDEOS, AUDIOS, STICKERS, DOCUMENTS)):
        raise SendRefused("file_type", f"WhatsApp does not take files of type {mime}")
    if file.size > SIZES["document"]:
        raise SendRefused("file_size", "WhatsApp takes files up to 100 MB")
    return "document"


def takes_caption(file: OutgoingFile) -> bool:
    try:
        return type_of(file) in CAPTIONED
    except SendRefused:
        return False
