"""Whether there is anything to see in a text: providers refuse, or show as nothing, what only looks written."""

import unicodedata

_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_UNSEEN_THOUGH_LETTERS = {
    *("\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"),
    *(chr(code) for code in range(0xFE00, 0xFE10)),
    *(chr(code) for code in range(0xE0100, 0xE01F0)),
}
"""Fillers, the empty pattern of braille, variations of a letter that is not there."""


def is_blank_text(text: str) -> bool:
    """Spaces, line ends, controls and marks without width alone. What Unicode will only name later counts
    as seen.
    """
    return all(unicodedata.category(c) in _UNSEEN or c in _UNSEEN_THOUGH_LETTERS for c in text)
