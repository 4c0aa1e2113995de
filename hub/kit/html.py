"""Between html and plain text, both ways."""

import re
from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hub.kit.text_tables import table_as_text

BLOCKS = {
    *("p", "div", "li", "pre", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "footer", "section", "article"),
}

LINK = re.compile(r"\bhttps?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]}]")

KEPT_SPACE = "\ue000"
"""Stands for a space of preformatted text until all is put together."""

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
    lines = said.replace(KEPT_SPACE, " ").split("\n")
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
            kept = text.replace(" ", KEPT_SPACE).replace("\t", KEPT_SPACE * 4)
            yield kept if _preformatted(node) else re.sub(r"\s+", " ", text)
        elif tag == "br":
            yield "\n"
        elif tag == "hr":
            yield "\n---\n"
        elif tag == "a":
            yield from self._link(node)
        elif tag == "img":
            named = (node.attributes.get("alt") or "").strip()
            yield f"[{named}]" if named else ""
        elif tag == "blockquote":
            yield "\n" + _marked(_text(self.inside(node)), "> ", "> ") + "\n\n"
        elif tag in ("ul", "ol"):
            yield "\n" + "\n".join(self._items(node)) + "\n\n"
        elif tag == "table":
            yield "\n" + "\n".join(self._table(node)) + "\n\n"
        elif tag in BLOCKS:
            gap = _gap(node)
            yield "\n" + _text(self.inside(node)) + gap
        elif tag not in DROPPED:
            yield from self.inside(node)

    def _items(self, node: LexborNode) -> Iterator[str]:
        items = [child for child in node.iter() if child.tag == "li"]
        start = node.attributes.get("start") or ""
        for number, item in enumerate(items, int(start) if start.isdecimal() else 1):
            mark = f"{number}. " if node.tag == "ol" else "- "
            yield _marked(_text(self.inside(item)), mark, " " * len(mark))

    def _table(self, node: LexborNode) -> list[str]:
        rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in _rows(node)]
        heads = bool(rows) and all(cell.tag == "th" for cell in rows[0])
        said = [[_text(self.inside(cell)).strip() for cell in row] for row in rows]
        return table_as_text(said, heads=heads)

    def _link(self, node: LexborNode) -> Iterator[str]:
        said, address = "".join(self.inside(node)), node.attributes.get("href") or ""
        yield said
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        if bare and bare.rstrip("/") != said.strip().rstrip("/"):
            yield f" <{bare}>"


def _gap(node: LexborNode) -> str:
    if node.tag in ("div", "li"):
        return "\n"
    # The items below an item stand close to it.
    below = node.next.tag if node.next and node.parent and node.parent.tag == "li" else None
    return "" if below in ("ul", "ol") else "\n\n"


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """Its own, not those of a table in one of its cells."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")


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
