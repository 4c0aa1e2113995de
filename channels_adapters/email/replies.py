"""What somebody wrote anew, without what he quotes and without his signature."""

import re

from mailparser_reply import EmailMessage

from channels_adapters.kit.cleaning import clean_text

LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt", "da", "sv", "pl", "cs", "ja", "ko", "zh"]
LONGEST, LONGEST_LINE = 30_000, 2_000
"""Characters; the parser's patterns take their time with more."""

FORWARD_SUBJECT = re.compile(r"\s*(fwd?|wg|tr|rv|enc|i|doorst|terusan|diteruskan)\s*:", re.I)
FORWARD = re.compile(
    r"^[->\s*_]*(forwarded message|begin forwarded message|weitergeleitete nachricht"
    r"|message transf[ée]r[ée]|mensaje reenviado|messaggio inoltrato|pesan (yang )?diteruskan"
    r"|pesan terusan|doorgestuurd bericht)\b",
    re.I | re.M,
)
WROTE = re.compile(
    r"^(?:>\s*)*(?:pada|on|am|le|el|il|op|em|den)\b[^\n]{3,200}(?:\n[^\n]{0,200})?"
    r"(?:menulis|wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev)\s*:\s*$",
    re.I | re.M,
)
SEPARATOR = re.compile(
    r"^-{2,}\s*(pesan asli|original message|ursprüngliche nachricht)\s*-{2,}", re.I | re.M
)
SIGNATURE = re.compile(r"^-- ?$", re.M)


def reply_of(text: str, subject: str = "") -> str:
    """All of it where it is a forward, or nothing would be left."""
    whole = clean_text(text)
    if not whole or FORWARD_SUBJECT.match(subject) or FORWARD.search(whole):
        return whole
    if _answers_within(whole):
        return _without_signature(whole)
    ours = _cut(whole)
    found = _parsed(ours)
    if found and len(found) < len(ours) and not _is_part(found, ours):
        found = ours
    return found or ours or whole


def _cut(text: str) -> str:
    """Up to the first line that introduces what is quoted to the end."""
    ends = [
        one.start()
        for pattern in (WROTE, SEPARATOR)
        for one in [pattern.search(text)]
        if one is not None and _only_quotes(text[one.end() :], pattern is SEPARATOR)
    ]
    kept = text[: min(ends)] if ends else text
    lines = kept.rstrip().split("\n")
    while lines and (lines[-1].startswith(">") or not lines[-1].strip()):
        lines.pop()
    return _without_signature("\n".join(lines).strip()) or text


def _only_quotes(rest: str, is_separator: bool) -> bool:
    if is_separator:
        return True
    lines = [line for line in rest.split("\n") if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in lines)
    return not quoted or all(line.lstrip().startswith(">") for line in lines)


def _answers_within(text: str) -> bool:
    """Somebody writes below or between the lines he quotes: all of it belongs together."""
    lines = [line for line in SIGNATURE.split(text)[0].split("\n") if line.strip()]
    first = next((at for at, line in enumerate(lines) if line.startswith(">")), None)
    if first is None:
        return False
    return any(not line.startswith(">") for line in lines[first:])


def _without_signature(text: str) -> str:
    before = SIGNATURE.split(text)[0].rstrip()
    return before if before.strip() else text


def _parsed(text: str) -> str:
    if len(text) > LONGEST or max(map(len, text.split("\n"))) > LONGEST_LINE:
        return text
    try:
        message = EmailMessage(text=text, languages=list(LANGUAGES), keep_hyphen_lists=True).read()
    except Exception:
        return text
    if not message.replies:
        return text
    return clean_text(message.replies[0].body)


def _is_part(found: str, whole: str) -> bool:
    """The parser only ever takes away from the end: otherwise it has lost somebody's words."""
    flat = " ".join(whole.split())
    return flat.startswith(" ".join(found.split()))
