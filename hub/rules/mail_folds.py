"""What of a mail's html was quoted, and what is its signature: folded away, never lost.

Only what stands at the end is folded. An answer between the lines of a quote, or below it, stays.
"""

import re
from collections.abc import Callable
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from channels_adapters.kit.quote_marks import QUOTE, SIGNATURE
from channels_adapters.kit.quote_words import (
    BEGINS,
    DATED,
    FLAT_HEADS,
    FORWARD,
    ORIGINAL,
    SENT_FROM,
    WROTE_WORDS,
)

WROTE = re.compile(rf".{{0,300}}\b(?:{WROTE_WORDS})[^:：]{{0,120}}[:：]", re.I)
LABEL = re.compile(r"[\w ]{1,20}\s*[:：]")
SEPARATOR = re.compile(rf"[-_=]{{2,}}\s*(?:{ORIGINAL})\s*[-_=]{{2,}}", re.I)
DASHES = re.compile(r"--\s?")

DEEPEST = 8
MOST_ROWS = 20
"""Of a table that is no more than a frame."""
LONGEST_INTRODUCTION, LONGEST_HEAD, MOST_HEAD_NODES = 400, 600, 30
MOST_HEADS = 200
"""Lines that begin like the head of a mail and are looked at closely: a form has as many."""
BOXES = ("div", "section")
IN_LINES = {"-text", "a", "b", "bdi", "em", "font", "i", "small", "span", "strong", "u"}
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e]")


def folded(html: str, quote: str, signature: str) -> str:
    """The html with what was quoted at its end in a fold named ``quote``, a signature in its own."""
    body = LexborHTMLParser(html).body
    if body is None:
        return html
    _fold_end(body, quote, signature, DEEPEST)
    return body.inner_html or ""


def _fold_end(holder: LexborNode, quote: str, signature: str, depth: int) -> None:
    children = list(holder.iter(include_text=True, skip_empty=False))
    children = _with_line_apart(holder, children)
    block = _first(children, _is_quote)
    signs = _signature_begins(children)
    end = signs if signs is not None and block is not None and signs > block else len(children)
    begins = _quote_begins(children[:end])
    if begins is None or not _any_words(children[:begins]):
        begins, end = len(children), len(children)
    if signs is not None and signs >= begins:
        signs = None
    new = children[:begins] if signs is None else children[:signs]
    if not _any_words(new):
        signs, new = None, children[:begins]
    if depth and signs is None:
        # The end may lie in a box of its own.
        words = [child for child in new if _text(child)]
        box = _box(words[-1]) if words else None
        if box is not None:
            _fold_end(box, quote, signature, depth - 1)
    parts = [
        _html(new),
        _fold(signature, children[signs:begins], "signature") if signs is not None else "",
        _fold(quote, children[begins:end], "quoted"),
        _fold(signature, children[end:], "signature"),
    ]
    if any(parts[1:]):
        holder.inner_html = "".join(parts)


def _box(node: LexborNode) -> LexborNode | None:
    """What holds the end: a box, or the only cell of a table that is there for its frame."""
    if node.tag != "table":
        return node if node.is_element_node and node.tag != "blockquote" else None
    rows = [row for part in node.iter() for row in ([part] if part.tag == "tr" else part.iter())]
    if len(rows) > MOST_ROWS:
        return None
    cells = [cell for row in rows if row.tag == "tr" for cell in row.iter() if _text(cell)]
    return cells[0] if len(cells) == 1 else None


def _with_line_apart(holder: LexborNode, children: list[LexborNode]) -> list[LexborNode]:
    """The line before a quote as a box of its own, where it ends one that says something else."""
    block = _first(children, _is_quote)
    at = next((at for at in range((block or 0) - 1, -1, -1) if _text(children[at])), None)
    if at is None or children[at].tag not in ("p", "div"):
        return children
    tag, (before, line) = children[at].tag, _last_line(children[at])
    if not _any_words(before) or not _introduce(" ".join(filter(None, map(_text, line)))):
        return children
    holder.inner_html = (
        f"{_html(children[:at])}<{tag}>{_html(before)}</{tag}><{tag}>{_html(line)}</{tag}>"
        f"{_html(children[at + 1 :])}"
    )
    return list(holder.iter(include_text=True, skip_empty=False))


def _last_line(box: LexborNode) -> tuple[list[LexborNode], list[LexborNode]]:
    """What stands in it before its last line, and that line."""
    inside = list(box.iter(include_text=True, skip_empty=False))
    is_said = False
    for at in range(len(inside) - 1, -1, -1):
        if inside[at].tag == "br" and is_said:
            return inside[:at], inside[at + 1 :]
        is_said = is_said or _any_words([inside[at]])
    return [], inside


