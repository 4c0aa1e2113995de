"""Html that strangers wrote: what of it is kept.

An allow list. Pictures are those that came along (``cid:``), small ones in place (``data:``) and, with
their address kept and loaded only when somebody asks for it, those of the web.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from channels_adapters.email.tangled import is_tangled
from channels_adapters.kit.quote_marks import mark_of

TAGS = {
    *("p", "div", "span", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "center", "font"),
    *("a", "img", "b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "small", "big"),
    *("sub", "sup", "code", "pre", "tt", "blockquote", "q", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("abbr", "address", "cite", "kbd", "mark", "samp", "var"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "table": {"border"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign"},
    "ol": {"start", "type"},
    "blockquote": {"type"},
    "div": {"dir", "id", "class"},
    "p": {"dir"},
    "pre": {"class"},
    "span": {"class"},
    "br": {"id"},
}
REMOVED_WHOLE = {"script", "style", "title", "noscript", "textarea", "select", "template"}

HIDDEN = re.compile(
    r"(?:^|[;\s\"'])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I
)

LARGEST_IN_PLACE = 64 * 1024
LARGEST = 2_000_000
"""Characters of html that are looked at."""

IN_PLACE = re.compile(r"data:image/(png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\s]+", re.I)
LINK = re.compile(r"\s*(https?:|mailto:|tel:)", re.I)
PICTURE = re.compile(r"\s*(https?:|cid:)", re.I)


def visible(html: str) -> str:
    """Without what its own styles hide: previews for lists of mails, one form of it for each width."""
    if HIDDEN.search(html) is None:
        return html
    page = LexborHTMLParser(html)
    if page.body is None:
        return html
    for node in list(_hidden_in(page.body)):
        node.decompose()
    # Who hides all of it hides nothing.
    return (page.html if page.body.text().strip() else None) or html


def _hidden_in(root: LexborNode) -> Iterator[LexborNode]:
    """The outermost ones."""
    stack = [root]
    while stack:
        for node in stack.pop().iter():
            if HIDDEN.search(node.attributes.get("style") or ""):
                yield node
            else:
                stack.append(node)


def safe(html: str) -> str | None:
    """None when nothing is left of it, or it cannot be read at all."""
    if is_tangled(html[:LARGEST]):
        return None
    try:
        kept: str = nh3.clean(
            visible(html[:LARGEST]),
            tags=TAGS,
            attributes=ATTRIBUTES,
            attribute_filter=_attribute,
            clean_content_tags=REMOVED_WHOLE,
            url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
            link_rel="noopener noreferrer nofollow",
            strip_comments=True,
        )
    except (ValueError, RecursionError):
        return None
    return kept.strip() or None


def _attribute(tag: str, name: str, value: str) -> str | None:
    if (tag, name) == ("img", "src"):
        if PICTURE.match(value):
            return value.strip()
        small = len(value) <= LARGEST_IN_PLACE and IN_PLACE.fullmatch(value.strip())
        return value.strip() if small else None
    if (tag, name) == ("a", "href"):
        return value.strip() if LINK.match(value) else None
    if name in ("id", "class"):
        return mark_of(value)
    if name in ("width", "height", "colspan", "rowspan", "border"):
        return value if re.fullmatch(r"\d{1,4}%?", value) else None
    return value


def pictures_named(html: str) -> set[str]:
    """Content-IDs that pictures in it name, lower-case."""
    named = re.findall(r"""["'(\s=]cid:([^"')\s>]{1,500})""", html, re.I)
    return {unquote(one).strip("<>").lower() for one in named}
