"""Long texts in pieces that a provider takes."""


def pieces(text: str, limit: int) -> list[str]:
    """Each at most ``limit`` characters, cut at the end of a paragraph, line or word where there is one."""
    rest, cut = text.strip(), []
    while len(rest) > limit:
        end = _end_of_piece(rest, limit)
        cut.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*cut, rest] if rest else cut


def _end_of_piece(text: str, limit: int) -> int:
    """Not in the first half: a tiny piece and a long one read worse than a cut."""
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, limit // 2, limit + 1)
        if found > 0:
            return found
    return limit
