"""Html that staff write into mails: what of it is kept.

An allow list, in three widths: what is written, what a signature may hold, and what is quoted of
somebody else's mail. Pictures are only those that go along with the mail (``cid:``).
"""

import re

import nh3

from hub.kit.html import plain_of
from hub.rules.blank_text import is_blank_text

WRITTEN_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "blockquote", "pre", "code", "ul", "ol", "li"),
    *("strong", "b", "em", "i", "u", "s", "a", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}

SIGNED_TAGS = WRITTEN_TAGS - {"img"}

QUOTED_TAGS = SIGNED_TAGS | {"div", "span", "h4", "h5", "h6"}

ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}

NUMBERS = {"width", "height", "colspan", "rowspan", "start"}
"""Attributes that count; 1 is what they are without being said."""

OWN_FILE = re.compile(r"(?:cid:|/api/v1/attachments/)([0-9a-f]{24})")
"""How a picture in what is written names a file of ours."""

WRITTEN_LINK = re.compile(r"\s*(https?:|mailto:)", re.I)
QUOTED_LINK = re.compile(r"\s*(https?:|mailto:|tel:)", re.I)

NO_PICTURE = re.compile(r"""<img(?:\s+(?!src=)[a-z]+="[^"]*")*\s*/?>""")
"""One that names no file of ours has lost its address."""


def written_safely(html: str) -> str:
    """What an agent has written, fit to be stored, shown and sent."""
    return NO_PICTURE.sub("", _clean(html, WRITTEN_TAGS, WRITTEN_LINK))


def signed_safely(html: str) -> str:
    """A signature: like what is written, but its pictures would come from nowhere."""
    return _clean(html, SIGNED_TAGS, WRITTEN_LINK)


def quoted_safely(html: str) -> str:
    """Somebody's mail below our own: its words and structure, no pictures."""
    return _clean(html, QUOTED_TAGS, QUOTED_LINK)


def files_in(html: str) -> list[str]:
    """Ids of the files whose pictures stand in what was written."""
    return list(dict.fromkeys(re.findall(r'src="cid:([0-9a-f]{24})"', html)))


def is_blank(html: str) -> bool:
    """Whether nothing to read or see is left of it when it is made safe."""
    clean = written_safely(html)
    return 'src="cid:' not in clean and is_blank_text(plain_of(clean))


def _clean(html: str, tags: set[str], links: re.Pattern[str]) -> str:
    def kept(tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("img", "src"):
            found = OWN_FILE.fullmatch(value)
            return f"cid:{found.group(1)}" if found else None
        if (tag, name) == ("a", "href"):
            return value.strip() if links.match(value) else None
        if name in NUMBERS:
            return value if re.fullmatch(r"[1-9]\d{0,3}", value) and value != "1" else None
        return value

    return nh3.clean(
        html,
        tags=tags,
        attributes=ATTRIBUTES,
        attribute_filter=kept,
        clean_content_tags={"script", "style", "title", "noscript", "textarea", "select"},
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        link_rel=None,
        strip_comments=True,
    )
