"""What one is told in person arrives, also after a lost connection, every one of it."""

import asyncio
from typing import Any

from tests.journeys.people import Picture, Running, Staff

UNREAD = "notification.unread"


async def test_who_comes_back_hears_every_notification_he_missed(running: Running) -> None:
    sari, budi = await running.sign_in("sari"), await running.sign_in("budi")
    await sari.live.connect()
    chats = []
    for _ in range(3):
        visitor = await running.visit()
        said = (await visitor.write("Halo")).json()
        claimed = await budi.post(f"/conversations/{said['conversationId']}/claim")
        assert claimed.status_code == 200, claimed.text
        chats.append(said["conversationId"])
    await sari.live.disconnect()
    before = len(sari.live.picture.events)

    for chat in chats:
        noted = await budi.answer(
            chat, "Sari, tolong", visibility="internal", mentions=[sari.member["id"]]
        )
        assert noted.status_code == 201, noted.text
    await until_told(sari, 3)
    await sari.live.connect()

    def missed(picture: Picture) -> list[dict[str, Any]]:
        told = [one for one in picture.events[before:] if one["type"] == "notification.created"]
        mentions = [event["data"]["notification"] for event in told]
        return [one for one in mentions if one["kind"] != "queued"]

    # The last of them may be handed on only after she has come in.
    await sari.live.until(lambda picture: len(missed(picture)) == 3)
    mentions = missed(sari.live.picture)
    assert [one["kind"] for one in mentions] == ["mentioned"] * 3
    assert "Sari, tolong" not in str(mentions)
    unread = {"unread": (await sari.get("/notifications"))["unread"]}
    # She was told how many when she first came in, too.
    await sari.live.until(
        lambda picture: [told for name, told in picture.ephemeral if name == UNREAD][-1] == unread
    )


async def until_told(sari: Staff, count: int) -> None:
    """By HTTP: her line is down."""
    async with asyncio.timeout(20):
        while True:
            listed = (await sari.get("/notifications"))["items"]
            if sum(one["kind"] == "mentioned" for one in listed) == count:
                return
            await asyncio.sleep(0.1)
