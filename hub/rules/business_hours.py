"""Whether we are open, when we open next, and how much working time lies between two instants.

A day's hours are read off the clock on the wall of the time zone. Open is from the first instant at
which that clock shows the opening, or has jumped past it, to the first at which it shows the
closing, or has jumped past that. So days on which the clocks change are right, none is counted
twice, and 24:00 of one day is 00:00 of the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.rules.hours_checked import DAYS, minutes
from models.documents.department import Department
from models.documents.hours import Hours, Span
from models.documents.workspace import Workspace

HORIZON_DAYS = 400
"""How far ahead an opening is looked for: a year of holidays is bridged."""

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Calendar:
    """The hours of one department, or of the whole house. ``holidays`` as YYYY-MM-DD."""

    hours: Hours
    zone: ZoneInfo
    holidays: frozenset[str] = frozenset()


def calendar_of(workspace: Workspace, department: Department | None = None) -> Calendar:
    """The department's own hours, or the company's; holidays are the company's for all."""
    own = department.hours if department is not None else None
    return Calendar(
        own or workspace.hours,
        ZoneInfo(workspace.time_zone),
        frozenset(holiday.date for holiday in workspace.holidays),
    )


def is_open(calendar: Calendar, at: datetime) -> bool:
    if calendar.hours.always:
        return True
    return any(start <= at < end for start, end in _around(calendar, at))


def next_opening(calendar: Calendar, at: datetime) -> datetime | None:
    """``at`` itself when it is open then; None when nothing opens within ``HORIZON_DAYS``."""
    if calendar.hours.always:
        return at
    for start, end in _intervals(calendar, _day(calendar, at) - timedelta(days=1)):
        if at < end:
            return max(start, at)
    return None


def working_seconds(calendar: Calendar, start: datetime, end: datetime) -> float:
    """Seconds of working time from ``start`` to ``end``; 0 when ``end`` is not after it."""
    if end <= start:
        return 0.0
    if calendar.hours.always:
        return (end - start).total_seconds()
    days = (_day(calendar, end) - _day(calendar, start)).days + 2
    total = timedelta()
    for opening, closing in _intervals(calendar, _day(calendar, start) - timedelta(days=1), days):
        if opening >= end:
            break
        total += max(min(closing, end) - max(opening, start), timedelta())
    return total.total_seconds()


def after_working(calendar: Calendar, start: datetime, seconds: float) -> datetime | None:
    """The instant at which that much working time has gone by; None beyond ``HORIZON_DAYS``."""
    left = timedelta(seconds=seconds)
    if calendar.hours.always:
        return start + left
    for opening, closing in _intervals(calendar, _day(calendar, start) - timedelta(days=1)):
        begin = max(opening, start)
        room = closing - begin
        if room <= timedelta():
            continue
        if left <= room:
            return begin + left
        left -= room
    return None


def _around(calendar: Calendar, at: datetime) -> Iterator[Interval]:
    """The intervals of the day of ``at`` and its neighbours, which a changed clock may reach into."""
    return _intervals(calendar, _day(calendar, at) - timedelta(days=1), 2)


def _day(calendar: Calendar, at: datetime) -> date:
    return at.astimezone(calendar.zone).date()


def _intervals(calendar: Calendar, first: date, days: int = HORIZON_DAYS) -> Iterator[Interval]:
    """The open intervals of these days in UTC, in order, without overlap."""
    for ahead in range(days + 1):
        try:
            day = first + timedelta(days=ahead)
        except OverflowError:
            return
        if day.isoformat() in calendar.holidays:
            continue
        spans: list[Span] = getattr(calendar.hours, DAYS[day.weekday()])
        for span in spans:
            start = _instant(calendar.zone, day, minutes(span.start))
            end = _instant(calendar.zone, day, minutes(span.end))
            if start < end:
                yield start, end


def _instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    """The first instant at which the clock of the zone shows this, or has jumped past it."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    before = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if before <= after:
        return before
    # The clock never shows it: between these two it jumps, and that is the instant.
    low, high = after, before
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
