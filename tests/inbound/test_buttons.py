"""What customers answer by pressing stands in the thread, and their app hears that it was heard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2

from channels_adapters.kit.waiting import until
from hub.kit.ending import end_all
from models.documents import Conversation, Message
from models.words import Direction, MessageKind
from tests.inbound.conftest import DEWI, Bot, Line


@asynccontextmanager
async def watched(bot: Bot) -> AsyncIterator[None]:
    running = asyncio.create_task(bot.watcher().run())
    try:
        yield
    finally:
        await end_all([running])


async def nothing_spins(bot: Bot) -> None:
    await until(lambda: not bot.telegram.waiting_buttons)


async def messages(bot: Bot) -> list[Message]:
    found = {"channel_id": bot.channel.id}
    return await bot.line.hub.store.find(Message, found, sort=[("number", 1)])


async def test_a_button_of_telegram_stands_in_the_thread_and_stops_spinning(bot: Bot) -> None:
    dewi = bot.telegram.people[DEWI]
    async with watched(bot):
        question = dewi.writes("Apa kabar paket saya?")
        await bot.until(1)
        dewi.presses(question, "track:7742", "Lacak paket")
        await bot.until(2)
        await nothing_spins(bot)

    asked, pressed = await messages(bot)
    assert (pressed.kind, pressed.text, pressed.payload) == (
        MessageKind.BUTTON_REPLY,
        "Lacak paket",
        "track:7742",
    )
    assert pressed.direction is Direction.INBOUND
    assert pressed.conversation_id == asked.conversation_id
    assert pressed.reply_to_id == asked.id
    assert bot.telegram.refused == []


async def test_who_presses_first_of_all_begins_a_conversation_by_his_name(bot: Bot) -> None:
    async with watched(bot):
        bot.telegram.people[DEWI].presses(7, "menu")
        await bot.until(1)
        await nothing_spins(bot)
    [conversation] = await bot.line.hub.store.find(Conversation, {"channel_id": bot.channel.id})
    assert conversation.contact.name == "Dewi"
    assert conversation.address == str(DEWI)


async def test_the_same_press_three_times_at_once_is_one_and_another_press_another(
    bot: Bot, http: httpx2.AsyncClient
) -> None:
    dewi = bot.telegram.people[DEWI]
    dewi.presses(7, "ya", "Ya")
    dewi.presses(7, "ya", "Ya")
    updates = list(bot.telegram.waiting.values())
    hub, channel = bot.line.hub, bot.channel
    payloads = [httpx2.Response(200, json=each).content for each in updates * 3]
    await asyncio.gather(*(hub.take_payload(channel, payload) for payload in payloads))
    await nothing_spins(bot)
    assert [(one.kind, one.text) for one in await messages(bot)] == [
        (MessageKind.BUTTON_REPLY, "Ya")
    ] * 2


async def test_a_telegram_that_is_away_holds_nobody_up_and_loses_no_answer(bot: Bot) -> None:
    dewi = bot.telegram.people[DEWI]
    dewi.presses(7, "ya", "Ya")
    [update] = bot.telegram.waiting.values()
    bot.telegram.is_down = True
    payload = httpx2.Response(200, json=update).content
    assert await bot.line.hub.take_payload(bot.channel, payload) == []
    assert [one.text for one in await messages(bot)] == ["Ya"]


async def test_answers_by_button_and_list_of_whatsapp_stand_in_the_thread(line: Line) -> None:
    dewi = line.meta.person("6281234567890")
    dewi.presses("Ya, kirim ulang", "ya-7742")
    dewi.chooses("besok", "Besok pagi", "08.00 sampai 11.00")
    await line.settled()
    found = {(one.kind, one.text, one.payload) for one in await line.messages()}
    assert found == {
        (MessageKind.BUTTON_REPLY, "Ya, kirim ulang", "ya-7742"),
        (MessageKind.LIST_REPLY, "Besok pagi", "besok"),
    }
