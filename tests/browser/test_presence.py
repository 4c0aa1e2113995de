"""Being here or away, as one says it oneself and as a supervisor says it; a tab left alone stays online."""

import asyncio

from playwright.async_api import Locator, Page, expect

from tests.browser.agent import Agent
from tests.browser.chromium import PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, House
from tests.browser.served import ServedHub

A_LONG_TIME = 55.0
"""Seconds: a client that does not answer the server's pings is closed before that."""


class Team:
    """Ratna before the team page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def before(cls, served: ServedHub, ratna: Agent, house: House) -> "Team":
        await ratna.page.goto(f"{served.url}/team")
        team = cls(ratna.page)
        await team.page.get_by_role("combobox", name="Department").click()
        await team.page.get_by_role("option", name=house.department, exact=True).click()
        return team

    def row(self, name: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=name)

    async def sets_away(self, name: str, reason: str) -> None:
        await self.row(name).get_by_role("button", name=f"Actions for {name}").click()
        await self.page.get_by_role("menuitem", name=reason).click()


async def test_away_by_oneself_and_by_a_supervisor_is_seen_on_both_screens(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open()
    ratna = await Agent.signed_in(await new_person(), served.url, ADMIN)
    team = await Team.before(served, ratna, house)
    row = team.row("Sari Wulandari")
    await expect(row).to_contain_text("online")

    await sari.page.get_by_role("button", name="Sari Wulandari, online").click()
    await sari.page.get_by_role("menuitem", name="Away").click()
    await sari.page.get_by_role("menuitem", name="Lunch").click()

    strip = sari.page.get_by_test_id("away-strip")
    await expect(strip).to_contain_text("Lunch")
    await expect(sari.toast("New chats do not reach you")).to_be_visible()
    await expect(row).to_contain_text("away: Lunch")
    await strip.get_by_role("button", name="Back online").click()
    await expect(strip).to_have_count(0)
    await expect(row).to_contain_text("online")

    await team.sets_away("Sari Wulandari", "Meeting")

    await expect(sari.toast("Ratna Kusuma has set you away: Meeting")).to_be_visible()
    await sari.page.reload()
    await expect(strip).to_contain_text("Meeting")
    await team.page.goto(f"{served.url}/team/log")
    log = team.page.get_by_role("row").filter(has_text="Sari Wulandari")
    await expect(log.filter(has_text="away: Meeting").first).to_contain_text("Ratna Kusuma")


async def down_to(item: Locator) -> None:
    await expect(item).to_be_visible()
    for _ in range(20):
        if await item.evaluate("item => item === document.activeElement"):
            return
        await item.page.keyboard.press("ArrowDown")
    await expect(item).to_be_focused()


async def test_all_of_it_by_keyboard(served: ServedHub, house: House, new_person: Somebody) -> None:
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open()
    await sari.page.get_by_role("button", name="Sari Wulandari, online").focus()
    await sari.page.keyboard.press("Enter")
    away = sari.page.get_by_role("menuitem", name="Away")
    await expect(away).to_be_enabled()
    await down_to(away)
    await sari.page.keyboard.press("ArrowRight")
    await down_to(sari.page.get_by_role("menuitem", name="Prayer"))
    await sari.page.keyboard.press("Enter")

    await expect(sari.page.get_by_test_id("away-strip")).to_contain_text("Prayer")


async def test_a_slow_tab_that_nobody_touches_stays_online(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    context = await new_person()
    sari = await Agent.signed_in(context, served.url, house.sari)
    await sari.open()
    throttle = await context.new_cdp_session(sari.page)
    await throttle.send("Emulation.setCPUThrottlingRate", {"rate": 20})
    me = (await (await context.request.get(f"{served.url}/api/v1/me")).json())["id"]

    await asyncio.sleep(A_LONG_TIME)

    log = await (await context.request.get(f"{served.url}/api/v1/presence-log")).json()
    assert [each["state"] for each in log["items"] if each["state"]] == ["online"]
    assert all(each["memberId"] == me for each in log["items"])


async def test_on_a_phone_nothing_is_cut_off(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    ratna = await Agent.signed_in(await new_person(size=PHONE), served.url, ADMIN)
    for path in ("/team", "/team/log", "/settings/away-reasons"):
        await ratna.page.goto(f"{served.url}{path}")
        body = ratna.page.locator(".set-body")
        await expect(body).to_be_visible()
        wide = await body.evaluate("body => body.scrollWidth - body.clientWidth")
        assert wide <= 0, path
    assert house.department
