"""The types of files that people may send, each known by its bytes."""

from dataclasses import dataclass

from models.words import AttachmentKind


@dataclass(frozen=True)
class FileType:
    """``extensions`` are the names it may keep, the usual one first. ``inline`` may be shown in place.

    Inline is only what a browser draws or plays without running anything from the file. PDF is
    not among it, and neither are HEIC and AMR, which most browsers cannot show.
    """

    mime: str
    kind: AttachmentKind
    extensions: tuple[str, ...]
    inline: bool = False


def _image(mime: str, *extensions: str) -> FileType:
    return FileType(mime, AttachmentKind.IMAGE, extensions, inline=True)


def _audio(mime: str, *extensions: str) -> FileType:
    return FileType(mime, AttachmentKind.AUDIO, extensions, inline=True)


def _video(mime: str, *extensions: str) -> FileType:
    return FileType(mime, AttachmentKind.VIDEO, extensions, inline=True)


def _document(mime: str, *extensions: str) -> FileType:
    return FileType(mime, AttachmentKind.DOCUMENT, extensions)


JPEG = _image("image/jpeg", "jpg", "jpeg", "jfif")
PNG = _image("image/png", "png")
GIF = _image("image/gif", "gif")
WEBP = _image("image/webp", "webp")
HEIC = _document("image/heic", "heic", "heif")
MP3 = _audio("audio/mpeg", "mp3")
M4A = _audio("audio/mp4", "m4a")
OGG = _audio("audio/ogg", "ogg", "oga", "opus")
WAV = _audio("audio/wav", "wav")
AAC = _audio("audio/aac", "aac")
AMR = FileType("audio/amr", AttachmentKind.AUDIO, ("amr",))
WEBM_AUDIO = _audio("audio/webm", "weba", "webm")
MP4 = _video("video/mp4", "mp4", "m4v")
MOV = _video("video/quicktime", "mov")
WEBM = _video("video/webm", "webm")
PDF = _document("application/pdf", "pdf")
TEXT = _document("text/plain", "txt", "log", "md")
CSV = _document("text/csv", "csv")
ZIP = _document("application/zip", "zip")
DOC = _document("application/msword", "doc")
XLS = _document("application/vnd.ms-excel", "xls")
PPT = _document("application/vnd.ms-powerpoint", "ppt")

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = _document(_OPEN_XML + "wordprocessingml.document", "docx")
XLSX = _document(_OPEN_XML + "spreadsheetml.sheet", "xlsx")
PPTX = _document(_OPEN_XML + "presentationml.presentation", "pptx")

ALLOWED = (
    *(JPEG, PNG, GIF, WEBP, HEIC),
    *(MP3, M4A, AAC, AMR, OGG, WAV, WEBM_AUDIO),
    *(MP4, MOV, WEBM),
    *(PDF, TEXT, CSV, DOC, DOCX, XLS, XLSX, PPT, PPTX, ZIP),
)

ALLOWED_IN_WORDS = (
    "pictures (JPEG, PNG, GIF, WebP, HEIC), audio (MP3, M4A, AAC, AMR, OGG, Opus, WAV), "
    "video (MP4, MOV, WebM), PDF, Word, Excel and PowerPoint files without macros, "
    "plain text, CSV and ZIP"
)

BY_MIME = {type.mime: type for type in ALLOWED}

_ALSO_CALLED = (
    *("image/jpg", "image/heif", "audio/mp3", "audio/m4a", "audio/x-m4a", "audio/opus"),
    *("audio/wave", "audio/x-wav", "video/x-m4v", "video/3gpp", "text/markdown"),
    *("text/comma-separated-values", "application/csv", "application/x-zip-compressed"),
)
OFFERED = tuple(sorted({*BY_MIME, *_ALSO_CALLED}))
"""For file choosers: the types, and what some browsers and systems call them."""

SCRIPT_EXTENSIONS = frozenset(
    {
        *("app", "asp", "aspx", "bash", "bat", "class", "cmd", "com", "command", "cpl"),
        *("csh", "desktop", "dll", "exe", "hta", "htm", "html", "inf", "jar", "js"),
        *("jse", "jsp", "ksh", "lnk", "lua", "mht", "mhtml", "mjs", "msi", "php"),
        *("phtml", "pif", "pl", "ps1", "psm1", "py", "pyw", "rb", "reg", "scf"),
        *("scr", "sh", "shtml", "svg", "svgz", "swf", "url", "vb", "vbe", "vbs"),
        *("wsf", "wsh", "xht", "xhtml", "xml", "xsl", "zsh"),
    }
)
"""Plain text under one of these names is a program or markup, so it is refused."""

KNOWN_EXTENSIONS = SCRIPT_EXTENSIONS | {name for type in ALLOWED for name in type.extensions}
"""Extensions that are taken off a name when they do not fit the bytes."""
