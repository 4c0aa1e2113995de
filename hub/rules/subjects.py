"""Subjects of mails."""

import re

REPLY = re.compile(
    r"\s*(?:re|aw|sv|vs|antw|antwort|res|bls|balas)\s*(?:\[\d+\]|\(\d+\))?\s*:", re.I
)
"""``Re:`` in the languages that translate it, counted ones included."""


def one_line(subject: str) -> str:
    """Without line breaks and controls, which no header may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in subject).split())


def base_subject(subject: str) -> str:
    """Without any ``Re:`` before it."""
    rest = one_line(subject)
    while found := REPLY.match(rest):
        rest = rest[found.end() :].strip()
    return rest


def reply_subject(subject: str) -> str:
    """Exactly one ``Re:`` before what it is about."""
    return f"Re: {base_subject(subject)}".rstrip()
