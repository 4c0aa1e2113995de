"""What html of a mail says as text, line by line, quotes marked as mails mark them."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from channels_adapters.email.incoming_html import LARGEST, visible
from channels_adapters.email.tangled import is_tangled, words_of
from channels_adapters.kit.cleaning import clean_text

BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "pre"),
    *("blockquote", "hr", "dl", "dt", "dd", "address", "center", "section", "article", "header"),
    *("footer", "tbody", "thead", "form", "fieldset", "caption"),
}
APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre"}
SILENT = {"script", "style", "title", "head", "noscript", "template", "textarea", "select"}

EMOJI = re.compile(r"[^\x00-\u2000\w]{1,12}")
"""What stands for a picture that is one."""


def text_of_html(html: str) -> str:
    html = html[:LARGEST]
    if is_tangled(html):
        return clean_text(words_of(html))
    try:
        root = LexborHTMLParser(visible(html)).root
    except Exception:
        return clean_text(words_of(html))
    if root is None:
        return ""
    lines = _Writing().of(root)
    text = "\n".join(line.rstrip() for line in lines)
    return clean_text(re.sub(r"\n{3,}", "\n\n", text))


class _Writing:
    """Without recursion: mails nest tables by the hundred."""

    def __init__(self) -> None:
        self._lines = [""]
        self._quotes = 0
        self._as_written = 0

    def of(self, root: LexborNode) -> list[str]:
        stack = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node.tag or "")
            elif self._enter(node, node.tag or ""):
                stack.append((node, True))
                children = list(node.iter(include_text=True, skip_empty=False))
                stack.extend((child, False) for child in reversed(children))
        return self._lines

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Whether to go on with what is in it."""
        if tag == "-text":
            self._say(node.text_content or "")
            return False
        if tag in SILENT or (tag.startswith("-") and tag not in ("-document", "-undef")):
            return False
        if tag == "br":
            self._lines.append(self._mark())
        elif tag == "img":
            self._say(_emoji(node))
        elif tag in ("td", "th"):
            self._say(" ")
        self._quotes += tag == "blockquote"
        self._as_written += tag == "pre"
        if tag in BLOCKS:
            self._break(apart=tag in APART)
            if tag == "li":
                self._say("- ")
        return tag not in ("br", "img")

    def _leave(self, tag: str) -> None:
        self._quotes -= tag == "blockquote"
        self._as_written -= tag == "pre"
        if tag in BLOCKS:
            self._break(apart=tag in APART)

    def _say(self, words: str) -> None:
        if self._as_written:
            first, *others = words.replace("\r", "").split("\n")
            self._lines[-1] += first
            self._lines += [self._mark() + line for line in others]
            return
        words = re.sub(r"\s+", " ", words)
        if not self._lines[-1].strip("> "):
            words = words.lstrip()
            self._lines[-1] = self._mark()
        elif self._lines[-1].endswith(" "):
            words = words.lstrip()
        self._lines[-1] += words

    def _break(self, *, apart: bool) -> None:
        lines = self._lines
        if lines[-1].strip("> "):
            lines.append(self._mark())
        else:
            lines[-1] = self._mark()
        if apart and len(lines) > 1 and lines[-2].strip("> "):
            lines.append(self._mark())

    def _mark(self) -> str:
        return "> " * self._quotes


def _emoji(node: LexborNode) -> str:
    said = (node.attributes.get("alt") or "").strip()
    return said if EMOJI.fullmatch(said) else ""
