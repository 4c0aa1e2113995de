"""Who looks at a conversation: told to those who look too, over all processes, and to nobody else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from hub.kit.settings import Settings
from tests.journeys.conftest import SECRET, embedded, in_database, listening
from tests.journeys.people import Client, Picture, Running, Staff


def names(picture: Picture) -> list[str]:
    """Who looks, as last told."""
    told: list[Any] = [body for event, body in picture.ephemeral if event == "viewers"]
    return [viewer["name"].split()[0] for viewer in told[-1]["viewers"]] if told else []


async def opened(running: Running, *people: str) -> tuple[str, list[Staff]]:
    """A conversation that waits, and these members with a socket each."""
    visitor = await running.visit(name="Rina")
    id = (await visitor.write("Halo")).json()["conversationId"]
    staff = [await running.sign_in(name) for name in people]
    for member in staff:
        await member.live.connect()
    return id, staff


async def test_who_looks_is_seen_until_he_looks_away_or_goes(running: Running) -> None:
    id, [sari, budi, hana] = await opened(running, "sari", "budi", "hana")
    for member in (sari, budi, hana):
        await member.live.signal("view", {"conversationId": id})
    for member in (sari, budi, hana):
        await member.live.until(lambda picture: names(picture) == ["Budi", "Hana", "Sari"])

    await budi.live.signal("unview", {"conversationId": id})
    await sari.live.until(lambda picture: names(picture) == ["Hana", "Sari"])
    await hana.live.disconnect()
    await sari.live.until(lambda picture: names(picture) == ["Sari"])


async def test_a_second_tab_is_told_who_was_there_before(running: Running) -> None:
    id, [sari, budi] = await opened(running, "sari", "budi")
    for member in (sari, budi):
        await member.live.signal("view", {"conversationId": id})
    await sari.live.until(lambda picture: names(picture) == ["Budi", "Sari"])
    second = Client(running.url, "/agent", sari.live.auth)
    await second.connect()
    await second.signal("view", {"conversationId": id})
    await second.until(lambda picture: names(picture) == ["Budi", "Sari"])
    await second.disconnect()
    await budi.live.signal("unview", {"conversationId": id})
    await sari.live.until(lambda picture: names(picture) == ["Sari"])


async def test_who_loses_the_conversation_is_seen_no_more(running: Running) -> None:
    id, [sari, budi] = await opened(running, "sari", "budi")
    for member in (sari, budi):
        await member.live.signal("view", {"conversationId": id})
    await sari.live.until(lambda picture: names(picture) == ["Budi", "Sari"])
    assert (await sari.post(f"/conversations/{id}/claim")).status_code == 200
    await sari.live.until(lambda picture: names(picture) == ["Sari"])


async def test_a_stranger_neither_looks_nor_is_told(running: Running) -> None:
    id, [sari, tono] = await opened(running, "sari", "tono")
    await tono.live.signal("view", {"conversationId": id})
    await sari.live.signal("view", {"conversationId": id})
    await sari.live.until(lambda picture: names(picture) == ["Sari"])
    assert names(tono.live.picture) == []


@asynccontextmanager
async def second_process(url: str, redis_url: str) -> AsyncIterator[str]:
    settings = Settings(mongodb_url=url, redis_url=redis_url, secret_key=SECRET)
    async with listening(settings, {"web"}) as (_, address):
        yield address


async def test_those_of_another_process_are_seen_and_vanish_with_it(
    mongodb_url: str, database_name: str, redis_url: str, password_hash: str
) -> None:
    url = in_database(mongodb_url, database_name)
    async with embedded(url, password_hash, redis_url=redis_url) as running:
        id, [sari, budi] = await opened(running, "sari", "budi")
        await budi.live.disconnect()
        await sari.live.signal("view", {"conversationId": id})
        async with second_process(url, redis_url) as address:
            elsewhere = Client(address, "/agent", budi.live.auth)
            await elsewhere.connect()
            await elsewhere.signal("view", {"conversationId": id})
            await sari.live.until(lambda picture: names(picture) == ["Budi", "Sari"])
            await elsewhere.until(lambda picture: names(picture) == ["Budi", "Sari"])
            await elsewhere.disconnect()
            await sari.live.until(lambda picture: names(picture) == ["Sari"])
