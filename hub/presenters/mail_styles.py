"""What staff write as mail programs draw it alike: styles in place, for few of them read a sheet."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

LINES = "#C5CCD6"
"""Of tables and quotes: seen on white and on black."""

FONT = "font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5"

QUOTE = f"margin:0 0 0 8px;padding-left:12px;border-left:2px solid {LINES}"

MONO = "font-family:Consolas,Menlo,monospace;font-size:13px"

STYLES = {
    "p": "margin:0 0 10px",
    "h1": "margin:16px 0 8px;font-size:20px;line-height:1.3",
    "h2": "margin:16px 0 8px;font-size:18px;line-height:1.3",
    "h3": "margin:16px 0 8px;font-size:16px;line-height:1.3",
    "ul": "margin:0 0 10px;padding-left:24px",
    "ol": "margin:0 0 10px;padding-left:24px",
    "blockquote": QUOTE.replace("margin:0 0 0 8px", "margin:0 0 10px"),
    "pre": f"margin:0 0 10px;padding:8px 12px;border:1px solid {LINES};white-space:pre-wrap;{MONO}",
    "code": MONO,
    "hr": f"margin:16px 0;border:0;border-top:1px solid {LINES}",
    "table": f"margin:0 0 10px;border-collapse:collapse;border:1px solid {LINES};max-width:100%",
    "th": f"padding:6px 10px;border:1px solid {LINES};text-align:left;vertical-align:top",
    "td": f"padding:6px 10px;border:1px solid {LINES};text-align:left;vertical-align:top",
    "img": "max-width:100%;height:auto;border:0",
}

TIGHT = {"li", "td", "th", "blockquote"}
"""Where the last paragraph needs no room below it."""


def styled(html: str) -> str:
    """Of html that is safe already."""
    body = LexborHTMLParser(html).body
    if body is None:
        return html
    while (last := body.last_child) is not None and last.tag == "p" and not last.inner_html:
        # Where the editor keeps room to go on writing.
        last.decompose()
    for node in body.css(", ".join(STYLES)):
        _dress(node)
    return body.inner_html or ""


def _dress(node: LexborNode) -> None:
    tag = node.tag or ""
    node.attrs["style"] = STYLES[tag]
    if tag == "table":
        # Outlook draws by these, and they tell a table of words from one that only lays out.
        for name, value in (("border", "1"), ("cellpadding", "0"), ("cellspacing", "0")):
            node.attrs[name] = value
    elif tag == "p":
        if not node.inner_html:
            # A line left free, which an empty paragraph is only in the editor.
            node.inner_html = "<br>"
        if node.parent and node.parent.tag in TIGHT and not _goes_on(node):
            node.attrs["style"] = "margin:0"


def _goes_on(node: LexborNode) -> bool:
    """Whether another paragraph follows."""
    return node.next is not None and node.next.tag == "p"
