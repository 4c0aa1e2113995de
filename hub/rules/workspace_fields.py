"""What an admin may set for the whole house, within which bounds. Durations in seconds."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

import phonenumbers

from hub.kit.errors import Invalid
from hub.rules.closed_notice import checked_texts
from hub.rules.hours_checked import checked_holidays, checked_hours
from hub.rules.names import clean_name
from models.documents.hours import Holiday, Hours
from models.documents.workspace import Workspace

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Bounds:
    """``off``: 0 switches the rule off. ``unit``: how people count it, in seconds; 1 is a number."""

    least: int
    most: int
    unit: int = MINUTE
    off: bool = False

    def fault(self, value: int) -> str | None:
        """What is wrong with this value, in words."""
        if (self.off and value == 0) or self.least <= value <= self.most:
            return None
        word = {1: "", MINUTE: " minutes", HOUR: " hours"}[self.unit]
        least, most = self.least / self.unit, self.most / self.unit
        off = ", or 0 to switch it off" if self.off else ""
        return f"must be between {least:g} and {most:g}{word}{off}"


BOUNDS = {
    "capacity": Bounds(1, 200, 1),
    "forced_capacity": Bounds(1, 400, 1),
    "reopen_within": Bounds(MINUTE, 30 * DAY, off=True),
    "reopen_mail_within": Bounds(MINUTE, 90 * DAY, off=True),
    "unanswered_after": Bounds(MINUTE, 7 * DAY, off=True),
    "quiet_after": Bounds(MINUTE, 7 * DAY, off=True),
    "silent_after": Bounds(MINUTE, DAY, off=True),
    "auto_resolve_after": Bounds(5 * MINUTE, 90 * DAY, off=True),
    "offline_grace": Bounds(30, HOUR),
    "offline_after": Bounds(MINUTE, DAY),
    "auto_away_after": Bounds(MINUTE, 8 * HOUR, off=True),
    "left_after": Bounds(MINUTE, DAY),
    "left_resolve_after": Bounds(MINUTE, 7 * DAY, off=True),
}


def checked(workspace: Workspace, given: dict[str, Any]) -> dict[str, Any]:
    """Of the given fields those that change something, checked. Raises Invalid, by wire name."""
    wanted = dict(given)
    wrong: dict[str, str] = {}
    for field, clean in CLEAN.items():
        if field in wanted:
            try:
                wanted[field] = clean(wanted[field])
            except Invalid as refusal:
                wrong |= refusal.fields or {}
    for field, bounds in BOUNDS.items():
        if field in wanted and (fault := bounds.fault(wanted[field])):
            wrong[_wire(field)] = fault
    news = {field: value for field, value in wanted.items() if getattr(workspace, field) != value}
    wrong |= _against_each_other(workspace.model_copy(update=news), news)
    if wrong:
        raise Invalid(fields=wrong)
    return news


def _against_each_other(after: Workspace, news: dict[str, Any]) -> dict[str, str]:
    """What does not fit together; told at the field that was changed."""
    wrong: dict[str, str] = {}
    if after.forced_capacity < after.capacity and news.keys() & {"capacity", "forced_capacity"}:
        at = "forcedCapacity" if "forced_capacity" in news else "capacity"
        wrong[at] = (
            f"must not be below the capacity, which is {after.capacity}"
            if at == "forcedCapacity"
            else f"must not be above the forced capacity, which is {after.forced_capacity}"
        )
    resolves = after.left_resolve_after
    if 0 < resolves < after.left_after and news.keys() & {"left_after", "left_resolve_after"}:
        at = "leftResolveAfter" if "left_resolve_after" in news else "leftAfter"
        wrong[at] = "a chat can only be closed after its visitor counts as gone"
    return wrong


def _clean_zone(name: str) -> str:
    if name not in available_timezones():
        raise Invalid(fields={"timeZone": "is no time zone"})
    return name


def _clean_country(code: str) -> str:
    digits = code.strip().removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or int(digits) not in (
        phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    ):
        raise Invalid(fields={"countryCode": "must be a country's telephone code, such as +62"})
    return f"+{int(digits)}"


def _clean_holidays(holidays: list[Holiday]) -> list[Holiday]:
    return checked_holidays([Holiday.model_validate(each.model_dump()) for each in holidays])


def _clean_hours(hours: Hours) -> Hours:
    return checked_hours(Hours.model_validate(hours.model_dump()))


CLEAN: dict[str, Any] = {
    "name": clean_name,
    "time_zone": _clean_zone,
    "country_code": _clean_country,
    "hours": _clean_hours,
    "holidays": _clean_holidays,
    "closed_texts": checked_texts,
}


def _wire(field: str) -> str:
    first, *rest = field.split("_")
    return first + "".join(word.title() for word in rest)
