"""What was to be told while somebody still might hear it, and comes when he may not any more."""

import pytest

from hub.rules.actors import SYSTEM
from hub.rules.news import News
from hub.services import members, notifications
from hub.services.members import MemberChange
from hub.store.transaction import Transaction
from models.documents import Department, Member
from models.documents.base import Id
from models.words import NotificationKind
from tests.journeys.people import Picture, Running


async def tell(running: Running, member_id: Id, *, lost_meanwhile: bool) -> None:
    """Somebody waits: his departments are read before he loses them, the entry is written after."""
    store = running.process.hub.store
    [department] = await store.find(Department, {"is_default": True})
    left = not lost_meanwhile

    async def leave(tx: Transaction) -> None:
        await members.change(tx, member_id, MemberChange(department_ids=[]), SYSTEM)

    async def work(tx: Transaction) -> None:
        nonlocal left
        found = await tx.get(Member, {"_id": member_id})
        assert found is not None
        assert (lost_meanwhile and not left) is (department.id in found.department_ids)
        if not left:
            left = True
            await store.transact(leave)
        kind, key = NotificationKind.QUEUED, f"queued:{lost_meanwhile}"
        news = News(member_id, kind, key, SYSTEM, tx.now, department_id=department.id)
        await notifications.tell(tx, [news])

    await store.transact(work)


async def tell_last(running: Running, member_id: Id) -> None:
    async def work(tx: Transaction) -> None:
        news = News(member_id, NotificationKind.SET_AWAY, "last", SYSTEM, tx.now)
        await notifications.tell(tx, [news])

    await running.process.hub.store.transact(work)


def bell(picture: Picture) -> list[str]:
    return [
        event["data"].get("notification", {}).get("kind", "gone")
        for event in picture.events
        if event["object"]["kind"] == "notification"
    ]


@pytest.mark.parametrize("connected", [True, False])
async def test_who_has_left_a_department_is_not_told_that_somebody_waits_there(
    running: Running, connected: bool
) -> None:
    sari = await running.sign_in("sari")
    sari_id = Id(sari.member["id"])
    await sari.live.connect()

    await tell(running, sari_id, lost_meanwhile=True)
    await sari.live.until(lambda picture: picture.resyncs == 1)
    if not connected:
        # The change of his rights lies behind him; what is told of it late is replayed.
        await sari.live.disconnect()
        await tell(running, sari_id, lost_meanwhile=False)
    await tell_last(running, sari_id)
    if not connected:
        await sari.live.connect()
    await sari.live.until(lambda picture: "set_away" in bell(picture))

    assert sari.live.picture.resyncs == 1
    assert bell(sari.live.picture) == ["set_away"]
    listed = await sari.get("/notifications")
    assert [one["kind"] for one in listed["items"]] == ["set_away"]
    assert listed["unread"] == 1
