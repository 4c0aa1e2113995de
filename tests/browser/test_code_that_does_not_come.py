"""Parts of the inbox are fetched when they are called for: one that does not come takes nothing with it."""

from playwright.async_api import Page, Route, expect

from models.documents import Message
from models.documents.message import Location
from tests.browser.agent import Agent
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.mails import mails_came
from tests.browser.served import ServedHub
from tests.browser.side_by_side import SideBySide

STYLED = """() => [...document.querySelectorAll("link[rel=stylesheet]")]
    .some(link => link.href.includes("/Help-") && link.sheet)"""


async def test_what_comes_at_the_third_try_is_drawn_with_its_styles(pair: SideBySide) -> None:
    page = await _opened_without(pair, "Help", tries=2)
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.wait_for_function(STYLED)


async def test_one_that_never_comes_is_told_and_all_others_still_open(pair: SideBySide) -> None:
    page = await _opened_without(pair, "SnoozeDialog", tries=1_000)
    for _ in range(2):
        await page.keyboard.press("s")
        await expect(page.get_by_text("This part could not be shown.").last).to_be_visible()
    await page.keyboard.press("p")
    await expect(page.get_by_role("dialog", name="Priority")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await _loaded_again(pair)
    await page.keyboard.press("s")
    await expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()


async def test_a_button_whose_menu_never_comes_stays_and_the_screen_with_it(
    pair: SideBySide,
) -> None:
    page = await _opened_without(pair, "Bell", tries=1_000)
    bell = page.get_by_role("navigation", name="Main").get_by_role("button", name="Notifications")
    await bell.click()
    await expect(page.get_by_text("This part could not be shown.").last).to_be_visible()
    await expect(bell).to_be_visible()
    await expect(page.get_by_role("log")).to_be_visible()
    await _loaded_again(pair)
    await bell.click()
    await expect(page.get_by_role("dialog", name="Notifications")).to_be_visible()


async def test_mails_whose_code_never_comes_are_still_words_and_can_be_answered(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    came = await mails_came(served, house)
    page = (await Agent.signed_in(await new_person(), served.url, house.sari)).page
    await _breaks(page, "MailItem", tries=1_000)
    await page.goto(f"{served.url}/?tab=mine&chat={came.conversation_id}")
    await expect(page.get_by_text("This part could not be shown.").last).to_be_visible()
    log = page.get_by_role("log")
    await expect(log.get_by_text("paket PKT-20418 belum sampai")).to_be_visible()
    await expect(log.get_by_text("Terima kasih, saya tunggu kabarnya")).to_be_visible()
    await expect(page.locator(".rich")).to_be_visible()


async def test_a_kind_whose_code_never_comes_leaves_the_rest_of_the_thread(
    pair: SideBySide, served: ServedHub
) -> None:
    words = "Saya di stasiun yang mana, ya?"
    await pair.begin(words)
    place = Location(latitude=-6.18, longitude=106.83, name="Stasiun Gambir")
    async with served.store() as store:
        told = {"$set": {"location": place.model_dump()}}
        await store.change(Message, {"text": words}, told)
    page = await _reloaded_without(pair, "Special", tries=1_000)
    await expect(page.get_by_text("This part could not be shown.").last).to_be_visible()
    await expect(page.get_by_role("log").get_by_text(words)).to_be_visible()
    await page.unroute_all()
    await page.get_by_role("button", name="Load again").click()
    await expect(page.get_by_role("log").get_by_text("Stasiun Gambir")).to_be_visible()


async def _loaded_again(pair: SideBySide) -> None:
    """By the button; not the page from before, which is live until the new one comes."""
    page = pair.sari.page
    await page.unroute_all()
    async with page.expect_event("load"):
        await page.get_by_role("button", name="Load again").click()
    await pair.sari.sees_line("live")


async def _opened_without(pair: SideBySide, part: str, tries: int) -> Page:
    """The chat is open; the line breaks so many times for whatever has this name."""
    await pair.begin()
    return await _reloaded_without(pair, part, tries)


async def _reloaded_without(pair: SideBySide, part: str, tries: int) -> Page:
    page = pair.sari.page
    await _breaks(page, part, tries)
    await page.reload()
    await pair.sari.sees_line("live")
    await expect(page.get_by_role("log")).to_be_visible()
    return page


async def _breaks(page: Page, part: str, tries: int) -> None:
    left = {"js": tries, "css": tries}

    async def breaks(route: Route) -> None:
        kind = route.request.url.rpartition(".")[2]
        if left[kind]:
            left[kind] -= 1
            await route.abort("connectionreset")
        else:
            await route.continue_()

    # What is fetched beforehand, in a calm moment, does not come either.
    await page.route(f"**/assets/{part}-*", breaks)
