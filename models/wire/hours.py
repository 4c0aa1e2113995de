"""Working hours and holidays on the wire."""

from models.wire.base import Closed, Wire


class Span(Closed):
    """``start`` and ``end`` as HH:MM on the clock on the wall; ``24:00`` ends the day."""

    start: str
    end: str


class Hours(Closed):
    """A week; ``always`` is around the clock. Several spans a day, none over midnight."""

    always: bool = True
    monday: list[Span] = []
    tuesday: list[Span] = []
    wednesday: list[Span] = []
    thursday: list[Span] = []
    friday: list[Span] = []
    saturday: list[Span] = []
    sunday: list[Span] = []


class Holiday(Closed):
    """``date`` as YYYY-MM-DD. ``unsure``: a moving day that is still to be checked."""

    date: str
    name_id: str
    name_en: str
    unsure: bool = False


class NationalHolidays(Wire):
    """What is known of a country's holidays in one year, to be taken over and edited."""

    country: str
    year: int
    items: list[Holiday]


class HolidaysQuery(Closed):
    year: int
