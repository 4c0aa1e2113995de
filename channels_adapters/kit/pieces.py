"""Long texts in pieces that a provider takes."""

import unicodedata

JOINER = "\u200d"
LONGEST_LETTER = 16
"""Characters; a family of four is seven."""


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
    return _before_a_letter(text, limit)


def _before_a_letter(text: str, limit: int) -> int:
    """Not within an emoji or a letter with marks, as long as those are of a reasonable length."""
    for end in range(limit, max(limit - LONGEST_LETTER, 0), -1):
        if not _joins(text[end]) and text[end - 1] != JOINER:
            return end
    return limit


def _joins(character: str) -> bool:
    """Belongs to the one before it: a mark, a joiner, a variation, the tone of a skin."""
    tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return tone or character == JOINER or unicodedata.category(character) in ("Mn", "Me", "Mc")
