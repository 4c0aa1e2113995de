"""What is said in the large data set: dialogues of the demo, told some thousand times, with words.

Words and stems of a text are found once, when its talk is made: ten million messages share them.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from random import Random

from benchmarks.large.people import BEGAN
from hub.demo.scripts import Who, stock
from hub.demo.wording import words
from hub.kit.words import words_of
from models.words import Language

TALKS = 4_000
MEAN_LENGTH = 10
INDONESIAN_SHARE = 0.7
_TOPICS = ("shipping", "billing", "sales")
_SYLLABLES = [
    "ba",
    "be",
    "bu",
    "da",
    "di",
    "du",
    "ga",
    "gi",
    "ka",
    "ki",
    "ku",
    "la",
    "li",
    "lu",
    "ma",
    "mi",
    "mu",
    "na",
    "ni",
    "pa",
    "pi",
    "ra",
    "ri",
    "sa",
    "si",
    "ta",
    "ti",
    "wa",
    "ya",
]
RARE_WORDS = 60_000
"""Made-up words: names of places, products and people that come up now and then."""


@dataclass(frozen=True)
class Line:
    who: Who
    text: str


@dataclass(frozen=True)
class Talk:
    """The customer begins. ``words`` are those of all its lines."""

    lines: tuple[Line, ...]
    words: frozenset[str]


@cache
def talks(seed: int) -> tuple[Talk, ...]:
    """Ten lines each on the average; some are of two, some of thirty."""
    rng = Random(seed)
    return tuple(_talk(rng, number) for number in range(TALKS))


def _talk(rng: Random, number: int) -> Talk:
    language = Language.INDONESIAN if rng.random() < INDONESIAN_SHARE else Language.ENGLISH
    # Lengths in turn, so that the mean is kept whatever the dialogues are.
    length = (2, 4, 6, 8, 9, 10, 11, 14, 16, 20)[number % MEAN_LENGTH]
    lines: list[Line] = []
    while len(lines) < length:
        script = rng.choice(stock(language, rng.choice(_TOPICS)))
        at = BEGAN + timedelta(hours=rng.randrange(9, 10_000))
        told = script.told(words(rng, language, at, "Dewi", "Sari"), rng)
        lines += [
            Line(line.who, line.text)
            for line in told.lines
            if line.text and line.who is not Who.RESOLVED
        ]
        while lines and lines[0].who is not Who.CUSTOMER:
            lines.pop(0)
    kept = tuple(lines[:length])
    return Talk(kept, frozenset(word for line in kept for word in words_of(line.text)))


def rare_word(index: int) -> str:
    """The lower the index, the commoner it is meant to be."""
    value, parts = index + len(_SYLLABLES) ** 2, []
    while value:
        value, place = divmod(value, len(_SYLLABLES))
        parts.append(_SYLLABLES[place])
    return "".join(parts)
