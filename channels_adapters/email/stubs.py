"""What stands for a mail that cannot be taken whole: its head, and why."""

import re

MIB = 1024 * 1024

TOO_LARGE = (
    "[{size} MB: too large to be taken. The whole mail lies in the mailbox. / "
    "Terlalu besar untuk diambil. Email lengkapnya ada di kotak surat.]"
)
NOT_HANDED_OVER = (
    "[The mail server does not hand this mail over. It lies in the mailbox. / "
    "Server email tidak menyerahkan email ini. Email ini ada di kotak surat.]"
)


def too_large(head: bytes, size: int) -> bytes:
    return _stub(head, TOO_LARGE.format(size=round(size / MIB)))


def not_handed_over(head: bytes) -> bytes:
    return _stub(head, NOT_HANDED_OVER)


def _stub(head: bytes, words: str) -> bytes:
    lines = re.sub(rb"\r?\n", b"\n", head).rstrip(b"\n")
    kept = re.sub(rb"(?im)^(content-[\w-]+|mime-version):.*(\n[ \t].*)*\n?", b"", lines + b"\n")
    return kept + b"Content-Type: text/plain; charset=utf-8\n\n" + words.encode() + b"\n"
