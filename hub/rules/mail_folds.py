"""What of a mail's html was quoted, and what is its signature: folded away, never lost.

Only what stands at the end is folded. An answer between the lines of a quote, or below it, stays.
"""

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

WROTE = re.compile(
    r"^(on|pada|am|le|el|il|op|den|em|dne|dnia)\b.{4,300}"
    r"(wrote|menulis|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu)\b.{0,200}:$",
    re.I | re.S,
)
OTHERS_HEAD = re.compile(
    r"^(-{2,}\s*(original message|pesan asli|ursprüngliche nachricht)"
    r"|(from|dari|von|de)\s*:.{3,200}\b(sent|date|dikirim|tanggal|gesendet|datum|to|kepada|an)\s*:)",
    re.I | re.S,
)
SIGNATURE = re.compile(r"^--\s?$")

DEEPEST = 8


def folded(html: str, quote: str, signature: str) -> str:
    """The html with what was quoted at its end in a fold named ``quote``, a signature in its own."""
    body = LexborHTMLParser(html).body
    if body is None:
        return html
    _fold_end(body, quote, signature, DEEPEST)
    return body.inner_html or ""


def _fold_end(holder: LexborNode, quote: str, signature: str, depth: int) -> None:
    children = list(holder.iter(include_text=True, skip_empty=False))
    signs = _first(children, lambda node: bool(SIGNATURE.match(_text(node))))
    begins = _quote_begins(children)
    ends = len(children) if begins is None else begins
    if signs is not None and signs < ends and _any_words(children[:signs]):
        inner = _html(children[:signs]) + _fold(signature, children[signs:ends], "signature")
    else:
        inner = _html(children[:ends])
    if begins is not None and _any_words(children[:begins]):
        holder.inner_html = inner + _fold(quote, children[begins:], "quoted")
    elif signs is not None and "<details" in inner:
        holder.inner_html = inner + _html(children[ends:])
    elif depth:
        # The end may lie in a box of its own.
        words = [child for child in children if _text(child)]
        if words and words[-1].is_element_node and words[-1].tag not in ("blockquote", "table"):
            _fold_end(words[-1], quote, signature, depth - 1)


def _quote_begins(children: list[LexborNode]) -> int | None:
    """Where the quote at the end begins, the line that introduces it included."""
    head = _first(children, lambda node: bool(OTHERS_HEAD.match(_text(node))))
    block = _first(children, _is_quote)
    if head is not None and (block is None or head < block):
        before = children[head - 1] if head else None
        return head - 1 if before is not None and before.tag == "hr" else head
    if block is None or any(_text(one) and not _is_quote(one) for one in children[block:]):
        return None
    start = block
    while start and (not _text(children[start - 1]) or WROTE.match(_text(children[start - 1]))):
        start -= 1
    return start


def _is_quote(node: LexborNode, depth: int = DEEPEST) -> bool:
    """A quote, or a box that holds nothing but one and the line before it."""
    if node.tag == "blockquote":
        return True
    if node.tag not in ("div", "section") or not depth:
        return False
    inside = [one for one in node.iter(include_text=True) if _text(one)]
    return bool(inside) and all(
        _is_quote(one, depth - 1) or (at == 0 and len(inside) > 1 and bool(WROTE.match(_text(one))))
        for at, one in enumerate(inside)
    )


def _first(children: list[LexborNode], is_it: Callable[[LexborNode], bool]) -> int | None:
    return next((at for at, child in enumerate(children) if is_it(child)), None)


def _text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _any_words(nodes: list[LexborNode]) -> bool:
    return any(_text(node) or "<img" in (node.html or "") for node in nodes)


def _html(nodes: list[LexborNode]) -> str:
    return "".join(node.html or "" for node in nodes)


def _fold(title: str, nodes: list[LexborNode], kind: str) -> str:
    return fold(title, _html(nodes), kind)


def fold(title: str, html: str, kind: str) -> str:
    return f'<details class="{kind}"><summary>{title}</summary>{html}</details>'
