"""A table in plain text: columns where they fit into a line, else each row told line by line."""

from collections.abc import Sequence
from unicodedata import east_asian_width

LINE = 76
"""Characters that a line of a mail has room for."""

GAP = "   "

Rows = Sequence[Sequence[str]]


def table_as_text(rows: Rows, *, heads: bool) -> list[str]:
    """Its lines. ``heads``: the first row names the columns."""
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    flat = all("\n" not in cell for row in rows for cell in row)
    widths = [
        max(_width(row[at]) for row in rows if at < len(row))
        for at in range(max(len(row) for row in rows))
    ]
    if flat and sum(widths) + len(GAP) * (len(widths) - 1) <= LINE:
        return _in_columns(rows, widths, heads=heads)
    return _one_by_one(rows, heads=heads)


def _in_columns(rows: Rows, widths: Sequence[int], *, heads: bool) -> list[str]:
    lines = [
        GAP.join(cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(row)).rstrip()
        for row in rows
    ]
    if heads and len(lines) > 1:
        lines.insert(1, GAP.join("-" * width for width in widths))
    return lines


def _one_by_one(rows: Rows, *, heads: bool) -> list[str]:
    names, told = (rows[0], rows[1:]) if heads and len(rows) > 1 else ((), rows)
    lines: list[str] = []
    for row in told:
        if lines:
            lines.append("")
        for at, cell in enumerate(row):
            name = names[at] if at < len(names) else ""
            if cell:
                lines += (f"{name}: {cell}" if name else cell).split("\n")
    return lines


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
