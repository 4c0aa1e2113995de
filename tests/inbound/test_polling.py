"""A bot without a public address: the hub asks, stores, and only then confirms."""

import asyncio

from models.documents import Channel, Conversation, WatchPlace
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
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    assert await bot.texts() == [f"{turn}.{n}" for turn in range(4) for n in range(5)]
    assert await bot.line.hub.store.count(Conversation, {"channel_id": bot.channel.id}) == 1


async def test_two_workers_watch_a_bot_by_turns(bot: Bot) -> None:
    running = [asyncio.create_task(bot.watcher().run()) for _ in range(3)]
    for n in range(10):
        bot.telegram.people[DEWI].writes(f"{n}")
    await bot.until(10)
    place = await bot.line.hub.store.get(WatchPlace, {"_id": bot.channel.id})
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)

    assert await bot.texts() == [f"{n}" for n in range(10)]
    assert place is not None
    assert place.place
    assert bot.telegram.refused == []


async def test_a_revoked_token_needs_an_admin(bot: Bot) -> None:
    bot.telegram.token = "1:other"
    running = asyncio.create_task(bot.watcher().run())
    async with asyncio.timeout(20):
        while True:
            channel = await bot.line.hub.store.get(Channel, {"_id": bot.channel.id})
            assert channel is not None
            if channel.state is ChannelState.NEEDS_ATTENTION:
                break
            await asyncio.sleep(0.02)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert channel.trouble is not None
    assert channel.trouble.code == "401"
