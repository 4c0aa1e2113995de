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
    ONE_LINE_HEAD,
    SENT_AT,
    SENT_FROM,
    SEPARATOR,
    WITHIN_LINE,
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
    whole = _with_whole_links(_without_armour(clean_text(text)))
    if not whole or FORWARD_SUBJECT.match(subject) or _is_forward(whole):
        return whole
    if _is_long(whole):
        return _without_signature(_above_quote(whole)) or whole
    said = SIGNATURE.split(whole)[0].rstrip() or whole
    if _answers_within(said):
        return _without_signature(_below_quote(said)) or whole
    above = _above_quote(said)
    return _without_signature(above) or above or whole


def _without_armour(text: str) -> str:
    """Of what is signed by PGP within its text (RFC 9580, 7) the words alone."""
    before, begins, rest = text.partition(f"{SIGNED}\n")
    signed, ends, signature = rest.partition(f"\n{SIGNATURE_OF_IT}\n")
    if not begins or not ends:
        return text
    words = signed.partition("\n\n")[2] if HASHES.match(signed) else signed
    after = signature.partition(END_OF_IT)[2]
    return f"{before}{re.sub(r'^- ', '', words, flags=re.M)}{after}".strip()


SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
SIGNATURE_OF_IT, END_OF_IT = "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"
HASHES = re.compile(r"(?:[A-Za-z]+: [^\n]*\n)*\n")


def _with_whole_links(text: str) -> str:
    """Programs that break long links leave their ends outside the quote they are in."""
    joined = BROKEN_LINK.sub(r"\1\2", text)
    return LINK_BESIDE.sub(r"> \1", joined)


BROKEN_LINK = re.compile(
    r"^(>[^\n]*[(<]https?://[^\s()<>]*)\n([^\s()<>]+[)>][ \t]*>?[ \t]*)$", re.M
)
LINK_BESIDE = re.compile(r"(?<=\n>\n)[ \t]*([(<]https?://[^\s()<>]+[)>][ \t]*>?[ \t]*)(?=\n>)")


def _is_forward(text: str) -> bool:
    """Unless that stands in what is quoted anyway."""
    found = FORWARD.search(text)
    return found is not None and not any(at < found.start() for at in _introductions(text))


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
    """One quote above what is new is folded, and one in its middle that says whose words it is; answers
    between its lines are not.
    """
    lines = text.split("\n")
    first = next(at for at, line in enumerate(lines) if _is_quoted(line))
    rest = lines[first:]
    ends = next((at for at, line in enumerate(rest) if line.strip() and not _is_quoted(line)), 0)
    new = rest[ends:]
    head = "\n".join(lines[:first]).rstrip()
    if any(_is_quoted(line) for line in new):
        return text
    above = _without_introduction(head)
    if head and above == head:
        return text
    return "\n\n".join(part for part in (above.strip(), "\n".join(new).strip()) if part)


def _above_quote(text: str) -> str:
    """Up to the first line that introduces what is quoted to the end."""
    ends = _introductions(text)
    if not _is_long(text):
        ends += [one.start() for one in HEAD.finditer(text) if _is_head(one.group())][:1]
        ends += [one.start() for one in ONE_LINE_HEAD.finditer(text) if "@" in one.group()][:1]
        ends += _parsed_end(text)
    kept = RULE.sub("", text[: min(ends)].rstrip()) if ends else text
    return _without_quoted_end(kept) or text


RULE = re.compile(r"\n[ \t]*[_=-]{5,}$")
"""Drawn above what is quoted."""


def _introductions(text: str) -> list[int]:
    """Where the lines begin that say whose words follow."""
    found = [one.start() for one in [SEPARATOR.search(text)] if one is not None]
    if not _is_long(text) and (within := WITHIN_LINE.search(text)):
        return [*found, within.start()]
    for one in WROTE.finditer(text) if not _is_long(text) else ():
        if DATED.search(one.group()) and _only_quotes(text[one.end() :]):
            found.append(one.end() - len(_introduction(one.group())))
            break
    return found


def _is_head(lines: str) -> bool:
    return HAS_SUBJECT.search(lines) is not None or SENT_AT.match(lines) is not None


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
    whole = "\n".join(lines)
    return (_without_introduction(whole) if had_quote else whole).strip()


def _without_introduction(text: str) -> str:
    """Without the lines at its end that say whose words follow; all of it where there are none."""
    lines = text.rstrip().split("\n")
    found = 0
    for count in range(1, min(MOST_INTRODUCING, len(lines)) + 1):
        head = "\n".join(lines[-count:])
        if not lines[-count].strip():
            break
        if not _introduces(head):
            continue
        is_all = _names_day(head) and head.count("<") >= head.count(">")
        if is_all and (not found or BEGINS.match(head)):
            found = count
            break
        # The address may begin on the line before, and the day stand there.
        found = found or count
    return "\n".join(lines[:-found]).rstrip() if found else text


def _introduces(head: str) -> bool:
    """Whatever the language: it names a day or an address, and ends with a colon; or it is nothing but both."""
    if len(head) >= 300:
        return False
    ends_so = head.rstrip()[-1:] in (":", "：") and DATED.search(head) is not None
    return ends_so or BY_WHOM.fullmatch(head.strip()) is not None


def _names_day(head: str) -> bool:
    return DAY.search(ADDRESS.sub("", head)) is not None


DAY = re.compile(r"\d{1,4}\D\d{1,2}|\d{4}")
ADDRESS = re.compile(r"\S+@\S+")
BY_WHOM = re.compile(
    r"\d[\d/.-]{5,9}(?: [\d:. GMT+-]{4,20})? [^\n<>]{0,80}\n?<[^<>@\s]+@[^<>@\s]+>"
)
"""``2026/11/2 Toko Kirim <help@kirim.example>``"""


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