def _quote_begins(children: list[LexborNode]) -> int | None:
    """Where the quote at the end begins, the line that introduces it included."""
    likely = (at for at, child in enumerate(children) if _may_be_head(child))
    head = next((at for at in islice(likely, MOST_HEADS) if _is_head(children, at)), None)
    block = _first(children, _is_quote)
    if head is not None and (block is None or head < block):
        return _with_rule(children, head)
    if block is None or any(_text(one) and not _is_quote(one) for one in children[block:]):
        return None
    if any(FORWARD.search(_text(one)) for one in children[block:]):
        return None
    start = block
    while start and not _text(children[start - 1]):
        start -= 1
    if (line := _line_begins(children[:start])) < start:
        return line
    while start and (not _text(children[start - 1]) or _introduces(children[start - 1])):
        start -= 1
    return start


def _line_begins(children: list[LexborNode]) -> int:
    """Where the pieces begin that together introduce a quote, if those at the end do."""
    words, at = "", len(children)
    while at and children[at - 1].tag in IN_LINES and len(words) <= LONGEST_INTRODUCTION:
        at -= 1
        words = f"{_text(children[at])} {words}".strip()
        if BEGINS.match(words) and _introduce(words):
            return at
    return len(children)


def _with_rule(children: list[LexborNode], at: int) -> int:
    """The line that is drawn above it belongs to it."""
    while at and (children[at - 1].tag in ("hr", "br") or not _text(children[at - 1])):
        at -= 1
    return at


def _may_be_head(node: LexborNode) -> bool:
    text = _text(node)
    marked = _marked(node) == QUOTE or SEPARATOR.match(text) is not None
    return marked or LABEL.match(text) is not None


def _is_head(children: list[LexborNode], at: int) -> bool:
    """The head of the mail that is quoted below it, in one box or line by line; or the mark of one."""
    node = children[at]
    if _marked(node) == QUOTE:
        return not FORWARD.search(_text(node))
    text = _text(node)
    if SEPARATOR.match(text):
        return True
    if not LABEL.match(text):
        return False
    for after in children[at + 1 : at + MOST_HEAD_NODES]:
        if len(text) > LONGEST_HEAD:
            break
        text += f" {_text(after)}"
    return any(head.match(text) for head in FLAT_HEADS)


def _is_quote(node: LexborNode, depth: int = DEEPEST) -> bool:
    """A quote, or a box that holds nothing but one and the line before it."""
    if node.tag == "blockquote":
        return True
    if node.tag not in BOXES or not depth:
        return False
    inside = [one for one in node.iter(include_text=True) if _text(one)]
    begins = next((at for at, one in enumerate(inside) if _is_quote(one, depth - 1)), None)
    if begins is None or not all(_is_quote(one, depth - 1) for one in inside[begins:]):
        return False
    return not begins or _introduce(" ".join(map(_text, inside[:begins])))


def _introduces(node: LexborNode) -> bool:
    text = _text(node)
    if node.tag in ("p", "div") and _any_words(_last_line(node)[0]) and not BEGINS.match(text):
        return False
    return _introduce(text)


def _introduce(text: str) -> bool:
    """Whatever the language: a line that names a day or an address, and ends with a colon."""
    if len(text) > LONGEST_INTRODUCTION or text[-1:] not in (":", "："):
        return False
    return WROTE.fullmatch(text) is not None or DATED.search(text) is not None


def _signature_begins(children: list[LexborNode]) -> int | None:
    """At its mark, at two dashes, or at the line that a telephone writes last."""
    marked = _first(children, lambda one: _marked(one) == SIGNATURE or _is_dashes(one))
    if marked is not None:
        return marked
    last = next((at for at in range(len(children) - 1, -1, -1) if _text(children[at])), None)
    return last if last is not None and SENT_FROM.fullmatch(_text(children[last])) else None


def _is_dashes(node: LexborNode) -> bool:
    return DASHES.fullmatch(_text(node)) is not None


def _marked(node: LexborNode) -> str | None:
    if not node.is_element_node:
        return None
    said = node.attributes
    return said.get("id") or said.get("class")


def _first(children: list[LexborNode], is_it: Callable[[LexborNode], bool]) -> int | None:
    return next((at for at, child in enumerate(children) if is_it(child)), None)


def _text(node: LexborNode) -> str:
    return " ".join(DIRECTION.sub("", node.text(separator=" ")).split())


def _any_words(nodes: list[LexborNode]) -> bool:
    return any(_text(node) or "<img" in (node.html or "") for node in nodes)


def _html(nodes: list[LexborNode]) -> str:
    return "".join(node.html or "" for node in nodes)


def _fold(title: str, nodes: list[LexborNode], kind: str) -> str:
    return fold(title, _html(nodes), kind) if _any_words(nodes) else _html(nodes)


def fold(title: str, html: str, kind: str) -> str:
    return f'<details class="{kind}"><summary>{title}</summary>{html}</details>'
