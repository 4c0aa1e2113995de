"""kill -9 of the hub, its mongod with it, while a visitor and an agent write to each other."""

import asyncio
import re

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.served import ServedHub
from tests.browser.side_by_side import SideBySide
from tests.browser.visitor import Visitor

HAVE_COME = """parts => {
  const all = performance.getEntriesByType("resource");
  const last = Math.max(...all.map(({ responseEnd }) => responseEnd));
  return parts.every(part => all.some(({ name }) => name.includes(`/${part}-`)))
    && performance.now() - last > 1_000;
}"""
"""These parts of the code, and since a second nothing more: what they are made of comes with them."""


async def say(person: Agent | Visitor, name: str, numbers: range) -> None:
    for number in numbers:
        await person.write(f"{name} {number}")


async def test_what_was_written_while_it_was_away_goes_out_once_and_in_order(
    pair: SideBySide, served: ServedHub
) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin("mulai")
    await asyncio.gather(say(maya, "maya", range(2)), say(sari, "sari", range(2)))
    await sari.sees("maya 1")
    await maya.sees("sari 1")

    await asyncio.gather(
        say(maya, "maya", range(2, 5)), say(sari, "sari", range(2, 5)), served.kill()
    )
    await sari.sees_line("reconnecting")
    await say(maya, "maya", range(5, 7))
    await say(sari, "sari", range(5, 7))

    await expect(sari.page.get_by_text(re.compile("^Reconnecting. Last update "))).to_be_visible()
    since = re.compile(r"^Reconnecting\. Last update .* messages go out when connected\.$")
    await expect(maya.frame.get_by_text(since)).to_be_visible()
    await expect(sari.bubble("sari 6").locator(sari.UNSENT)).to_be_visible()
    await expect(maya.log.locator(".waiting, .sending")).to_be_visible()

    await served.start()

    await sari.sees_line("live")
    await expect(maya.frame.get_by_text("Reconnecting")).not_to_be_attached()
    await everything_stands_once_and_in_order(maya, sari)
    await maya.page.reload()
    await sari.page.reload()
    await maya.open()
    await everything_stands_once_and_in_order(maya, sari)


async def test_what_is_called_for_while_it_is_away_is_there_and_says_so(
    pair: SideBySide, served: ServedHub
) -> None:
    sari, page = pair.sari, pair.sari.page
    await pair.begin()
    # A calm moment in which the rest of the code comes.
    await page.wait_for_function(
        HAVE_COME, arg=["ActDialogs", "LabelDialog", "Palette", "showToast"]
    )
    await served.kill()
    await sari.sees_line("reconnecting")

    await page.get_by_role("main").get_by_role("button", name="Resolve", exact=True).click()
    await expect(sari.toast("the server did not answer")).to_be_visible()
    await sari.log.focus()
    await page.keyboard.press("l")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    # On a phone the thread stands alone, and says it itself.
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.get_by_role("main").get_by_text("Reconnecting. Last update")).to_be_visible()

    await served.start()
    await expect(page.get_by_text("Reconnecting. Last update")).to_have_count(0)


async def everything_stands_once_and_in_order(maya: Visitor, sari: Agent) -> None:
    await expect(sari.waiting).to_have_count(0)
    await expect(maya.log.locator(".waiting, .sending")).to_have_count(0)
    await expect(maya.log.locator(".bubble")).to_have_count(15)
    await expect(sari.log.locator(".text")).to_have_count(15)
    told, shown = await maya.texts(), await sari.texts()
    assert told == shown
    for name in ("maya", "sari"):
        assert [text for text in told if text.startswith(name)] == [
            f"{name} {number}" for number in range(7)
        ]
