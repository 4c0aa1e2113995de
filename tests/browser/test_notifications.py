"""What concerns one in person: heard in one tab, counted in all, read in all."""

import json
import struct
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.agent import Agent
from tests.browser.by_http import Colleague, remote_visitor
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.measures import grave_axe_findings, too_wide, wrong_words
from tests.browser.served import ServedHub

TOGETHER = timedelta(seconds=5)

ALERTS = "what => Number(document.documentElement.dataset[what] ?? 0)"


async def made(tabs: list[Page], what: str) -> int:
    """How many sounds, or desktop notifications, these tabs say they have made."""
    counts: list[int] = [await tab.evaluate(ALERTS, what) for tab in tabs]
    return sum(counts)


async def until_made(tabs: list[Page], what: str, count: int) -> None:
    for tab in tabs:
        await tab.wait_for_load_state()
    for _ in range(250):
        if await made(tabs, what) >= count:
            break
        await tabs[0].wait_for_timeout(100)
    assert await made(tabs, what) == count


async def two_tabs(context: BrowserContext, served: ServedHub, house: House) -> list[Agent]:
    await context.grant_permissions(["notifications"])
    first = await Agent.signed_in(context, served.url, house.sari)
    second = Agent(await context.new_page(), served.url)
    for agent in (first, second):
        await agent.open()
        await expect(agent.page.locator("html")).to_have_attribute(
            "data-alerts", "leader" if agent is first else "follower"
        )
        # A browser lets a page sound only after it has been touched.
        await agent.page.locator(".logo").click()
    return [first, second]


