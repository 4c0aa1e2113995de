"""The holidays of a country in one year, as the library ``holidays`` knows them.

For Indonesia that is the joint decree of three ministers (SKB) with its days of common leave. Days
that go by the moon and are not decreed yet come marked as unsure.
"""

import holidays as library
import phonenumbers
from holidays import GOVERNMENT, PUBLIC

from models.documents.hours import Holiday

ESTIMATED = {"(estimated)", "(perkiraan)"}


def national_holidays(country_code: str, year: int) -> tuple[str, list[Holiday]]:
    """The country by its two letters, and its days by date. ``country_code``: ``+62``."""
    country = phonenumbers.region_code_for_country_code(int(country_code.lstrip("+")))
    known = library.list_supported_countries(include_aliases=False)
    if country not in known:
        return country, []
    in_english = _names(country, year, "en_US")
    in_indonesian = _names(country, year, "id")
    return country, [
        Holiday(
            date=date,
            name_en=_certain(name)[:80],
            name_id=_certain(in_indonesian.get(date, name))[:80],
            unsure=any(mark in name for mark in ESTIMATED),
        )
        for date, name in sorted(in_english.items())
    ]


def _names(country: str, year: int, language: str) -> dict[str, str]:
    """A language that the country's list does not have gives its own."""
    offered = library.list_localized_countries().get(country, [])
    made = library.country_holidays(
        country,
        years=year,
        language=language if language in offered else None,
        categories=_categories(country),
    )
    return {day.isoformat(): name for day, name in made.items()}


def _categories(country: str) -> tuple[str, ...]:
    """The days of common leave of Indonesia are those of the government."""
    return (PUBLIC, GOVERNMENT) if country == "ID" else (PUBLIC,)


def _certain(name: str) -> str:
    for mark in ESTIMATED:
        name = name.replace(mark, "")
    return " ".join(name.split())
