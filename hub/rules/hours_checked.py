"""Working hours and holidays as people enter them, as we keep them."""

import re
from datetime import date
from itertools import pairwise

from hub.kit.errors import Invalid
from models.documents.hours import Holiday, Hours, Span

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""In the order of ``date.weekday``."""

MOST_SPANS = 6
MOST_HOLIDAYS = 400
MOST_NAME = 80
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
END_OF_DAY = "24:00"


def minutes(clock: str) -> int:
    """Minutes since midnight of a checked time."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def checked_hours(hours: Hours) -> Hours:
    """With the spans of each day in order. Raises Invalid, by day and span."""
    wrong: dict[str, str] = {}
    for day in DAYS:
        spans: list[Span] = getattr(hours, day)
        if len(spans) > MOST_SPANS:
            wrong[f"hours.{day}"] = f"can have at most {MOST_SPANS} intervals"
        for at, span in enumerate(spans):
            if fault := _fault(span):
                wrong[f"hours.{day}.{at}"] = fault
    if wrong:
        raise Invalid(fields=wrong)
    ordered = {
        day: sorted(getattr(hours, day), key=lambda span: minutes(span.start)) for day in DAYS
    }
    for day, spans in ordered.items():
        for before, after in pairwise(spans):
            if minutes(after.start) < minutes(before.end):
                wrong[f"hours.{day}"] = "has intervals that overlap"
    if not hours.always and not any(ordered.values()):
        wrong["hours"] = "would never be open; give at least one interval"
    if wrong:
        raise Invalid(fields=wrong)
    return Hours(always=hours.always, **ordered)


def _fault(span: Span) -> str | None:
    if not CLOCK.fullmatch(span.start):
        return "must begin at a time such as 09:00"
    if span.end != END_OF_DAY and not CLOCK.fullmatch(span.end):
        return "must end at a time such as 17:00, or at 24:00"
    if minutes(span.end) <= minutes(span.start):
        return (
            "must end after it begins; over midnight, end at 24:00 and begin at 00:00 the next day"
        )
    return None


def checked_holidays(holidays: list[Holiday]) -> list[Holiday]:
    """By date, each once. Raises Invalid, by place."""
    if len(holidays) > MOST_HOLIDAYS:
        raise Invalid(fields={"holidays": f"can be at most {MOST_HOLIDAYS}"})
    wrong: dict[str, str] = {}
    seen: set[str] = set()
    for at, holiday in enumerate(holidays):
        holiday.name_id, holiday.name_en = _one_line(holiday.name_id), _one_line(holiday.name_en)
        # A name in one language is better than none in the other.
        holiday.name_id = holiday.name_id or holiday.name_en
        holiday.name_en = holiday.name_en or holiday.name_id
        if not _is_date(holiday.date):
            wrong[f"holidays.{at}.date"] = "is no date"
        elif holiday.date in seen:
            wrong[f"holidays.{at}.date"] = "is in the list twice"
        for field in ("name_id", "name_en"):
            if not 0 < len(getattr(holiday, field)) <= MOST_NAME:
                wire = "nameId" if field == "name_id" else "nameEn"
                wrong[f"holidays.{at}.{wire}"] = f"must have 1 to {MOST_NAME} characters"
        seen.add(holiday.date)
    if wrong:
        raise Invalid(fields=wrong)
    return sorted(holidays, key=lambda holiday: holiday.date)


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False
