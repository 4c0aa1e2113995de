"""The words of a rich message: blocks in blocks, and text in text.

A text is a string, a list of texts, or an object with a ``text``. A block has a text, or blocks, items,
rows of cells, a caption. Blocks of kinds that are not known yet are read by the same rule.
"""

from collections.abc import Iterator
from typing import Any

from channels_adapters.telegram.entities import behind

MOST_DEPTH = 24
FILES = ("photo", "animation", "video", "voice", "audio", "document")
INNER = ("summary", "title", "blocks", "items", "cells", "rows", "caption", "credit")


def text_of_blocks(blocks: Any) -> str:
    """One line or more for each block."""
    return "\n".join(line for line in _lines(blocks, MOST_DEPTH) if line.strip())


def _lines(value: Any, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _lines(each, depth - 1)
    elif isinstance(value, dict):
        own = _inline(value.get("text"), depth - 1)
        if own:
            yield own
        for name in INNER:
            yield from _lines(value.get(name), depth - 1)


def files_in_blocks(blocks: Any, depth: int = MOST_DEPTH) -> Iterator[tuple[str, Any]]:
    """What is no text, by the name of its field."""
    if depth and isinstance(blocks, list):
        for each in blocks:
            yield from files_in_blocks(each, depth - 1)
    elif depth and isinstance(blocks, dict):
        for name, value in blocks.items():
            if name in FILES:
                yield name, value
            elif name in INNER:
                yield from files_in_blocks(value, depth - 1)


def _inline(value: Any, depth: int) -> str:
    if depth == 0:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_inline(each, depth - 1) for each in value)
    if isinstance(value, dict):
        shown = value.get("text", value.get("alternative_text", value.get("expression")))
        words, url = _inline(shown, depth - 1), value.get("url")
        return behind(words, url) if isinstance(url, str) else words
    return ""
