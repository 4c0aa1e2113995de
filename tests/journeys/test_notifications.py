"""What one is told in person arrives, also after a lost connection, every one of it."""

import asyncio

from tests.journeys.people import Running, Staff


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

    missed = sari.live.picture.events[before:]
    told = [event for event in missed if event["type"] == "notification.created"]
    mentions = [event["data"]["notification"] for event in told]
    assert [one["kind"] for one in mentions if one["kind"] != "queued"] == ["mentioned"] * 3
    assert "Sari, tolong" not in str(mentions)
    await sari.live.until(
        lambda picture: any(name == "notification.unread" for name, _ in picture.ephemeral)
    )
    listed = await sari.get("/notifications")
    figures = [body for name, body in sari.live.picture.ephemeral if name == "notification.unread"]
    assert figures[-1] == {"unread": listed["unread"]}


async def until_told(sari: Staff, count: int) -> None:
    """By HTTP: her line is down."""
    async with asyncio.timeout(20):
        while True:
            listed = (await sari.get("/notifications"))["items"]
            if sum(one["kind"] == "mentioned" for one in listed) == count:
                return
            await asyncio.sleep(0.1)
