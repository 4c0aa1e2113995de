"""The settings of a live chat: its form and sites, when it is closed, where it is refused."""

import asyncio
from typing import Any

import pytest

from channels_adapters.kit.waiting import until
from hub.kit.clock import SettableClock
from hub.services import channels
from hub.store import turnstiles
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import Channel, Sighting
from models.documents.base import Id
from tests.hub.http.doors import Api, Site, Staff

OFFICE = {"always": False, "monday": [{"start": "09:00", "end": "17:00"}]}


async def test_a_channel_that_is_removed_is_off_and_comes_back(
    api: Api, staff: Staff, site: Site
) -> None:
    path = f"/channels/{site.chat_id}"
    assert (await api.delete(path, token=staff.admin)).json()["enabled"] is False
    assert (await api.post(f"/chat/{site.chat_id}/session", {})).status_code == 404
    on = (await api.patch(path, {"enabled": True}, token=staff.admin)).json()
    assert on["settings"]["allowed_sites"] == ["https://shop.example"]
    free = await api.patch(path, {"departmentId": None}, token=staff.admin)
    assert free.json()["departmentId"] is None


@pytest.mark.parametrize("for_the_first_time", [True, False])
async def test_when_switching_off_is_answered_what_was_just_beginning_has_begun_or_does_not(
    api: Api, staff: Staff, site: Site, hub: Hub, *, for_the_first_time: bool
) -> None:
    """In another process, which has read that it is on."""
    if not for_the_first_time:
        await turnstiles.turn_all(hub.store)
    read, goes_on = asyncio.Event(), asyncio.Event()

    async def begin(tx: Transaction) -> bool:
        on = await channels.switched_on(tx, [Id(site.chat_id)])
        read.set()
        await goes_on.wait()
        return bool(on)

    beginning = asyncio.create_task(hub.store.transact(begin))
    await read.wait()
    off = {"enabled": False}
    switching = asyncio.create_task(api.patch(f"/channels/{site.chat_id}", off, token=staff.admin))

    async def is_off() -> bool:
        return await hub.store.count(Channel, {"_id": Id(site.chat_id), "enabled": False}) == 1

    await until(is_off)
    done, _ = await asyncio.wait({switching}, timeout=0.5)
    goes_on.set()
    assert not (done and await beginning)
    # Of what nobody has written yet MongoDB takes the second writer; else he waits for the first.
    assert for_the_first_time or (not done and await beginning)
    assert (await switching).json()["enabled"] is False
    assert await hub.store.transact(begin) is False


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"allowed_sites": ["shop"]}, "settings.allowed_sites.0"),
        ({"allowed_sites": ["https://shop.example/path"]}, "settings.allowed_sites.0"),
        ({"allowed_sites": ["ftp://shop.example"]}, "settings.allowed_sites.0"),
        ({"allowed_sites": ["https://a.example; script-src *"]}, "settings.allowed_sites.0"),
        ({"welcome": {"en": "x" * 161}}, "settings.welcome.en"),
        ({"launcher_side": "top"}, "settings.launcher_side"),
        ({"ask_topic": True}, "settings"),
        (
            {"topics": [{"id": "a", "name": {"en": "A"}, "department_id": "f" * 24}]},
            "settings.topics.0.department_id",
        ),
    ],
)
async def test_settings_of_a_chat_that_cannot_be_are_refused_where_they_stand(
    api: Api, staff: Staff, site: Site, settings: dict[str, Any], field: str
) -> None:
    refused = await api.patch(
        f"/channels/{site.chat_id}", {"settings": settings}, token=staff.admin
    )
    assert refused.status_code == 422
    assert field in refused.json()["fields"]


async def test_a_site_is_kept_as_browsers_name_it_and_the_form_reaches_the_widget(
    api: Api, staff: Staff, site: Site
) -> None:
    topic = {"id": "bill", "name": {"en": "My bill"}, "department_id": str(staff.billing_id)}
    settings = {
        "allowed_sites": [" Shop.Example/ ", "https://shop.example", "http://localhost:3000"],
        "display_name": "Toko",
        "ask_topic": True,
        "topics": [topic],
    }
    kept = await api.patch(f"/channels/{site.chat_id}", {"settings": settings}, token=staff.admin)
    sites = kept.json()["settings"]["allowed_sites"]
    assert sites == ["https://shop.example", "http://localhost:3000"]
    told = (await api.post(f"/chat/{site.chat_id}/session", {})).json()["channel"]
    assert told["name"] == "Toko"
    assert told["isOpen"] is True
    assert told["appearance"]["topics"] == [{"id": "bill", "name": {"en": "My bill"}}]


async def test_a_closed_chat_names_the_next_opening(
    api: Api, hub: Hub, staff: Staff, site: Site
) -> None:
    await api.patch("/workspace", {"hours": OFFICE}, token=staff.admin)
    told = (await api.post(f"/chat/{site.chat_id}/session", {})).json()["channel"]
    assert told["isOpen"] is False
    assert told["nextOpening"] == "2026-11-30T02:00:00.000Z"


async def test_refused_sites_are_counted_and_one_allowed_is_refused_no_more(
    api: Api, hub: Hub, staff: Staff, site: Site, clock: SettableClock
) -> None:
    path = f"/channels/{site.chat_id}"

    async def shown_on(page: str) -> None:
        await api.client.get(f"/widget/{site.chat_id}", headers={"Referer": page})

    for _ in range(3):
        await shown_on("https://new.example/cart?x=1")
        clock.advance(30)
    await shown_on("https://shop.example/")
    wrong = {"Origin": "https://evil.example"}
    assert (await api.post(f"/chat/{site.chat_id}/session", {}, headers=wrong)).status_code == 403
    sites = (await api.get(f"{path}/sites", token=staff.admin)).json()
    assert {each["origin"]: each["count"] for each in sites["refused"]} == {
        "https://new.example": 3,
        "https://evil.example": 1,
    }
    assert [each["origin"] for each in sites["seen"]] == ["https://shop.example"]
    allowed = ["https://shop.example", "https://new.example"]
    await api.patch(path, {"settings": {"allowed_sites": allowed}}, token=staff.admin)
    left = (await api.get(f"{path}/sites", token=staff.admin)).json()["refused"]
    assert [each["origin"] for each in left] == ["https://evil.example"]
    clock.advance(7200)
    assert (await api.get(f"{path}/sites", token=staff.admin)).json()["refused"] == []


async def test_a_crowd_of_made_up_sites_leaves_few_rows(api: Api, hub: Hub, site: Site) -> None:
    for number in range(60):
        page = f"https://s{number}.example/"
        await api.client.get(f"/widget/{site.chat_id}", headers={"Referer": page})
    for _ in range(40):
        await api.client.get(
            f"/widget/{site.chat_id}", headers={"Referer": "https://shop.example/"}
        )
    assert await hub.store.count(Sighting, {"allowed": False}) == 50
    assert await hub.store.count(Sighting, {"allowed": True}) == 1


async def test_every_setting_of_every_kind_has_a_title_in_both_languages(
    api: Api, staff: Staff
) -> None:
    kinds = (await api.get("/channels/kinds", token=staff.admin)).json()["items"]
    assert {"livechat"} <= {kind["kind"] for kind in kinds}
    for kind in kinds:
        for name, shape in kind["settingsSchema"]["properties"].items():
            assert all(shape["titles"][language] for language in ("en", "id")), name
