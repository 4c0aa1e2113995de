"""What was not understood: admins see why, get its bytes, try it again, or throw it away."""

from collections.abc import Mapping
from typing import Any

from hub.services import quarantine
from hub.wiring import Hub
from models.documents import Channel, Message, NotUnderstood, WatchPlace
from models.documents.base import Id
from tests.hub.http.doors import Api, Staff

MAIL = b"From: dewi@x.example\r\nTo: help@kirim.example\r\nMessage-ID: <m1@x>\r\nSubject: S\r\n\r\nHalo\r\n"


async def mailbox(hub: Hub) -> Channel:
    channel = Channel(
        kind="email",
        name="E-mail",
        settings={"address": "help@kirim.example", "smtp_host": "smtp.kirim.example"},
        created_at=hub.clock.now(),
    )
    await hub.store.insert(channel)
    await hub.directory.refresh()
    return channel


async def keep(hub: Hub, raw: bytes, envelope: Mapping[str, Any] | None = None) -> Id:
    channel = await mailbox(hub)
    return await quarantine.keep(
        hub.store, hub.files, channel, raw, "ValueError: no", dict(envelope or {})
    )


async def test_it_is_listed_with_its_reason_and_its_bytes_come_whole(
    api: Api, hub: Hub, staff: Staff
) -> None:
    id = await keep(hub, MAIL * 9000, {"sender_id": "dewi@x.example", "subject": "S"})
    listed = (await api.get("/not-understood", token=staff.admin)).json()["items"]
    assert [(one["id"], one["reason"], one["sender"]) for one in listed] == [
        (str(id), "ValueError: no", "dewi@x.example")
    ]
    raw = await api.get(f"/not-understood/{id}/raw", token=staff.admin)
    assert raw.content == MAIL * 9000
    assert raw.headers["content-disposition"] == f'attachment; filename="{id}.eml"'
    assert raw.headers["x-content-type-options"] == "nosniff"


async def test_tried_again_it_becomes_what_it_is(api: Api, hub: Hub, staff: Staff) -> None:
    id = await keep(hub, MAIL)
    answer = await api.post(f"/not-understood/{id}/retry", token=staff.admin)
    assert answer.json() == {"understood": True}
    assert await hub.store.count(Message, {"external_id": "m1@x"}) == 1
    assert await hub.store.count(NotUnderstood, {}) == 0


async def test_thrown_away_it_is_gone_with_its_bytes(api: Api, hub: Hub, staff: Staff) -> None:
    id = await keep(hub, MAIL)
    assert (await api.delete(f"/not-understood/{id}", token=staff.admin)).status_code == 200
    assert await hub.store.count(NotUnderstood, {}) == 0
    assert await hub.store.db["fs.chunks"].count_documents({}) == 0


async def test_how_far_an_import_has_come(api: Api, hub: Hub, staff: Staff) -> None:
    channel = await mailbox(hub)
    url = f"/channels/{channel.id}/import"
    assert (await api.get(url, token=staff.admin)).json()["running"] is False
    past = {"uid": 3, "last": 90, "done": 3, "total": 80, "again": False}
    folders = [{"folder": "INBOX", "past": past}, {"folder": "Junk", "past": None}]
    await hub.store.insert(WatchPlace(_id=channel.id, place={"folders": folders}))
    found = (await api.get(url, token=staff.admin)).json()
    assert found == {"running": True, "done": 3, "total": 80}
