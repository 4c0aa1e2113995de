"""Open and closed, the next opening, working time: also when the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.kit.errors import Invalid
from hub.rules.business_hours import (
    Calendar,
    after_working,
    calendar_of,
    is_open,
    next_opening,
    working_seconds,
)
from hub.rules.hours_checked import DAYS, checked_holidays, checked_hours, minutes
from hub.store.mongo import Store
from models.documents import Department, Workspace
from models.documents.hours import Holiday, Hours, Span

JAKARTA, BERLIN, HAVANA = (ZoneInfo(n) for n in ("Asia/Jakarta", "Europe/Berlin", "America/Havana"))
HOUR = 3600
OFFICE = Hours(
    always=False,
    **{
        day: [Span(start="09:00", end="12:00"), Span(start="13:00", end="17:00")]
        for day in DAYS[:5]
    },
)
ROUND = Hours(always=False, **{day: [Span(start="00:00", end="24:00")] for day in DAYS})

clocks = st.integers(0, 24 * 60).map(lambda m: f"{m // 60:02}:{m % 60:02}")


@st.composite
def days(draw: st.DrawFn) -> list[Span]:
    ends = sorted(draw(st.sets(st.integers(0, 24 * 60), max_size=6)))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return [
        Span(start=f"{a // 60:02}:{a % 60:02}", end=f"{b // 60:02}:{b % 60:02}") for a, b in pairs
    ]


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    hours = Hours(always=draw(st.booleans()), **{day: draw(days()) for day in DAYS})
    zone = draw(st.sampled_from([JAKARTA, BERLIN, HAVANA, ZoneInfo("Australia/Lord_Howe")]))
    closed = draw(st.sets(st.dates(date(2026, 3, 1), date(2026, 12, 31)), max_size=5))
    return Calendar(hours, zone, frozenset(day.isoformat() for day in closed))


instants = st.integers(0, 275 * 24 * HOUR).map(
    lambda seconds: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
changing = st.sampled_from(
    [
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2026, 3, 8, 5, tzinfo=UTC),
        datetime(2026, 11, 1, 5, tzinfo=UTC),
    ]
).flatmap(lambda at: st.integers(-90, 90).map(lambda m: at + timedelta(minutes=m)))
any_time = st.one_of(instants, changing)


def test_an_office_is_open_in_its_hours_and_closed_at_noon_and_on_sunday() -> None:
    office = Calendar(OFFICE, JAKARTA)

    def on_wednesday(clock: str) -> bool:
        return is_open(office, datetime.fromisoformat(f"2026-11-25T{clock}+07:00"))

    assert [on_wednesday(c) for c in ("08:59", "09:00", "11:59", "12:00", "13:00", "17:00")] == [
        False,
        True,
        True,
        False,
        True,
        False,
    ]
    sunday = datetime.fromisoformat("2026-11-29T10:00+07:00")
    assert not is_open(office, sunday)
    assert next_opening(office, sunday) == datetime.fromisoformat("2026-11-30T09:00+07:00")


def test_a_holiday_is_closed_and_bridged() -> None:
    office = Calendar(OFFICE, JAKARTA, frozenset({"2026-12-24", "2026-12-25"}))
    evening = datetime.fromisoformat("2026-12-23T16:00+07:00")

    assert not is_open(office, datetime.fromisoformat("2026-12-24T10:00+07:00"))
    monday = datetime.fromisoformat("2026-12-28T10:00+07:00")
    assert working_seconds(office, evening, monday) == 2 * HOUR
    assert after_working(office, evening, 2 * HOUR) == monday


def test_a_night_shift_is_two_spans_and_has_no_gap_at_midnight() -> None:
    night = Hours(
        always=False,
        friday=[Span(start="22:00", end="24:00")],
        saturday=[Span(start="00:00", end="06:00")],
    )
    start = datetime.fromisoformat("2026-11-27T21:00+07:00")
    calendar = Calendar(night, JAKARTA)

    assert is_open(calendar, datetime.fromisoformat("2026-11-28T00:00+07:00"))
    assert working_seconds(calendar, start, start + timedelta(days=1)) == 8 * HOUR


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_day_on_which_the_clocks_change_is_shorter_or_longer(day: str, hours: int) -> None:
    begin = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=BERLIN)
    end = begin + timedelta(days=1)  # the same time on the next day's clock

    assert working_seconds(Calendar(ROUND, BERLIN), begin, end) == hours * HOUR


def test_an_opening_that_the_clock_jumps_over_is_the_jump_itself() -> None:
    hours = Hours(always=False, sunday=[Span(start="02:30", end="04:00")])
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)

    assert next_opening(Calendar(hours, BERLIN), jump - timedelta(hours=1)) == jump
    assert working_seconds(Calendar(hours, BERLIN), jump, jump + timedelta(hours=3)) == HOUR


def test_who_never_opens_says_so() -> None:
    never = Calendar(Hours(always=False), JAKARTA)
    now = datetime(2026, 11, 25, tzinfo=UTC)

    assert next_opening(never, now) is None
    assert after_working(never, now, 60) is None
    assert working_seconds(never, now, now + timedelta(days=30)) == 0


async def test_a_department_has_its_own_hours_or_the_companys(store: Store) -> None:
    now = store.clock.now()
    house = Workspace(hours=OFFICE, holidays=[Holiday(date="2026-12-25", name_id="N", name_en="N")])
    plain = Department(name="A", created_at=now)
    own = Department(name="B", hours=ROUND, created_at=now)

    assert calendar_of(house, plain).hours == OFFICE
    assert calendar_of(house, own).hours == ROUND
    assert calendar_of(house, own).holidays == {"2026-12-25"}


@given(calendars(), any_time)
def test_open_is_what_the_clock_on_the_wall_says(calendar: Calendar, at: datetime) -> None:
    wall = at.astimezone(calendar.zone)
    steady = {
        (at + timedelta(hours=hours)).astimezone(calendar.zone).utcoffset()
        for hours in range(-3, 4)
    }
    if calendar.hours.always or len(steady) > 1:
        return
    minute = wall.hour * 60 + wall.minute + wall.second / 60
    spans = getattr(calendar.hours, DAYS[wall.weekday()])
    says = wall.date().isoformat() not in calendar.holidays and any(
        minutes(span.start) <= minute < minutes(span.end) for span in spans
    )
    assert is_open(calendar, at) == says


@given(calendars(), any_time)
def test_the_next_opening_is_open_and_nothing_before_it_is(
    calendar: Calendar, at: datetime
) -> None:
    opening = next_opening(calendar, at)
    if opening is None:
        assert not is_open(calendar, at)
        return
    assert opening >= at
    assert is_open(calendar, opening)
    assert working_seconds(calendar, at, opening) == 0
    assert (opening == at) == is_open(calendar, at)


@given(calendars(), any_time, st.integers(0, 10 * 24 * HOUR), st.integers(0, 10 * 24 * HOUR))
def test_working_time_adds_up_and_never_exceeds_the_time_gone_by(
    calendar: Calendar, at: datetime, first: int, second: int
) -> None:
    middle = at + timedelta(seconds=first)
    end = middle + timedelta(seconds=second)
    whole = working_seconds(calendar, at, end)

    assert whole == working_seconds(calendar, at, middle) + working_seconds(calendar, middle, end)
    assert 0 <= whole <= (end - at).total_seconds()
    assert working_seconds(calendar, end, at) == 0 or end == at


@given(calendars(), any_time, st.integers(1, 80 * HOUR))
def test_after_working_time_exactly_that_much_has_gone_by(
    calendar: Calendar, at: datetime, seconds: int
) -> None:
    due = after_working(calendar, at, seconds)
    assert due is None or working_seconds(calendar, at, due) == seconds


@pytest.mark.parametrize(
    ("spans", "where"),
    [
        ([("22:00", "06:00")], "hours.monday.0"),
        ([("09:00", "09:00")], "hours.monday.0"),
        ([("9:00", "17:00")], "hours.monday.0"),
        ([("09:00", "24:01")], "hours.monday.0"),
        ([("24:00", "24:00")], "hours.monday.0"),
        ([("09:00", "12:00"), ("11:00", "13:00")], "hours.monday"),
        ([("09:00", "09:01")] * 7, "hours.monday"),
        ([], "hours"),
    ],
)
def test_hours_that_cannot_be_are_refused_where_they_stand(
    spans: list[tuple[str, str]], where: str
) -> None:
    with pytest.raises(Invalid) as refused:
        checked_hours(Hours(always=False, monday=[Span(start=a, end=b) for a, b in spans]))
    assert refused.value.fields is not None
    assert where in refused.value.fields


def test_the_spans_of_a_day_are_kept_in_order() -> None:
    late, early = Span(start="13:00", end="24:00"), Span(start="00:00", end="13:00")
    assert checked_hours(Hours(always=False, friday=[late, early])).friday == [early, late]


def test_holidays_are_kept_by_date_and_each_once() -> None:
    kept = checked_holidays(
        [
            Holiday(date="2026-12-25", name_id="Natal", name_en=""),
            Holiday(date="2026-01-01", name_id=" Tahun\nBaru ", name_en="New Year"),
        ]
    )
    assert [(each.date, each.name_id, each.name_en) for each in kept] == [
        ("2026-01-01", "Tahun Baru", "New Year"),
        ("2026-12-25", "Natal", "Natal"),
    ]
    with pytest.raises(Invalid) as refused:
        checked_holidays(
            [
                Holiday(date="2026-02-30", name_id="a", name_en="a"),
                Holiday(date="2026-01-01", name_id="a", name_en="a"),
                Holiday(date="2026-01-01", name_id="", name_en=""),
            ]
        )
    assert refused.value.fields is not None
    assert set(refused.value.fields) == {
        "holidays.0.date",
        "holidays.2.date",
        "holidays.2.nameId",
        "holidays.2.nameEn",
    }
