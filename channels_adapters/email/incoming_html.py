"""Html that strangers wrote: what of it is kept, and what it says as text.

An allow list. Pictures are those that came along (``cid:``), small ones in place (``data:``) and, with
their address kept and loaded only when somebody asks for it, those of the web.
"""

import re
from urllib.parse import unquote

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from channels_adapters.kit.cleaning import clean_text

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
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign"},
    "ol": {"start", "type"},
    "blockquote": {"type"},
    "div": {"dir"},
    "p": {"dir"},
}
REMOVED_WHOLE = {"script", "style", "title", "noscript", "textarea", "select", "template"}

LARGEST_IN_PLACE = 64 * 1024
LARGEST = 2_000_000
"""Characters of html that are looked at."""

IN_PLACE = re.compile(r"data:image/(png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\s]+", re.I)
LINK = re.compile(r"\s*(https?:|mailto:|tel:)", re.I)
PICTURE = re.compile(r"\s*(https?:|cid:)", re.I)

BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "pre"),
    *("blockquote", "hr", "dl", "dt", "dd", "address", "center", "section", "article", "header"),
    *("footer", "tbody", "thead", "form", "fieldset", "caption"),
}
APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre"}
SILENT = {"script", "style", "title", "head", "noscript", "template", "textarea", "select"}
DEEPEST = 200


def safe(html: str) -> str | None:
    """None when nothing is left of it, or it cannot be read at all."""
    try:
        kept: str = nh3.clean(
            html[:LARGEST],
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
    if name in ("width", "height", "colspan", "rowspan"):
        return value if re.fullmatch(r"\d{1,4}%?", value) else None
    return value


def pictures_named(html: str) -> set[str]:
    """Content-IDs that pictures in it name, lower-case."""
    named = re.findall(r"""["'(\s=]cid:([^"')\s>]{1,500})""", html, re.I)
    return {unquote(one).strip("<>").lower() for one in named}


def text_of_html(html: str) -> str:
    """As it reads, line by line."""
    try:
        root = LexborHTMLParser(html[:LARGEST]).root
    except Exception:
        return clean_text(re.sub(r"<[^>]*>", " ", html))
    if root is None:
        return ""
    lines: list[str] = [""]
    _write(root, lines)
    text = "\n".join(re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in lines)
    return clean_text(re.sub(r"\n{3,}", "\n\n", text))


def _write(root: LexborNode, lines: list[str]) -> None:
    """Without recursion: mails nest tables by the hundred."""
    stack: list[tuple[LexborNode, bool, int]] = [(root, False, 0)]
    quotes = 0
    while stack:
        node, leaving, depth = stack.pop()
        tag = node.tag or ""
        if leaving:
            if tag == "blockquote":
                quotes -= 1
            _break(lines, apart=tag in APART, quotes=quotes)
            continue
        if tag == "-text":
            words = node.text(deep=False) if node.text_content is None else node.text_content
            _say(lines, words or "", quotes)
            continue
        if tag in SILENT or (tag.startswith("-") and tag not in ("-document", "-undef")):
            continue
        if tag == "br":
            lines.append("> " * quotes)
            continue
        if tag == "img":
            continue
        if tag in ("td", "th"):
            _say(lines, " ", quotes)
        is_block = tag in BLOCKS
        if tag == "blockquote":
            quotes += 1
        if is_block:
            _break(lines, apart=tag in APART, quotes=quotes)
            if tag == "li":
                _say(lines, "- ", quotes)
            stack.append((node, True, depth))
        children = list(node.iter(include_text=True, skip_empty=False))
        stack.extend((child, False, depth + 1) for child in reversed(children))


def _say(lines: list[str], words: str, quotes: int) -> None:
    words = re.sub(r"\s+", " ", words)
    if not lines[-1].strip("> "):
        words = words.lstrip()
        lines[-1] = "> " * quotes
    lines[-1] += words


def _break(lines: list[str], *, apart: bool, quotes: int) -> None:
    if lines[-1].strip("> "):
        lines.append("> " * quotes)
    else:
        lines[-1] = "> " * quotes
    if apart and len(lines) > 1 and lines[-2].strip("> "):
        lines.append("> " * quotes)
