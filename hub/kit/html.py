"""Between html and plain text, both ways."""

import re
from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = {
    *("p", "div", "li", "pre", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "tr", "header", "footer", "section", "article"),
}

LINK = re.compile(r"\bhttps?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]}]")

DROPPED = frozenset({"script", "style", "head", "title", "template"})


def plain_of(html: str) -> str:
    """What it says, for readers without html: list marks, quotes and the addresses of links kept."""
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    try:
        said = "".join(_Reader().inside(body))
    except RecursionError:
        # Nobody writes boxes a thousand deep: the words are kept, the form is not.
        said = body.text(separator="\n")
    lines = said.split("\n")
    text = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def html_of(text: str) -> str:
    """Plain text as paragraphs, its addresses of the web as links."""
    paragraphs = re.split(r"\n{2,}", text.strip("\n"))
    return "".join(f"<p>{_linked(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)


def _linked(text: str) -> str:
    parts, end = [], 0
    for found in LINK.finditer(text):
        address = escape(found.group())
        parts += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])])


class _Reader:
    def inside(self, node: LexborNode) -> Iterator[str]:
        for child in node.iter(include_text=True, skip_empty=False):
            yield from self._one(child)

    def _one(self, node: LexborNode) -> Iterator[str]:
        tag = node.tag
        if tag == "-text":
            text = node.text(deep=False)
            yield text if _preformatted(node) else re.sub(r"\s+", " ", text)
        elif tag == "br":
            yield "\n"
        elif tag == "hr":
            yield "\n---\n"
        elif tag == "a":
            yield from self._link(node)
        elif tag == "img":
            yield node.attributes.get("alt") or ""
        elif tag == "blockquote":
            yield "\n" + _marked(_text(self.inside(node)), "> ", "> ") + "\n\n"
        elif tag in ("ul", "ol"):
            yield "\n" + "\n".join(self._items(node)) + "\n\n"
        elif tag in ("td", "th"):
            yield "".join(self.inside(node)).strip() + "\t"
        elif tag in BLOCKS:
            gap = "\n" if tag in ("div", "tr", "li") else "\n\n"
            yield "\n" + _text(self.inside(node)) + gap
        elif tag not in DROPPED:
            yield from self.inside(node)

    def _items(self, node: LexborNode) -> Iterator[str]:
        items = [child for child in node.iter() if child.tag == "li"]
        for number, item in enumerate(items, 1):
            mark = f"{number}. " if node.tag == "ol" else "- "
            yield _marked(_text(self.inside(item)), mark, " " * len(mark))

    def _link(self, node: LexborNode) -> Iterator[str]:
        said, address = "".join(self.inside(node)), node.attributes.get("href") or ""
        yield said
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        if bare and bare.rstrip("/") != said.strip().rstrip("/"):
            yield f" <{bare}>"


def _text(pieces: Iterator[str]) -> str:
    lines = "".join(pieces).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip(" ") for line in lines)).strip("\n")


def _marked(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join((first if at == 0 else rest) + line for at, line in enumerate(lines))


def _preformatted(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag == "pre":
            return True
        parent = parent.parent
    return False
