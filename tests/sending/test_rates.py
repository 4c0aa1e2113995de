"""Providers that count what they take: with our own pace before each call they have nothing to refuse."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from channels_adapters.base import Account, Limit, at_most
from channels_adapters.email.adapter import EmailAdapter
from channels_adapters.email.settings import EmailSettings
from channels_adapters.kit.serving import served
from channels_adapters.telegram.limits import CHAT, OVERALL
from channels_adapters.telegram.simulator import Simulator as Telegram
from channels_adapters.whatsapp.limits import OURS
from hub.jobs import pacing
from hub.kit.clock import SettableClock, SystemClock
from hub.kit.ending import end_all
from hub.services import send_paces
from hub.store.mongo import Store
from models.documents import Channel, SendPace
from models.documents.base import Id
from models.envelopes import Outgoing
from models.words import MessageStatus
from tests.conftest import START
from tests.sending.conftest import Post, house_of

FLOOD = 200


@pytest.fixture
def clock() -> SystemClock:
    """Rates are about real time."""
    return SystemClock()


@asynccontextmanager
async def telegram(store: Store) -> AsyncIterator[Post]:
    stand_in = Telegram()
    async with served(stand_in.app) as url, httpx2.AsyncClient(timeout=5) as http:
        settings = {"mode": "polling", "api_base": url}
        channel = Channel(
            kind="telegram", name="Bot", settings=settings, created_at=store.clock.now()
        )
        secrets = {"bot_token": stand_in.token}
        yield await house_of(store, store.clock, stand_in, http, channel, secrets)


@asynccontextmanager
async def two_workers(post: Post) -> AsyncIterator[None]:
    workers = [post.worker() for _ in range(2)]
    tasks = [asyncio.create_task(act()) for one in workers for act in (one.run, one.listen)]
    yield
    await end_all(tasks)


async def gone(post: Post, seconds: float) -> float:
    """How long it took until nothing waited."""
    began = time.monotonic()
    while not await post.nothing_waits():
        assert time.monotonic() - began < seconds
        await asyncio.sleep(0.02)
    return time.monotonic() - began


def needed(limit: Limit, calls: int) -> float:
    """Seconds that so many calls take at least."""
    return max(0, calls - limit.burst) * limit.every


async def statuses(post: Post) -> set[MessageStatus]:
    return {each for address in post.conversations for each in await post.statuses(address)}


@pytest.mark.timeout(120)
async def test_a_flood_to_a_number_of_whatsapp_is_never_too_fast_and_no_slower_than_it_must(
    post: Post,
) -> None:
    people = [await post.customer(number) for number in range(1, 41)]
    for dewi in people:
        await post.answer(dewi, *(f"{n}" for n in range(FLOOD // 40)))

    ours = int(80 * OURS)
    at_least = needed(at_most(ours, 1.0, burst=ours // 4), FLOOD)
    async with two_workers(post):
        took = await gone(post, 60)

    number = post.simulator.number
    assert number.throughput.refused == 0
    assert await statuses(post) == {MessageStatus.SENT}
    assert len(post.simulator.accepted) == FLOOD
    assert all(post.got(dewi) == [f"{n}" for n in range(FLOOD // 40)] for dewi in people)
    assert post.doubled() == []
    assert took < 3 * at_least + 8
    print(f"{FLOOD} messages took {took:.1f} s; the rate needs {at_least:.1f} s")


@pytest.mark.timeout(120)
async def test_a_flood_to_chats_of_telegram_is_never_too_fast_and_no_slower_than_it_must(
    store: Store,
) -> None:
    async with telegram(store) as post:
        people = [await chat(post, number) for number in range(1, 26)]
        for dewi in people:
            await post.answer(dewi, *(f"{n}" for n in range(FLOOD // 25)))
        at_least = max(needed(OVERALL, FLOOD), needed(CHAT, FLOOD // 25))
        async with two_workers(post):
            took = await gone(post, 60)

        assert post.simulator.pace.refused == 0
        assert await statuses(post) == {MessageStatus.SENT}
        assert all(
            post.simulator.got(int(dewi)) == [f"{n}" for n in range(FLOOD // 25)] for dewi in people
        )
        assert took < 3 * at_least + 8
        print(f"{FLOOD} messages took {took:.1f} s; the rate needs {at_least:.1f} s")


async def chat(post: Post, number: int) -> str:
    post.simulator.person(number)
    return await post.handled(number, str(number))


async def test_a_chat_that_has_its_fill_waits_for_its_turn_and_a_lone_message_for_nothing(
    store: Store,
) -> None:
    async with telegram(store) as post:
        dewi, eka = await chat(post, 1), await chat(post, 2)
        async with two_workers(post):
            await post.answer(dewi, *(f"{n}" for n in range(5)))
            await asyncio.sleep(0.7)
            await post.answer(eka, "satu")
            await gone(post, 10)

        of = {id: [one.at for one in post.simulator.accepted if one.chat_id == id] for id in (1, 2)}
        # Three at once, and then one a second; one that was a little late brings the next one nearer.
        took = (of[1][-1] - of[1][0]).total_seconds()
        assert 1.0 < took < 3.6, took
        assert of[2][0] < of[1][-1]
        assert post.simulator.got(1) == [f"{n}" for n in range(5)]
        assert post.simulator.pace.refused == 0


async def test_the_files_of_one_message_count_each_and_a_turn_that_is_far_off_is_not_sat_out(
    store: Store,
) -> None:
    async with telegram(store) as post:
        dewi = await chat(post, 1)
        files = [await post.file(f"surat{n}.txt", b"isi", "text/plain") for n in range(5)]
        message = await post.send(dewi, attachment_ids=files)
        seen: set[MessageStatus] = set()
        async with two_workers(post):
            while (stored := await post.message(message)).status is not MessageStatus.SENT:
                if len(stored.part_ids or []) == 3:
                    seen.add(stored.status)
                await asyncio.sleep(0.02)
        # Nothing is on its way meanwhile, so nothing could be lost with a worker.
        assert MessageStatus.PENDING in seen
        assert len(post.simulator.accepted) == 5
        assert post.simulator.pace.refused == 0


async def test_ten_that_ask_at_once_share_one_pace(store: Store) -> None:
    store.clock = frozen = SettableClock(START)
    limit, channel = Limit(every=0.5, burst=3), Id()

    turns = await asyncio.gather(
        *(send_paces.take(store, channel, limit, patience=1.0) for _ in range(10))
    )
    assert sorted(turn.seconds for turn in turns if turn.taken) == [0, 0, 0, 0.5, 1.0]
    # What was not taken does not put off those who come later.
    assert {turn.seconds for turn in turns if not turn.taken} == {1.5}

    frozen.advance(0.5)
    assert (await send_paces.take(store, channel, limit, patience=1.0)).seconds == 1.0
    await send_paces.give_back(store, channel, limit)
    assert (await send_paces.take(store, channel, limit, patience=1.0)).seconds == 1.0
    frozen.advance(3600)
    assert (await send_paces.take(store, channel, limit, patience=0)).seconds == 0


async def test_the_pace_of_a_customer_names_nobody(post: Post) -> None:
    dewi = await post.customer(1)
    await post.answer(dewi, "satu")
    await post.worker().send_due()
    paces: list[Any] = [one.to_mongo() for one in await post.store.find(SendPace, {})]
    assert len(paces) == 2
    assert dewi not in str(paces)


async def test_a_mailbox_keeps_to_what_its_provider_takes_in_a_minute_and_in_a_day(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "PATIENCE", 0.0)
    store.clock = frozen = SettableClock(START)
    settings = EmailSettings(
        address="help@kirim.example", smtp_host="smtp.kirim.example", per_minute=30, per_day=200
    )
    went: list[float] = []
    async with httpx2.AsyncClient() as http:
        account = Account(str(Id()), settings, {}, "", http)
        while frozen.now() < START + timedelta(days=2):
            call = Outgoing(f"m{len(went)}", "dewi@x.example")
            wait = await pacing.wait_for_turn(store, EmailAdapter(), account, call)
            frozen.advance(wait)
            went += [(frozen.now() - START).total_seconds()] * (not wait)

    def most_in(seconds: float) -> int:
        return max(sum(start <= at < start + seconds for at in went) for start in went)

    assert 28 <= most_in(60) <= 30
    assert 195 <= most_in(43_200) <= 201
    # Around the clock it gets on with all of it.
    assert 195 <= sum(at >= 86_400 for at in went) <= 201
