"""Html that takes a reader's time and says nothing: nested without end, a tag of a thousand attributes.

Reading it costs the square of its depth: 100,000 boxes in each other, half a megabyte, took 45 s. No
program writes so; of such a mail the text is kept.
"""

import re

DEEPEST = 3_000
"""Boxes in each other; a thread of years, each answer quoting the last, has some hundred."""

MOST_ATTRIBUTES = 1_000
MOST_SIGNS = 50_000
"""Signs by name (``&nbsp;``) without a tag in between."""

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)([^<>]*+)>", re.I)
NEVER_NEST = {
    *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"),
    *("br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "source", "embed"),
}
"""What hardly anybody closes, and is closed by what follows."""


def is_tangled(html: str) -> bool:
    if any(text.count("&") > MOST_SIGNS for text in html.split("<")):
        return True
    depth = 0
    for closing, name, rest in TAG.findall(html):
        if name.lower() not in NEVER_NEST:
            depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST or (len(rest) > MOST_ATTRIBUTES and len(rest.split()) > MOST_ATTRIBUTES):
            return True
    return False


def words_of(html: str) -> str:
    """What stands between its tags."""
    return re.sub(r"<[^<>]*>", " ", html)