async def test_of_two_tabs_one_sounds_and_what_is_before_ones_eyes_is_silent(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    context = await new_person()
    first, second = await two_tabs(context, served, house)
    tabs = [first.page, second.page]
    # What comes within some seconds makes one sound, however long this machine takes.
    now = datetime.now(UTC)
    await context.clock.set_fixed_time(now)
    visitor = await remote_visitor(served.url, house.channel_id, "Maya Puspita", "Halo")
    sari = await Colleague.signed_in(served.url, house.sari)
    [chat] = await sari.chats("queued")
    await sari.post(f"/conversations/{chat['id']}/claim")
    await expect(second.row("Maya Puspita")).to_be_visible()
    assert await made(tabs, "sounds") == 0

    await visitor.write("Ada orang?")
    await until_made(tabs, "sounds", 1)
    await until_made(tabs, "desktops", 1)
    await visitor.write("Halo?")
    for tab in tabs:
        await expect(tab.get_by_test_id("rows")).to_contain_text("Halo?")
        await expect(tab).to_have_title("(1) Simpul")
        await expect(tab.locator("link[rel=icon]")).to_have_attribute("href", "/icon-unread.svg")
    assert await made(tabs, "sounds") == 1

    await first.choose("Maya Puspita")
    for tab in tabs:
        await expect(tab).to_have_title("Simpul")
    await context.clock.set_fixed_time(now + TOGETHER + timedelta(seconds=1))
    await visitor.write("Masih di sana?")
    await first.sees("Masih di sana?")
    await expect(second.row("Maya Puspita")).to_contain_text("Masih di sana?")
    assert await made(tabs, "sounds") == 1


async def test_a_mention_is_in_every_tab_and_read_in_all_at_once(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    first, second = await two_tabs(await new_person(), served, house)
    await remote_visitor(served.url, house.channel_id, "Rudi Hartono", "Halo")
    sari = await Colleague.signed_in(served.url, house.sari)
    budi = await Colleague.signed_in(served.url, house.budi)
    [chat] = await sari.chats("queued")
    # That somebody waits is told a moment after he does.
    for agent in (first, second):
        bell = agent.page.locator("[data-bell]:visible")
        await expect(bell).to_have_attribute("data-bell", "1")
    await sari.post("/notifications/read", {"all": True})
    await budi.post(f"/conversations/{chat['id']}/claim")
    await budi.mention(chat["id"], sari.id, "Sari, tolong cek. Rahasia.")

    for agent in (first, second):
        bell = agent.page.locator("[data-bell]:visible")
        await expect(bell).not_to_have_attribute("data-bell", "0")
        await expect(agent.page).to_have_title("(1) Simpul")
    await until_made([first.page, second.page], "desktops", 1)
    page = first.page
    await page.locator("[data-bell]:visible").click()
    panel = page.get_by_role("dialog", name="Notifications")
    entry = panel.get_by_role("button").filter(has_text="mentioned you")
    await expect(entry).to_contain_text("Budi Santoso mentioned you")
    assert "Rahasia" not in await panel.inner_text()
    assert await grave_axe_findings(page) == []
    assert await wrong_words(page, "en") == []

    await panel.get_by_role("button", name="Mark all as read").click()
    for agent in (first, second):
        await expect(agent.page.locator("[data-bell]:visible")).to_have_attribute("data-bell", "0")
        await expect(agent.page).to_have_title("Simpul")
    await page.keyboard.press("Escape")
    await expect(panel).not_to_be_visible()


async def test_the_browser_is_asked_after_the_first_chat_of_ones_own(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    context = await new_person()
    await context.clear_permissions()
    sari = await Agent.signed_in(context, served.url, house.sari)
    await sari.open("queued")
    await remote_visitor(served.url, house.channel_id, "Tari Kusuma", "Halo")
    await sari.choose("Tari Kusuma")
    card = sari.page.get_by_role("region", name="Hear of new chats at once")
    await expect(card).not_to_be_visible()

    await sari.take()

    await expect(card).to_be_visible()
    assert await grave_axe_findings(sari.page) == []
    await card.get_by_role("button", name="Not now").click()
    await expect(card).not_to_be_visible()
    assert await sari.page.evaluate("Notification.permission") == "default"


@pytest.mark.parametrize(
    ("theme", "language", "size"), [("light", "en", DESKTOP), ("dark", "id", PHONE)]
)
async def test_ones_own_choices_are_kept_and_heard(
    theme: str,
    language: str,
    size: dict[str, int],
    served: ServedHub,
    house: House,
    new_person: Somebody,
) -> None:
    context = await new_person(theme=theme, language=language, size=size)
    await Agent.signed_in(context, served.url, house.sari)
    page = context.pages[0]
    await page.goto(f"{served.url}/settings/notifications")
    first = page.locator(".notify-table input").first
    await expect(first).to_be_checked()
    await expect(page.locator("[data-permission=denied]")).to_be_visible()
    for found in (
        await grave_axe_findings(page),
        await wrong_words(page, language),
        await too_wide(page, size["width"]),
    ):
        assert found == []

    async with page.expect_response(lambda answer: answer.request.method == "PATCH") as kept:
        await first.click()
    assert (await kept.value).ok
    await expect(first).not_to_be_checked()
    play = {"en": "Play the sound", "id": "Putar suara"}[language]
    await page.get_by_role("button", name=play).click()
    await until_made([page], "sounds", 1)
    await page.reload()

    await expect(page.locator(".notify-table input").first).not_to_be_checked()


async def test_the_inbox_can_be_installed_and_is_asked_for_anew_each_time(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    context = await new_person()
    page = (await Agent.signed_in(context, served.url, house.sari)).page
    answer = await page.goto(served.url)
    assert answer is not None
    assert answer.headers["cache-control"] == "no-cache"
    chromium = await context.new_cdp_session(page)
    errors = (await chromium.send("Page.getInstallabilityErrors"))["installabilityErrors"]
    # Playwright's contexts are private windows, where nothing can be installed.
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
    manifest = await chromium.send("Page.getAppManifest")
    assert manifest["errors"] == []
    for icon in json.loads(manifest["data"])["icons"]:
        file = await context.request.get(f"{served.url}{icon['src']}")
        assert file.headers["content-type"] == icon["type"]
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", (await file.body())[16:24])
            assert f"{width}x{height}" == icon["sizes"]
    assert (
        await page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)")
        == 0
    )
