"""The stock of dialogues, read from the text files beside, and one telling of a dialogue.

A file is named by language and topic. ``== title`` begins a dialogue, ``== title | spam`` one that
is resolved as spam. Each line is of the customer (``C``), the agent (``A``) or a private note
(``N``); ``R`` alone means that it is resolved here and comes back with the next line. Lines that
begin with ``?`` are told half of the time, those in a row together. ``[a|b]`` is one of both;
choices with the same digit, ``[1:a|b]``, fall alike. ``{word}`` is a word of wording.py, and
``@word`` at the start a file that goes with the line. ``...`` alone: a while passes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random

from models.words import Language

FOLDER = Path(__file__).parent / "dialogues"
CHOICE = re.compile(r"\[(?:(\d):)?([^][]*)\]")
PAUSE = "..."
LINE = re.compile(r"(?P<maybe>\??)(?P<who>[CANR])(?: @(?P<file>[a-z.-]+))?(?: (?P<text>.*))?$")


class Who(StrEnum):
    CUSTOMER = "C"
    AGENT = "A"
    NOTE = "N"
    RESOLVED = "R"


@dataclass(frozen=True)
class Line:
    who: Who
    text: str = ""
    file: str | None = None
    maybe: bool = False
    after_a_while: bool = False


@dataclass(frozen=True)
class Script:
    """``title`` is for people who read the stock, and tells dialogues apart."""

    title: str
    language: Language
    lines: tuple[Line, ...]
    spam: bool = False

    def told(self, words: Mapping[str, str], rng: Random) -> "Script":
        """One telling: choices made, words filled in."""
        choices = _Choices(rng)
        lines = []
        for maybe, row in groupby(self.lines, lambda line: line.maybe):
            if not maybe or rng.random() < 0.5:
                lines += [
                    replace(line, text=choices.made(line.text).format_map(words)) for line in row
                ]
        return replace(self, lines=tuple(lines))


class _Choices:
    """Makes the choices of one telling."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._fallen: dict[str, int] = {}

    def made(self, text: str) -> str:
        return " ".join(CHOICE.sub(self._one, text).split())

    def _one(self, found: re.Match[str]) -> str:
        link, options = found[1], found[2].split("|")
        place = self._rng.randrange(len(options))
        if link is not None:
            place = self._fallen.setdefault(link, place)
        return options[place]


@cache
def stock(language: Language, topic: str) -> tuple[Script, ...]:
    """All dialogues of a topic: ``shipping``, ``billing``, ``sales``, ``now``."""
    files = sorted(FOLDER.glob(f"{language}_{topic}*.txt"))
    return tuple(script for file in files for script in _read(file, language))


def titled(title: str) -> Script:
    """A dialogue of the present situation."""
    found = [each for language in Language for each in stock(language, "now")]
    return next(script for script in found if script.title == title)


def _read(file: Path, language: Language) -> list[Script]:
    scripts = []
    for part in re.split(r"(?m)^== ", file.read_text(encoding="utf-8"))[1:]:
        head, *body = part.strip().splitlines()
        title, _, kind = (word.strip() for word in head.partition("|"))
        scripts.append(Script(title, language, tuple(_lines(body)), spam=kind == "spam"))
    return scripts


def _lines(body: list[str]) -> Iterator[Line]:
    pause = False
    for text in body:
        if text == PAUSE:
            pause = True
            continue
        found = LINE.match(text)
        if found is None:
            raise ValueError(f"no line of a dialogue: {text!r}")
        who, maybe = Who(found["who"]), bool(found["maybe"])
        yield Line(who, found["text"] or "", found["file"], maybe, after_a_while=pause)
        pause = False
