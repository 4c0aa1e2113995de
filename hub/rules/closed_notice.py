"""What a customer is told by itself who begins while we are closed, in his language."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hub.kit.errors import Invalid
from models.words import Language

OPENING = "{opening}"
"""Stands in the text for when we open next."""

LONGEST = 1_000

USUAL: Mapping[Language, str] = {
    Language.INDONESIAN: (
        "Terima kasih atas pesan Anda. Saat ini kami sedang tutup dan buka kembali {opening}. "
        "Pesan Anda sudah kami terima dan akan kami balas."
    ),
    Language.ENGLISH: (
        "Thank you for your message. We are closed at the moment and open again {opening}. "
        "We have your message and will answer it."
    ),
}

_SOME_TIME = {Language.INDONESIAN: "secepatnya", Language.ENGLISH: "as soon as we can"}
_NEAR = {
    Language.INDONESIAN: ("hari ini", "besok"),
    Language.ENGLISH: ("today", "tomorrow"),
}
_DAYS = {
    Language.INDONESIAN: ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    Language.ENGLISH: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
}
_MONTHS = {
    Language.INDONESIAN: [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    Language.ENGLISH: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def closed_text(
    own: Mapping[Language, str],
    language: Language,
    opening: datetime | None,
    now: datetime,
    zone: ZoneInfo,
) -> str:
    """The house's own text or the usual one; ``opening`` is None when nothing opens within sight."""
    text = own.get(language) or USUAL[language]
    when = _when(opening, now, zone, language) if opening else _SOME_TIME[language]
    return text.replace(OPENING, when)


def _when(opening: datetime, now: datetime, zone: ZoneInfo, language: Language) -> str:
    """``tomorrow at 08:00 WIB``, ``on Monday, 30 November, at 08:00 WIB``."""
    at, today = opening.astimezone(zone), now.astimezone(zone).date()
    english = language is Language.ENGLISH
    name = at.tzname() or ""
    clock = f"{at:%H:%M} {name}" if english else f"{at:%H.%M} {name}"
    ahead = at.date() - today
    if ahead <= timedelta(days=1):
        day = _NEAR[language][ahead.days]
        return f"{day} at {clock}" if english else f"{day} pukul {clock}"
    date = f"{_DAYS[language][at.weekday()]}, {at.day} {_MONTHS[language][at.month - 1]}"
    return f"on {date}, at {clock}" if english else f"pada {date}, pukul {clock}"


def checked_texts(texts: Mapping[Language, str]) -> dict[Language, str]:
    """Without the empty ones, for which the usual text holds. Raises Invalid, by language."""
    kept = {language: text.strip() for language, text in texts.items() if text.strip()}
    wrong = {
        f"closedTexts.{language}": f"must not be longer than {LONGEST} characters"
        for language, text in kept.items()
        if len(text) > LONGEST
    }
    if wrong:
        raise Invalid(fields=wrong)
    return kept
