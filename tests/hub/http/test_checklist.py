"""The checklist by which a new house is set up."""

from typing import Any

from hub.wiring import Hub
from models.documents import WebhookSighting
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
