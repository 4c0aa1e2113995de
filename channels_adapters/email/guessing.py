"""Which charset bytes are in that say none, or one that cannot be: by the letters they would make.

Western text has few letters beyond ASCII; of others, the letters that are most used must be most of them.
"""

import re

from charset_normalizer import from_bytes

from channels_adapters.kit.cleaning import whole

FEW = 0.3
"""Of the bytes of words: fewer beyond ASCII than this, and the words are western ones."""
IN_A_ROW = re.compile(rb"[\x80-\xff]{3}")
SURE = 0.9
GUESSABLE = 64
"""Of fewer bytes a statistical guess is worth nothing."""
MOST_GUESSED = 20_000

COMMON = {
    "cp932": "[ぁ-んァ-ヶー、。！？「」・]",
    "euc_jp": "[ぁ-んァ-ヶー、。！？「」・]",
    "cp949": "[가-힣]",
    "cp1251": "[а-яёіїєґ]",
    "koi8_r": "[а-яё]",
}
"""What a text in this charset is made of. Japanese has other signs besides."""

OTHERS = ("cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp874")
SYLLABLES = ("cp932", "euc_jp")
ENOUGH_KANA = 0.4


def guessed(raw: bytes) -> str | None:
    """None: it is western, or nobody can say."""
    high = sum(byte > 127 for byte in raw)
    words = len(re.findall(rb"[A-Za-z\x80-\xff]", raw))
    if high < FEW * words or IN_A_ROW.search(raw) is None:
        return None
    best = max((*COMMON, "gb18030", "big5hkscs"), key=lambda name: _likeness(raw, name))
    if _likeness(raw, best) >= SURE:
        return whole(raw.decode(best, "replace"))
    if len(raw) < GUESSABLE:
        return None
    found = from_bytes(raw[:MOST_GUESSED], cp_isolation=[*COMMON, *OTHERS, "cp1252"]).best()
    return whole(raw.decode(found.encoding, "replace")) if found is not None else None


def _likeness(raw: bytes, name: str) -> float:
    """From 0 to 1: how much of what is beyond ASCII would be letters in daily use."""
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return 0.0
    beyond = [letter for letter in text if not letter.isascii()]
    if not beyond:
        return 0.0
    if name in ("gb18030", "big5hkscs"):
        return sum(_is_common(letter, name) for letter in beyond) / len(beyond)
    share = len(re.findall(COMMON[name], text)) / len(beyond)
    if name in SYLLABLES:
        return 1.0 if share >= ENOUGH_KANA else share
    # Signs and capitals are fewer than letters.
    return share if name == "cp949" else min(1.0, share + 0.1)


def _is_common(letter: str, name: str) -> bool:
    """Among the first few thousand signs of the charset, or its punctuation."""
    lead = letter.encode(name, "replace")[0]
    if name == "gb18030":
        return 0xB0 <= lead <= 0xD7 or lead in (0xA1, 0xA3)
    return 0xA4 <= lead <= 0xC6 or lead in (0xA1, 0xA2)
