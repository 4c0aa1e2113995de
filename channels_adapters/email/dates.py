"""When it was, in whatever way a program has written it: other orders, languages, zones by name, years of
two digits. Never raises.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

from channels_adapters.kit.cleaning import clean_line

FIRST_YEAR, LAST_YEAR = 1980, 2100

MONTHS = (
    "jan janv ene gen sty oca янв ιαν يناير",
    "feb fev peb lut sub фев φεβ فبراير",
    "mar mrt mrz maa maret мар μαρ مارس",
    "apr abr avr kwi nis huh апр απρ أبريل ابريل",
    "may mai mei maj mag tou мая май μαι مايو",
    "jun juin giu cze haz kes июн ιουν يونيو",
    "jul juil lug lip tem hei июл ιουλ يوليو",
    "aug agu ago aou sie elo авг αυγ أغسطس",
    "sep set wrz eyl syy сен σεπ سبتمبر",
    "oct okt out ott paz eki lok окт οκτ أكتوبر",
    "nov nop lis kas marr ноя νοε نوفمبر",
    "dec des dez dic gru ara jou дек δεκ ديسمبر",
)
"""How their names begin, without accents: the longest counts."""
BEGINNINGS = {word: n for n, words in enumerate(MONTHS, 1) for word in words.split()}

EAST = {
    0: "ut utc gmt z wet",
    1: "bst cet mez met west",
    2: "cest mesz eet",
    3: "eest msk trt",
    5.5: "ist",
    7: "wib ict",
    8: "wita sgt myt hkt awst",
    9: "wit jst kst",
    10: "aest",
    11: "aedt",
    12: "nzst",
    13: "nzdt",
    -4: "edt",
    -5: "est cdt",
    -6: "cst mdt",
    -7: "mst pdt",
    -8: "pst",
}
"""Zones by name, and their hours east of Greenwich."""
ZONES = {name: hours for hours, names in EAST.items() for name in names.split()}

TIME = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-4])(?:[:.h]|時|时|點|点|시\s?)([0-5]\d)"
    r"(?:(?:[:.]|分|분\s?)([0-6]\d)(?:[.,]\d{1,9})?)?(?![\d:.])(?:\s*([ap])\.?m\b)?",
    re.I,
)
OFFSET = re.compile(r"(?:^|[\s\d.]|utc|gmt)([+-])(\d{1,2}):?(\d{2})?(?!\d)\s*(?:\(|$|[a-z])", re.I)
YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-/.]|\s?[年년]\s?)(\d{1,2})(?:[-/.]|\s?[月월]\s?)(\d{1,2})(?!\d)"
)
NUMBERS = re.compile(r"(?<![\d:])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])")
DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?[\s.,\-/]*(?:de |of )?([^\W\d_]{3,20})"
)
MONTH_DAY = re.compile(r"([^\W\d_]{3,20})[\s.\-/]*(\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d:])")
SHORT_YEAR = re.compile(r"[\s.,\-/]*(?:de |of )?'?(\d{2,3})(?![\d:.])")
EPOCH = re.compile(r"\d{9,10}(?:\d{3})?")


def moment(said: str) -> datetime | None:
    """To the second, in UTC; what names no zone is taken for it. None for what cannot be read."""
    try:
        at = _read(_plain(said))
    except (ValueError, OverflowError):
        return None
    return at if at is not None and FIRST_YEAR <= at.year <= LAST_YEAR else None


def _plain(said: str) -> str:
    """Without accents and in digits that we know."""
    flat = unicodedata.normalize("NFKD", clean_line(said[:300]) or "")
    bare = "".join(one for one in flat if not unicodedata.combining(one))
    digits = [str(unicodedata.digit(one)) if one.isdigit() else one for one in bare]
    return unicodedata.normalize("NFC", "".join(digits))


def _read(said: str) -> datetime | None:
    if EPOCH.fullmatch(said):
        return datetime.fromtimestamp(int(said[:10]), UTC)
    day = _day(said)
    if day is None:
        return None
    clock = TIME.search(said)
    hour, minute, second = (int(one or 0) for one in clock.group(1, 2, 3)) if clock else (0, 0, 0)
    half = (clock[4] or "").lower() if clock else ""
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _zone(said[clock.end() :] if clock else "")
    at = datetime(*day, hour % 24, minute, min(second, 59), tzinfo=zone)
    return (at + timedelta(days=hour // 24)).astimezone(UTC)


def _day(said: str) -> tuple[int, int, int] | None:
    if found := YEAR_FIRST.search(said):
        return int(found[1]), int(found[2]), int(found[3])
    if named := _named_day(said):
        return named
    if found := NUMBERS.search(said):
        first, second, year = int(found[1]), int(found[3]), _whole_year(found[4])
        american = second > 12 or (first <= 12 and re.search(r"\d\s*[ap]\.?m\b", said, re.I))
        return (year, first, second) if american else (year, second, first)
    return None


def _named_day(said: str) -> tuple[int, int, int] | None:
    for pattern, day_at, month_at in ((DAY_MONTH, 1, 2), (MONTH_DAY, 2, 1)):
        for found in pattern.finditer(said):
            month = _month(found[month_at])
            if month is None:
                continue
            year = YEAR.search(said, found.end()) or YEAR.search(said)
            short = SHORT_YEAR.match(said, found.end())
            if year is not None:
                return int(year[0]), month, int(found[day_at])
            if short is not None:
                return _whole_year(short[1]), month, int(found[day_at])
    return None


def _month(word: str) -> int | None:
    plain = word.casefold()
    return next(
        (BEGINNINGS[plain[:n]] for n in range(len(plain), 2, -1) if plain[:n] in BEGINNINGS), None
    )


def _whole_year(said: str) -> int:
    """As RFC 5322 has it: of two digits below 50 ours, of three those since 1900."""
    year = int(said)
    if len(said) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(said) == 3 else year


def _zone(behind: str) -> timezone:
    """``behind``: what stands after the time."""
    if found := OFFSET.search(behind):
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours > 15 or minutes > 59:
            return UTC
        east = timedelta(hours=hours, minutes=minutes)
        return timezone(east if found[1] == "+" else -east)
    words = re.findall(r"[a-z]{1,5}\b", behind.lower())
    hours_east = next((ZONES[word] for word in words if word in ZONES), 0)
    return timezone(timedelta(hours=hours_east))
