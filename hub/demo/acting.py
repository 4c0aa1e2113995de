"""A told dialogue acted out: when each line falls, and who does what in the conversation."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from hub.demo.episode import Episode
from hub.demo.papers import File, file_named
from hub.demo.scripts import Line, Script, Who
from models.documents import Member

LONGEST_LEAD = timedelta(seconds=25)
"""Between taking a conversation and the first line in it."""


def times(lines: Sequence[Line], start: datetime, rng: Random) -> list[datetime]:
    """When each line is written: people read, think and type. Nearly all dialogues end within the hour."""
    found = [start]
    taken = lines[0].who is not Who.CUSTOMER
    for before, line in pairwise(lines):
        seconds = _typing(line, rng)
        if line.who is not before.who:
            seconds += rng.uniform(8, 70)
        if line.who in (Who.AGENT, Who.NOTE) and not taken:
            taken = True
            seconds += min(rng.lognormvariate(3.9, 0.9), 600)
        if before.who is Who.RESOLVED or line.after_a_while:
            seconds += rng.uniform(240, 1200)
        elif rng.random() < 0.03:
            seconds += rng.uniform(120, 480)
        found.append(found[-1] + timedelta(milliseconds=int(seconds * 1000)))
    return found


def between(times: Sequence[datetime], start: datetime, end: datetime) -> list[datetime]:
    """The same rhythm, from ``start`` to ``end``."""
    whole = times[-1] - times[0]
    if not whole:
        return [start for _ in times]
    scale = (end - start) / whole
    shares = (int((at - times[0]) / timedelta(milliseconds=1) * scale) for at in times)
    return [start + timedelta(milliseconds=share) for share in shares]


def _typing(line: Line, rng: Random) -> float:
    """Seconds."""
    a_letter = rng.uniform(0.14, 0.4) if line.who is Who.CUSTOMER else rng.uniform(0.1, 0.26)
    return 4 + len(line.text) * a_letter + (rng.uniform(10, 40) if line.file else 0)


def act(
    episode: Episode,
    script: Script,
    at: Sequence[datetime],
    words: Mapping[str, str],
    agent: Member | None,
    giver: Member | None = None,
) -> None:
    """Every line at its time. Without ``agent`` only the customer speaks; without ``giver`` he
    takes the conversation himself.
    """
    previous = at[0]
    for line, now in zip(script.lines, at, strict=True):
        if line.who is not Who.CUSTOMER and episode.doc.assignee is None:
            assert agent is not None
            lead = min(LONGEST_LEAD, (now - previous) / 2)
            episode.assign(_in_ms(now - lead), agent, giver or agent)
        file = file_named(line.file, script.language, words) if line.file else None
        if line.who is Who.CUSTOMER:
            if episode.doc.resolved_at is not None:
                episode.reopen(now)
            episode.customer_writes(now, line.text, file)
        else:
            assert agent is not None
            _of_agent(episode, line, now, agent, file)
        previous = now


def _of_agent(
    episode: Episode, line: Line, now: datetime, agent: Member, file: File | None
) -> None:
    match line.who:
        case Who.NOTE:
            episode.agent_notes(now, agent, line.text)
        case Who.RESOLVED:
            episode.resolve(now, agent)
        case _:
            episode.agent_writes(now, agent, line.text, file)


def _in_ms(at: datetime) -> datetime:
    """As BSON keeps it."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
