"""Our own bursts against what providers take, and what they say when it was too much. Time is moved."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import httpx2
import pytest

from channels_adapters.base import SendDelayed
from channels_adapters.kit.serving import served
from channels_adapters.telegram.simulator import Simulator as Telegram
from channels_adapters.whatsapp.errors import error_of
from channels_adapters.whatsapp.limits import PAIR
from channels_adapters.whatsapp.simulator import Fault
from hub.jobs import pacing
from hub.kit.clock import SettableClock
from hub.rules.send_delays import LONGEST_ASKED, pause_of_channel, pause_of_recipient
from hub.store.mongo import Store
from models.documents import Channel, ChannelPause, OutboxEntry
from models.words import MessageStatus
from tests.sending.conftest import Post, house_of

SENT, PENDING, FAILED = MessageStatus.SENT, MessageStatus.PENDING, MessageStatus.FAILED
GROUP = -1_001_234_567_890


@pytest.fixture
def clock() -> SettableClock:
    """A little ahead: the database takes counts away that it thinks are paid for."""
    return SettableClock(datetime.now(UTC) + timedelta(hours=1))


@pytest.fixture(autouse=True)
def nobody_waits_on_the_spot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "PATIENCE", 0.0)


@pytest.fixture
async def telegram(store: Store, clock: SettableClock) -> AsyncIterator[Post]:
    stand_in = Telegram(clock.now)
    async with served(stand_in.app) as url, httpx2.AsyncClient(timeout=5) as http:
        settings = {"mode": "polling", "api_base": url}
        channel = Channel(kind="telegram", name="Bot", settings=settings, created_at=clock.now())
        yield await house_of(store, clock, stand_in, http, channel, {"bot_token": stand_in.token})


async def send_on(post: Post, *, seconds: float, step: float, workers: int = 3) -> None:
    """Let the time pass; new workers at every step, as if each had been killed after it."""
    until = post.clock.now() + timedelta(seconds=seconds)
    while post.clock.now() < until:
        await asyncio.gather(*(post.worker().send_due() for _ in range(workers)))
        post.clock.advance(step)
    await asyncio.gather(*(post.worker().send_due() for _ in range(workers)))


def most_in(times: list[datetime], seconds: float) -> int:
    span = timedelta(seconds=seconds)
    return max(sum(start <= at < start + span for at in times) for start in times)


async def test_a_burst_to_one_customer_of_whatsapp_is_borrowed_and_paid_back(post: Post) -> None:
    dewi, eka = await post.customer(1), await post.customer(2)
    texts = [f"{n}" for n in range(60)]
    await post.answer(dewi, *texts)
    await post.answer(eka, "satu")

    await send_on(post, seconds=3, step=0.5)
    # As many as we dare to borrow; nobody else waits for what is too much.
    assert len(post.got(dewi)) == PAIR.burst
    assert await post.statuses(eka) == [SENT]
    await send_on(post, seconds=6 * 20, step=3, workers=1)

    assert post.got(dewi) == texts
    assert post.simulator.number.customers[dewi].pair.refused == 0
    assert await post.nothing_waits()


async def test_who_is_told_that_the_pair_has_its_fill_waits_longer_each_time(post: Post) -> None:
    """Another program writes under the same number, so our own count knows too little."""
    dewi = await post.customer(1)
    await post.answer(dewi, "satu", "dua")
    post.simulator.faults.plan(Fault.ERROR, 131056, times=4)
    began, tries = post.clock.now(), list[float]()
    while post.got(dewi) != ["satu", "dua"]:
        planned = list(post.simulator.faults.planned)
        left = planned[0].left if planned else 0
        await post.worker().send_due()
        after = post.simulator.faults.planned
        if left != (after[0].left if after else 0):
            tries.append((post.clock.now() - began).total_seconds())
        post.clock.advance(0.5)
        assert post.clock.now() < began + timedelta(minutes=5)
    gaps = [later - earlier for earlier, later in pairwise(tries)]
    # 1, 4 and 16 s, each give or take a quarter and the step.
    assert [0.7 <= gaps[0] <= 2, 3 <= gaps[1] <= 6, 12 <= gaps[2] <= 21] == [True] * 3, gaps
    assert post.doubled() == []


async def test_a_group_of_telegram_gets_twenty_a_minute_whoever_sends(telegram: Post) -> None:
    post = telegram
    group = await post.handled(1, str(GROUP))
    texts = [f"{n}" for n in range(40)]
    await post.answer(group, *texts)
    await send_on(post, seconds=160, step=2)

    assert post.simulator.got(GROUP) == texts
    assert post.simulator.pace.refused == 0
    assert 18 <= most_in([one.at for one in post.simulator.accepted], 60) <= 20


async def test_a_chat_of_telegram_gets_one_a_second_after_a_short_burst(telegram: Post) -> None:
    post = telegram
    post.simulator.person(7)
    dewi = await post.handled(1, "7")
    texts = [f"{n}" for n in range(12)]
    await post.answer(dewi, *texts)
    await send_on(post, seconds=12, step=0.25, workers=2)

    assert post.simulator.got(7) == texts
    times = [one.at for one in post.simulator.accepted]
    assert (most_in(times, 0.25), most_in(times, 5)) == (3, 7)
    assert post.simulator.pace.refused == 0


async def test_telegrams_own_word_on_how_long_to_wait_counts(telegram: Post) -> None:
    post = telegram
    post.simulator.person(7)
    dewi = await post.handled(1, "7")
    await post.answer(dewi, "satu", "dua")
    post.simulator.plan(429, retry_after=35)
    await post.worker().send_due()
    post.clock.advance(34.9)
    await post.worker().send_due()
    assert (post.simulator.accepted, await post.statuses(dewi)) == ([], [PENDING, PENDING])
    post.clock.advance(2)
    await post.worker().send_due()
    assert post.simulator.got(7) == ["satu", "dua"]


@pytest.mark.parametrize(
    ("asked", "at_least", "at_most"),
    [
        (None, 0.7, 1.3),
        ("soon", 0.7, 1.3),
        (0, 0.7, 1.3),
        (-5, 0.7, 1.3),
        (0.001, 1.0, 1.2),
        ("7", 7.0, 7.8),
        (float("nan"), 0.7, 1.3),
        (10**12, LONGEST_ASKED, LONGEST_ASKED + 2),
        (10**400, 0.7, 1.3),
        (float("inf"), LONGEST_ASKED, LONGEST_ASKED + 2),
    ],
)
async def test_a_pause_that_is_none_costs_neither_the_message_nor_the_provider_its_peace(
    telegram: Post, asked: Any, at_least: float, at_most: float
) -> None:
    post = telegram
    post.simulator.person(7)
    dewi = await post.handled(1, "7")
    [message] = await post.answer(dewi, "satu")
    post.simulator.plan(429, retry_after=asked)
    before = post.clock.now()
    await post.worker().send_due()

    assert (await post.message(message)).status is PENDING
    [entry] = await post.store.find(OutboxEntry, {})
    assert at_least <= (entry.due_at - before).total_seconds() <= at_most
    post.clock.advance(at_most)
    await post.worker().send_due()
    assert post.simulator.got(7) == ["satu"]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("120", 120),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("-1", None),
        ("NaN", None),
        ("true", None),
        ("9" * 4000, 10**9),
        ("Infinity", 10**9),
        ("", None),
    ],
)
def test_what_stands_in_retry_after_is_read_or_left(header: str, told: float | None) -> None:
    error = error_of(httpx2.Response(429, headers={"Retry-After": header}))
    assert isinstance(error, SendDelayed)
    assert error.retry_after == told


def test_no_pause_of_a_channel_is_for_ever_or_for_nothing() -> None:
    slips = [0.0, -1.0, float("nan"), float("inf"), 1e300]
    for pause in (pause_of_channel, pause_of_recipient):
        found = [pause(SendDelayed("x", retry_after=asked), 0) for asked in slips]
        assert all(0.7 <= one <= LONGEST_ASKED + 2 for one in found), found


async def test_a_pause_ends_when_the_provider_has_answered_and_not_when_nothing_was_tried(
    post: Post,
) -> None:
    dewi, eka = await post.customer(1), await post.customer(2)
    post.simulator.graph.is_down = True
    await post.answer(dewi, "satu")
    for _ in range(3):
        await post.worker().send_due()
        post.clock.advance(90)
    [pause] = await post.store.find(ChannelPause, {})
    assert pause.failures == 3
    # One who has his fill comes first: nothing is tried.
    await post.store.delete(OutboxEntry, {})
    await post.answer(eka, "dua")
    await post.store.db["messages"].delete_many({"text": "dua"})
    await post.worker().send_due()
    assert await post.nothing_waits()
    [pause] = await post.store.find(ChannelPause, {})
    assert pause.failures == 3

    post.simulator.graph.is_down = False
    await post.answer(dewi, "tiga")
    await post.worker().send_due()
    assert await post.store.find(ChannelPause, {}) == []


async def test_what_is_given_up_in_an_outage_does_not_send_the_next_into_it(post: Post) -> None:
    dewi = await post.customer(1)
    post.simulator.graph.is_down = True
    first, second = await post.answer(dewi, "satu", "dua")
    await post.worker().send_due()
    post.clock.advance(24 * 3600 + 1)
    await post.worker().send_due()

    assert (await post.message(first)).status is FAILED
    assert (await post.message(second)).error_code is None
    [pause] = await post.store.find(ChannelPause, {})
    assert pause.failures == 2
    post.simulator.graph.is_down = False
    post.clock.advance(120)
    await post.worker().send_due()
    # Its time for free text is over by now, and that is said by the provider alone.
    assert (await post.message(second)).error_code == "window_closed"
