"""Dates as programs write them, whatever RFC 5322 says."""

import random
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest

from channels_adapters.email.dates import moment
from channels_adapters.email.normalising import normalised
from channels_adapters.kit.cleaning import NOT_TOLD

SEVEN = timezone(timedelta(hours=7))
NINE_IN_JAKARTA = datetime(2026, 11, 26, 9, tzinfo=SEVEN)

DATES = {
    **dict.fromkeys(
        (
            "Thu, 26 Nov 2026 09:00:00 +0700",
            "Thu, 26 Nov 2026 09:00 +0700",
            "Thu,26 Nov 2026 09:00:00 +0700",
            "26Nov2026 09:00:00 +0700",
            "26 Nov 26 09:00:00 +0700",
            "26 Nov 126 09:00:00 +0700",
            "Thu, 26-Nov-2026 09:00:00 +0700 (WIB)",
            "Thu, 26 Nov 2026 09:00:00 +07:00",
            "Thu, 26 Nov 2026 09:00:00 WIB",
            "Thu, 26 Nov 2026 09:00:00 UTC+7",
            "Thu, 26 Nov 2026 09.00.00 +0700",
            "Thu Nov 26 09:00:00 WIB 2026",
            "Thu, 26 Nov 2026 9:00:00 AM +0700",
            "Thursday, November 26th, 2026 9:00 AM +0700",
            "2026-11-26T09:00:00.123+07:00",
            "2026-11-26 09:00:00 +0700",
            "Kamis, 26 November 2026 09:00:00 +0700",
            "Kam, 26 Nop 2026 pukul 09.00 WIB",
            "jeu., 26 nov. 2026 09:00:00 +0700",
            "mar., 26 nov. 2026 09:00:00 +0700",
            "jue., 26 de noviembre de 2026 09:00:00 +0700",
            "Чт, 26 ноя 2026 09:00:00 +0700",
            "1795658400",
        ),
        NINE_IN_JAKARTA,
    ),
    **dict.fromkeys(
        (
            "Thu, 26 Nov 2026 09:00:00",
            "Thu, 26 Nov 2026 09:00:00 -0000",
            "Thu Nov 26 09:00:00 2026",
            "26/11/2026 09:00:00",
            "26.11.2026 09:00",
            "11/26/2026 9:00 AM",
            "Nov 26, 2026, 9:00:00 AM",
            "2026年11月26日 09:00:00",
            "2026년 11월 26일 09:00",
            "Thu, 26 Nov 2026 09:00:00 +9999",
        ),
        NINE_IN_JAKARTA.replace(tzinfo=UTC),
    ),
    "26 Mei 2026 09:00:00 +0700": datetime(2026, 5, 26, 9, tzinfo=SEVEN),
    "26 Dez 2026 09:00:00 +0700": datetime(2026, 12, 26, 9, tzinfo=SEVEN),
    "26 déc. 2026 09:00:00 +0700": datetime(2026, 12, 26, 9, tzinfo=SEVEN),
    "26 août 2026 09:00:00 +0700": datetime(2026, 8, 26, 9, tzinfo=SEVEN),
    "26 juil. 2026 09:00:00 +0700": datetime(2026, 7, 26, 9, tzinfo=SEVEN),
    "26 Agu 2026 09:00:00 +0700": datetime(2026, 8, 26, 9, tzinfo=SEVEN),
    "26 mrt 2026 09:00:00 +0700": datetime(2026, 3, 26, 9, tzinfo=SEVEN),
    "Thu, 26 Nov 2026 24:00:00 +0700": datetime(2026, 11, 27, 0, tzinfo=SEVEN),
    "Thu, 26 Nov 2026 23:59:60 +0700": datetime(2026, 11, 26, 23, 59, 59, tzinfo=SEVEN),
    "26 Nov 99 09:00:00 +0700": datetime(1999, 11, 26, 9, tzinfo=SEVEN),
}


@pytest.mark.parametrize("said", DATES)
def test_a_date_is_read(said: str) -> None:
    assert moment(said) == DATES[said]


@pytest.mark.parametrize(
    "said",
    ["", " ", "yesterday", "Thu, 31 Nov 2026 09:00:00", "1 Jan 1970 00:00:00", "26 Nov 9999 09:00"],
)
def test_what_is_no_date_is_none(said: str) -> None:
    assert moment(said) is None


def test_every_regular_date_is_read_as_it_is_meant() -> None:
    chance = random.Random(1)
    for _ in range(500):
        zone = timezone(timedelta(minutes=chance.randrange(-12 * 60, 14 * 60, 15)))
        at = datetime.fromtimestamp(chance.randrange(4 * 10**8, 4 * 10**9), zone)
        assert moment(format_datetime(at)) == at


def _of(*lines: str) -> datetime:
    head = "".join(f"{line}\r\n" for line in lines)
    [found] = normalised(f"{head}From: a@x.example\r\n\r\nHalo".encode())
    return found.timestamp


ARRIVED = "Received: from a by b; Thu, 26 Nov 2026 09:00:00 +0700"


@pytest.mark.parametrize(
    "said",
    [
        "Date: nonsense",
        "Date:",
        "X: no date",
        "Date: 27 Nov 2026 09:00:00 +0700",
        "Date: 1 Jan 2099 00:00:00",
        "Date: 1 Jan 2003 00:00:00",
    ],
)
def test_a_date_that_cannot_be_gives_way_to_the_arrival(said: str) -> None:
    assert _of(said, ARRIVED) == NINE_IN_JAKARTA


def test_who_waited_in_a_drawer_keeps_his_date() -> None:
    assert _of("Date: 1 Nov 2026 09:00:00 +0700", ARRIVED) == datetime(2026, 11, 1, 9, tzinfo=SEVEN)


def test_where_no_server_has_written_others_tell_the_time() -> None:
    assert _of("Delivery-Date: Thu, 26 Nov 2026 09:00:00 +0700", "Date: ?") == NINE_IN_JAKARTA
    line = "From a@x.example Thu Nov 26 09:00:00 2026"
    assert _of(line) == NINE_IN_JAKARTA.replace(tzinfo=UTC)
    assert _of("Date: ?") == NOT_TOLD
