"""Before and after a chat: the form outside the hours, the question at the end."""

import asyncio

from playwright.async_api import Route, expect

from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.served import ServedHub
from tests.browser.side_by_side import SideBySide
from tests.browser.visitor import Visitor


async def test_who_opens_the_chat_can_type_at_once(
    served: ServedHub, house: House, site: str, new_person: Somebody
) -> None:
    maya = await Visitor.at(await new_person(), site, served.url, house.channel_id)
    await maya.open()
    await expect(maya.field).to_be_focused()
    await maya.page.keyboard.press("Escape")
    await expect(maya.field).not_to_be_visible()
    await maya.page.keyboard.press("Enter")
    await expect(maya.field).to_be_focused()
    await maya.page.keyboard.type("Halo")
    await expect(maya.field).to_have_value("Halo")


async def test_an_ended_chat_is_rated_and_the_rating_can_be_changed(pair: SideBySide) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin()
    await sari.write("Sudah kami antar")
    await maya.sees("Sudah kami antar")
    await sari.page.keyboard.press("Escape")
    await sari.page.keyboard.press("e")
    question = maya.frame.get_by_role("group", name="How was Sari’s help?")
    await expect(maya.frame.get_by_role("button", name="Start a new chat")).to_be_visible()
    await expect(question).not_to_be_attached()
    # It waits until the end can no longer be taken back.
    await expect(question).to_be_visible()

    await question.get_by_role("radio", name="4 of 5").focus()
    await maya.page.keyboard.press("Space")
    await maya.frame.get_by_label("Anything to add?").fill("Cepat dan jelas.")
    await maya.frame.get_by_role("button", name="Send rating").click()
    thanks = maya.frame.get_by_text("Thank you. You rated 4 of 5.")
    await expect(thanks).to_be_visible()
    await maya.page.reload()
    await maya.launcher.click()
    await expect(thanks).to_be_visible()
    await maya.frame.get_by_role("button", name="Change").click()
    await expect(question.get_by_role("radio", name="4 of 5")).to_be_checked()

    # Thanks that come late take no letter from who has begun another chat.
    on_its_way, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(route: Route) -> None:
        on_its_way.set()
        await go_on.wait()
        await route.continue_()

    await maya.page.route("**/rating", slowly)
    await maya.frame.get_by_role("button", name="Send rating").click()
    await on_its_way.wait()
    await maya.frame.get_by_role("button", name="Start a new chat").click()
    await expect(maya.field).to_be_focused()
    await maya.page.keyboard.type("Satu ")
    go_on.set()
    await expect(thanks).to_be_visible()
    await maya.page.keyboard.type("lagi")
    await expect(maya.field).to_have_value("Satu lagi")


async def test_outside_the_hours_a_message_is_left_with_an_address(
    served: ServedHub, house: House, site: str, new_person: Somebody
) -> None:
    maya = await Visitor.at(await new_person(), site, served.url, house.closed_channel_id)
    await maya.launcher.click()
    frame = maya.frame
    await expect(frame.get_by_role("heading", name="We are closed now.")).to_be_visible()
    await expect(maya.field).not_to_be_attached()
    leave = frame.get_by_role("button", name="Leave the message")
    await leave.click()
    await expect(frame.get_by_text("Enter your e-mail address.")).to_be_visible()
    await expect(frame.get_by_label("E-mail")).to_be_focused()
    await frame.get_by_label("Name").fill("Maya Putri")
    await frame.get_by_label("E-mail").fill("maya@contoh.example")
    await frame.get_by_label("Message").fill("Kapan buka?")
    await leave.click()
    await maya.sees("Kapan buka?")
    await expect(frame.get_by_text("We answer when we are back.")).to_be_visible()
    await expect(frame.get_by_text("You are next.")).not_to_be_attached()
