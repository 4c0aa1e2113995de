"""The words of a rich message: blocks in blocks, and text in text.

A text is a string, a list of texts, or an object with a ``text``. A block has a text, or blocks, items,
rows of cells, buttons, a caption. Blocks of kinds that are not known yet are read by the same rule.
"""

from collections.abc import Iterator
from typing import Any

from channels_adapters.telegram.entities import behind

MOST_DEPTH = 24
FILES = {
    "photo": "photo",
    "animation": "animation",
    "video": "video",
    "voice": "voice",
    "voice_note": "voice",
    "audio": "audio",
    "document": "document",
}
"""Field of a block, and what such a file is called in a message."""

TEXTS = ("text", "alternative_text", "expression")
INNER = ("blocks", "items", "cells", "rows", "buttons", "caption")
AROUND = ("summary", "title")
CELLS = " | "


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
            yield from [_row(each, depth - 1)] if _is_row(each) else _lines(each, depth - 1)
    elif isinstance(value, dict):
        yield from _labelled(value.get("label"), _of_block(value, depth))


def _of_block(block: dict[str, Any], depth: int) -> Iterator[str]:
    yield _inline(block, depth - 1)
    for name in AROUND:
        yield _inline(block.get(name), depth - 1)
    for name in INNER:
        inner = block.get(name)
        # A caption of a table is a text, the others are objects.
        yield from [_inline(inner, depth)] if _is_text(inner, name) else _lines(inner, depth - 1)
    yield _inline(block.get("credit"), depth - 1)


def _is_text(inner: Any, name: str) -> bool:
    return name == "caption" and not (isinstance(inner, dict) and "credit" in inner)


def _labelled(label: Any, lines: Iterator[str]) -> Iterator[str]:
    """Of an item of a list: its number or point, before its first words."""
    mark = label if isinstance(label, str) and label else None
    for line in lines:
        yield f"{mark} {line}" if mark and line.strip() else line
        mark = None if line.strip() else mark


def _is_row(value: Any) -> bool:
    """Of a table: a list of cells."""
    return isinstance(value, list) and any(
        isinstance(cell, dict) and ("align" in cell or "valign" in cell) for cell in value
    )


def _row(cells: list[Any], depth: int) -> str:
    return CELLS.join(words for cell in cells if (words := _inline(cell, depth)))


def files_in_blocks(blocks: Any, depth: int = MOST_DEPTH) -> Iterator[tuple[str, Any]]:
    """What is no text, by the name of its kind in a message."""
    if depth and isinstance(blocks, list):
        for each in blocks:
            yield from files_in_blocks(each, depth - 1)
    elif depth and isinstance(blocks, dict):
        for name, value in blocks.items():
            if name in FILES:
                yield FILES[name], value
            elif name in INNER:
                yield from files_in_blocks(value, depth - 1)


def place_in_blocks(blocks: Any, depth: int = MOST_DEPTH) -> dict[str, Any] | None:
    """The first place on a map."""
    if depth and isinstance(blocks, list):
        found = (place_in_blocks(each, depth - 1) for each in blocks)
        return next((place for place in found if place is not None), None)
    if depth and isinstance(blocks, dict):
        place = blocks.get("location")
        inner = [blocks[name] for name in INNER if name in blocks]
        return place if isinstance(place, dict) else place_in_blocks(inner, depth - 1)
    return None


def _inline(value: Any, depth: int) -> str:
    if depth <= 0:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_inline(each, depth - 1) for each in value)
    if isinstance(value, dict):
        shown = next((value[name] for name in TEXTS if name in value), value.get("button"))
        words, url = _inline(shown, depth - 1), value.get("url")
        return behind(words, url) if isinstance(url, str) else words
    return ""
