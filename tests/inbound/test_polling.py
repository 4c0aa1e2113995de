"""A bot without a public address: the hub asks, stores, and only then confirms."""

import asyncio
from contextlib import suppress

import pytest

from channels_adapters.base import Account, Deliver, Payload, SendDelayed
from channels_adapters.kit.waiting import PATIENCE, until
from channels_adapters.telegram.adapter import TelegramAdapter
from hub.jobs import watching
from hub.kit.ending import end_all
from hub.services import watch_places
from models.documents import Channel, Conversation, Lease, WatchPlace
from models.words import ChannelState
from tests.inbound.conftest import DEWI, Bot


async def test_messages_come_once_and_in_order_over_restarts(bot: Bot) -> None:
    dewi = bot.telegram.people[DEWI]
    for turn in range(4):
        running = asyncio.create_task(bot.watcher().run())
        for n in range(5):
            dewi.writes(f"{turn}.{n}")
        await bot.until((turn + 1) * 5)
        # Cut off wherever it is: also between storing and confirming.
        await end_all([running])

    assert await bot.texts() == [f"{turn}.{n}" for turn in range(4) for n in range(5)]
    assert await bot.line.hub.store.count(Conversation, {"channel_id": bot.channel.id}) == 1


async def test_two_workers_watch_a_bot_by_turns(bot: Bot) -> None:
    running = [asyncio.create_task(bot.watcher().run()) for _ in range(3)]
    for n in range(10):
        bot.telegram.people[DEWI].writes(f"{n}")
    await bot.until(10)

    async def place_kept() -> WatchPlace | None:
        return await bot.line.hub.store.get(WatchPlace, {"_id": bot.channel.id})

    # It moves after what it is behind has been stored.
    await until(place_kept)
    await end_all(running)

    assert await bot.texts() == [f"{n}" for n in range(10)]
    place = await place_kept()
    assert place is not None
    assert place.place
    assert bot.telegram.refused == []


async def test_a_revoked_token_needs_an_admin(bot: Bot) -> None:
    bot.telegram.token = "1:other"
    running = asyncio.create_task(bot.watcher().run())

    async def stopped() -> Channel | None:
        wanted = {"_id": bot.channel.id, "state": ChannelState.NEEDS_ATTENTION.value}
        return await bot.line.hub.store.get(Channel, wanted)

    await until(stopped)
    await end_all([running])

    channel = await stopped()
    assert channel is not None
    assert channel.trouble is not None
    assert channel.trouble.code == "401"


async def test_after_a_good_while_the_next_trouble_is_a_first_one_again(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a second without the provider would cost minutes in the end, however seldom it comes."""
    in_a_row: list[int] = []

    async def fails(*_: object) -> None:
        steady = len(in_a_row) == 3
        monkeypatch.setattr(watching, "STEADY_SECONDS", -1.0 if steady else 1e9)
        raise SendDelayed("unreachable") if len(in_a_row) % 2 else OSError()

    def pause(failures: int) -> float:
        in_a_row.append(failures)
        return 0.0 if len(in_a_row) < 6 else 600.0

    monkeypatch.setattr(TelegramAdapter, "watch", fails)
    monkeypatch.setattr(watching, "_pause", pause)
    running = asyncio.create_task(bot.watcher().run())
    await until(lambda: len(in_a_row) == 6)
    await end_all([running])

    assert in_a_row == [1, 2, 3, 1, 2, 3]


async def test_a_part_of_a_watcher_that_lost_its_cancellation_ends_too(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mailbox is watched by a task for each folder; who ends them all asks each of them only once."""
    began = asyncio.Event()

    async def deaf_once(*_: object) -> None:
        if not began.is_set():
            began.set()
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()

    async def by_folder(_: object, account: Account, place: object, deliver: Deliver) -> None:
        async def folder() -> None:
            while True:
                await deliver([Payload(b"{}")], {"at": 1})
                await asyncio.sleep(0.01)

        async with asyncio.TaskGroup() as group:
            group.create_task(folder())

    monkeypatch.setattr(TelegramAdapter, "watch", by_folder)
    monkeypatch.setattr(watch_places, "move", deaf_once)
    watcher = bot.watcher()
    await watcher.look()
    await began.wait()
    await bot.switch_off()

    async with asyncio.timeout(PATIENCE):
        await watcher.look()


async def test_a_watcher_that_lost_its_cancellation_is_ended_all_the_same(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the database's driver does it on Python 3.11; else the old settings would be watched for ever, and
    nothing new."""
    monkeypatch.setattr("hub.kit.ending.CANCEL_AGAIN_SECONDS", 0.01)
    watches = asyncio.Event()

    async def deaf_once(*_: object) -> None:
        watches.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.Event().wait()

    monkeypatch.setattr(TelegramAdapter, "watch", deaf_once)
    watcher = bot.watcher()
    await watcher.look()
    await watches.wait()
    await bot.switch_off()

    async with asyncio.timeout(PATIENCE):
        await watcher.look()

    assert await bot.line.hub.store.count(Lease, {"_id": f"watch:{bot.channel.id}"}) == 0
