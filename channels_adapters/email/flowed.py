"""Lines that were cut to fit (RFC 3676, ``format=flowed``) put together again, and text/enriched (RFC 1896)
without its marks.
"""

import re

QUOTED = re.compile(r">*")
SIGNATURE = "-- "


def unflowed(text: str, *, joined: bool = False) -> str:
    """``joined``: the space at the end of a line that goes on is none of the text (``delsp=yes``)."""
    lines: list[tuple[int, str]] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        depth = len(QUOTED.match(line)[0])  # type: ignore[index]
        rest = line[depth:].removeprefix(" ")
        if goes_on and lines and lines[-1][0] == depth and rest != SIGNATURE:
            before = lines[-1][1]
            lines[-1] = (depth, (before[:-1] if joined else before) + rest)
        else:
            lines.append((depth, rest))
        goes_on = rest.endswith(" ") and rest != SIGNATURE
    return "\n".join(f"{'>' * depth} {rest}" if depth else rest for depth, rest in lines)


COMMAND = re.compile(r"<(/?)([a-z][a-z0-9-]{0,59})>", re.I)


def unenriched(text: str) -> str:
    """One end of a line is a space, of several one is too much."""
    plain = re.sub(r"<param>.*?</param>", "", text.replace("\r\n", "\n"), flags=re.I | re.S)
    plain = re.sub(r"\n+", lambda ends: ends[0][1:] or " ", plain)
    plain = plain.replace("<<", "\ufdd0")
    return COMMAND.sub("", plain).replace("\ufdd0", "<")
