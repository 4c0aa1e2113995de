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

QUOTED_TAGS = WRITTEN_TAGS - {"img"} | {"div", "span", "h4", "h5", "h6"}

ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}

OWN_FILE = re.compile(r"(?:cid:|/api/v1/attachments/)([0-9a-f]{24})")
"""How a picture in what is written names a file of ours."""


def written_safely(html: str) -> str:
    """What an agent has written, fit to be stored, shown and sent."""
    return _clean(html, WRITTEN_TAGS)


def quoted_safely(html: str) -> str:
    """Somebody's mail below our own: its words and structure, no pictures."""
    return _clean(html, QUOTED_TAGS)


def files_in(html: str) -> list[str]:
    """Ids of the files whose pictures stand in what was written."""
    return list(dict.fromkeys(re.findall(r'src="cid:([0-9a-f]{24})"', html)))


def is_blank(html: str) -> bool:
    """Whether nothing to read or see is left of it when it is made safe."""
    clean = written_safely(html)
    return 'src="cid:' not in clean and is_blank_text(plain_of(clean))


def _clean(html: str, tags: set[str]) -> str:
    return nh3.clean(
        html,
        tags=tags,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        clean_content_tags={"script", "style", "title", "noscript", "textarea", "select"},
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        link_rel=None,
        strip_comments=True,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if (tag, name) == ("img", "src"):
        found = OWN_FILE.fullmatch(value)
        return f"cid:{found.group(1)}" if found else None
    if (tag, name) == ("a", "href"):
        return value if re.match(r"(?i)https?:|mailto:|tel:", value) else None
    return value
