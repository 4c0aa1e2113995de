"""What somebody wrote anew, without what he quotes and without his signature."""

import re

from mailparser_reply import EmailMessage

from channels_adapters.kit.cleaning import clean_text
from channels_adapters.kit.quote_words import (
    BEGINS,
    DATED,
    FORWARD,
    FORWARD_SUBJECT,
    GREETING,
    HAS_SUBJECT,
    HEAD,
    SENT_FROM,
    SEPARATOR,
    WROTE,
)

LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt", "da", "sv", "pl", "cs", "ja", "ko", "zh"]
LONGEST, LONGEST_LINE = 30_000, 2_000
"""Characters; the patterns take their time with more."""

SIGNATURE = re.compile(r"^-- ?$", re.M)
MOST_INTRODUCING = 3
MOST_SIGNED, LONGEST_SIGNED = 7, 80
"""Lines below a greeting, and how long one may be: more than that is no signature."""


def reply_of(text: str, subject: str = "") -> str:
    """All of it where it is a forward, or nothing would be left."""
    whole = clean_text(text)
    if not whole or FORWARD_SUBJECT.match(subject) or FORWARD.search(whole):
        return whole
    if _is_long(whole):
        return _without_signature(_above_quote(whole)) or whole
    said = SIGNATURE.split(whole)[0].rstrip() or whole
    if _answers_within(said):
        return _without_signature(_below_quote(said)) or whole
    above = _above_quote(said)
    return _without_signature(above) or above or whole


def _is_long(text: str) -> bool:
    return len(text) > LONGEST or max(map(len, text.split("\n"))) > LONGEST_LINE


def _answers_within(text: str) -> bool:
    """Somebody writes below or between the lines he quotes: all of it belongs together."""
    lines = _said(text)
    first = next((at for at, line in enumerate(lines) if _is_quoted(line)), None)
    if first is None:
        return False
    below = [line for line in lines[first:] if not _is_quoted(line)]
    return any(not SENT_FROM.match(line) for line in below)


def _below_quote(text: str) -> str:
    """One quote above all that is new is folded; answers between its lines are not."""
    lines = text.split("\n")
    first = next(at for at, line in enumerate(lines) if _is_quoted(line))
    rest = lines[first:]
    ends = next((at for at, line in enumerate(rest) if line.strip() and not _is_quoted(line)), 0)
    new = rest[ends:]
    head = "\n".join(lines[:first]).strip()
    is_one = not any(_is_quoted(line) for line in new)
    if is_one and (not head or _introduces(head)):
        return "\n".join(new).strip()
    return text


def _above_quote(text: str) -> str:
    """Up to the first line that introduces what is quoted to the end."""
    ends = _introductions(text)
    if not _is_long(text):
        ends += [one.start() for one in HEAD.finditer(text) if HAS_SUBJECT.search(one.group())][:1]
        ends += _parsed_end(text)
    kept = text[: min(ends)] if ends else text
    return _without_quoted_end(kept) or text


def _introductions(text: str) -> list[int]:
    """Where the lines begin that say whose words follow."""
    found = [one.start() for one in [SEPARATOR.search(text)] if one is not None]
    for one in WROTE.finditer(text) if not _is_long(text) else ():
        if DATED.search(one.group()) and _only_quotes(text[one.end() :]):
            found.append(one.end() - len(_introduction(one.group())))
            break
    return found


def _introduction(lines: str) -> str:
    """What is above it, and no more than a line away, is none of it."""
    rows = lines.split("\n")
    ends = ["\n".join(rows[at:]) for at in range(len(rows) - 1, -1, -1)]
    dated = [end for end in ends if DATED.search(end)]
    return next((end for end in dated if BEGINS.match(end)), dated[0])


def _without_quoted_end(text: str) -> str:
    """Quoted lines at the end go, and the line above them that says whose they are."""
    lines = text.rstrip().split("\n")
    had_quote = False
    while lines and (_is_quoted(lines[-1]) or not lines[-1].strip()):
        had_quote |= _is_quoted(lines[-1])
        lines.pop()
    for count in range(1, min(MOST_INTRODUCING, len(lines)) + 1) if had_quote else ():
        head = "\n".join(lines[-count:])
        if not lines[-count].strip():
            break
        if _introduces(head):
            return "\n".join(lines[:-count]).strip()
    return "\n".join(lines).strip()


def _introduces(head: str) -> bool:
    """Whatever the language: it names a day or an address, and ends with a colon."""
    return len(head) < 300 and head.rstrip()[-1:] in (":", "：") and DATED.search(head) is not None


def _parsed_end(text: str) -> list[int]:
    """Where the library says that the newest part ends. Only its place counts: it changes the words."""
    try:
        message = EmailMessage(text=text, languages=list(LANGUAGES), keep_hyphen_lists=True).read()
    except Exception:
        return []
    if len(message.replies) < 2:
        return []
    newest = "".join(message.replies[0].content.split())
    at = _place_after(text, newest)
    # Two headers of a form are none of a mail.
    return [at] if at and newest and HEADERS.search(text[at : at + 400]) else []


HEADERS = re.compile(r"[:：]\s*\S.*@|[:：]\s*\S.*\d{4}|(19|20)\d\d", re.S)


def _place_after(text: str, letters: str) -> int | None:
    """Behind these letters, however they are spaced; None when the text does not begin so."""
    seen = 0
    for at, letter in enumerate(text):
        if seen == len(letters):
            return at
        if letter.isspace():
            continue
        if letter != letters[seen]:
            return None
        seen += 1
    return None


def _without_signature(text: str) -> str:
    """Empty when there is nothing else."""
    lines = SIGNATURE.split(text)[0].rstrip().split("\n")
    while lines and (not lines[-1].strip() or SENT_FROM.fullmatch(lines[-1])):
        lines.pop()
    at = _greeting(lines)
    kept = "\n".join(lines if at is None else lines[:at]).strip()
    return kept or "\n".join(lines).strip()


def _greeting(lines: list[str]) -> int | None:
    below: list[str] = []
    for at in range(len(lines) - 1, 0, -1):
        if GREETING.fullmatch(lines[at]):
            return at
        if lines[at].strip():
            below.append(lines[at])
        if len(below) > MOST_SIGNED or len(lines[at]) > LONGEST_SIGNED:
            return None
    return None


def _only_quotes(rest: str) -> bool:
    lines = _said(rest)
    quoted = sum(map(_is_quoted, lines))
    return not quoted or quoted == len(lines)


def _said(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")
