"""The checklist by which a new house is set up."""

from typing import Any

import pytest

from hub.wiring import Hub
from models.documents import Channel, WebhookSighting
from models.documents.base import Id
from tests.hub.http.doors import Api, Site, Staff


async def test_the_checklist_asks_of_each_provider_whether_messages_arrive(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    async def steps() -> dict[str, Any]:
        told = (await api.get("/setup", token=staff.admin)).json()
        return {each["step"]: each for each in told["steps"]}

    assert "connected" not in await steps()
    bot = {
        "kind": "telegram",
        "name": "Bot Toko",
        "settings": {"mode": "polling"},
        "secrets": {"bot_token": "7742091834:AAF"},
    }
    made = (await api.post("/channels", bot, token=staff.admin)).json()
    waiting = (await steps())["connected"]
    assert (waiting["done"], waiting["channelName"]) == (False, "Bot Toko")
    await hub.store.insert(WebhookSighting(_id=Id(made["id"]), came_at=hub.clock.now()))
    assert (await steps())["connected"]["done"]

    await hub.note_channel_trouble(Id(made["id"]), "401", "Unauthorized", made["version"])
    broken = (await steps())["connected"]
    assert (broken["done"], broken["channelId"]) == (False, made["id"])

    await api.delete(f"/channels/{site.chat_id}", token=staff.admin)
    alone = await steps()
    assert "site" not in alone
    assert (alone["channel"]["done"], alone["channel"]["channelName"]) == (True, "Bot Toko")


async def test_the_checklist_shows_what_is_really_so(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    async def done() -> dict[str, bool]:
        told = (await api.get("/setup", token=staff.admin)).json()
        return {each["step"]: each["done"] for each in told["steps"]}

    before = await done()
    assert before == {
        "company": False,
        "hours": False,
        "departments": False,  # nobody works in Billing
        "members": True,
        "channel": True,
        "site": False,
        "chat": False,
    }
    await api.patch("/workspace", {"name": "Toko"}, token=staff.admin)
    await api.patch("/setup", {"confirmed": ["hours"]}, token=staff.admin)
    await api.patch(
        f"/members/{staff.admin_id}",
        {"departmentIds": [str(staff.billing_id)]},
        token=staff.admin,
    )
    await api.client.get("/widget.js", headers={"Referer": "https://shop.example/"})
    session = (await api.post(f"/chat/{site.chat_id}/session", {})).json()
    sent = {"clientId": "first-message", "text": "Halo"}
    await api.post(f"/chat/{site.chat_id}/messages", sent, token=session["token"])
    assert all((await done()).values())
    told = (await api.patch("/setup", {"hidden": True}, token=staff.admin)).json()
    assert told["hidden"]
    assert {each["step"]: each["seenOn"] for each in told["steps"]}[
        "site"
    ] == "https://shop.example"
    assert not told["loopback"]


async def test_the_site_is_told_where_the_chat_was_opened_last(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    async def seen() -> tuple[str, str]:
        told = (await api.get("/setup", token=staff.admin)).json()
        step = next(each for each in told["steps"] if each["step"] == "site")
        return step["channelId"], step["seenOn"]

    async def opened(channel: Id, host: str) -> None:
        hub.clock.advance(60)  # type: ignore[attr-defined]
        referer = {"Referer": f"https://{host}/"}
        answer = await api.client.get(f"/widget/{channel}", headers=referer)
        assert answer.status_code == 200

    second = {"kind": "livechat", "name": "Kedua", "settings": {"allowed_sites": ["*"]}}
    second_id = Id((await api.post("/channels", second, token=staff.admin)).json()["id"])
    await opened(site.chat_id, "shop.example")
    assert await seen() == (str(site.chat_id), "https://shop.example")
    await opened(second_id, "kedua.example")
    assert await seen() == (str(second_id), "https://kedua.example")


async def test_the_checklist_costs_as_much_with_many_channels_as_with_few(
    api: Api, hub: Hub, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page of the settings asks for it."""
    asked = 0
    find = hub.store.find

    async def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal asked
        asked += 1
        return await find(*args, **kwargs)

    monkeypatch.setattr(hub.store, "find", counted)
    await api.get("/setup", token=staff.admin)
    few, asked = asked, 0
    for number in range(20):
        await hub.store.insert(
            Channel(
                kind="livechat",
                name=f"Toko {number}",
                settings={"allowed_sites": ["shop.example"]},
                created_at=hub.clock.now(),
            )
        )
    await api.get("/setup", token=staff.admin)
    assert few == asked
