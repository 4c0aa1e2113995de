"""What a mail was found to be made of, and whether that says anything."""

import re
from dataclasses import dataclass, field
from html import escape

STUBS = re.compile(
    r"(this (message|e-?mail) is in html|your (e-?mail|mail) (client|program|reader) (does not|cannot"
    r"|doesn't)|please view (this|it) in|(requires?|use|need) an? html)",
    re.I,
)
"""What stands in a plain part that says nothing."""
LONGEST_STUB = 400


@dataclass
class File:
    name: str
    mime: str
    content: bytes
    content_id: str | None = None
    location: str = ""
    """By what address the html may name it (RFC 2557)."""
    is_attached: bool = False
    was_within: bool = False
    """It stood in the text, or in another file."""


@dataclass
class Found:
    """``plain`` and ``html``: the bodies in their order; ``as_sent``: what was changed
    of a plain one, as it came. ``spare``: what else speaks, where no body does, and ``spare_html``. ``reports``: parts of a bounce, read as mails.
    ``notice``: why it says nothing. ``was_cut``: there is more of it than was read.
    """

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    as_sent: dict[str, str] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    spare_html: list[str] = field(default_factory=list)
    reports: list[tuple[str, bytes]] = field(default_factory=list)
    notice: str = ""
    was_cut: bool = False

    def add_beside(self, other: "Found") -> None:
        """All of another but its bodies."""
        self.files += other.files
        self.spare += other.spare
        self.spare_html += other.spare_html
        self.as_sent |= other.as_sent
        self.reports += other.reports
        self.notice = self.notice or other.notice
        self.was_cut |= other.was_cut


def says(texts: list[str]) -> bool:
    return any(re.sub(r"[\s\u00a0\u200b-\u200d\ufeff]", "", one) for one in texts)


def all_said(texts: list[str]) -> list[str]:
    return [one for one in texts if says([one])]


def is_stub(plain: str) -> bool:
    return not says([plain]) or (len(plain) < LONGEST_STUB and STUBS.search(plain) is not None)


def as_html(plain: str) -> str:
    return f"<div>{escape(plain.strip()).replace(chr(10), '<br>')}</div>"
