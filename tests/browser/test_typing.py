"""Who types loses no letter, and none of them does anything, whatever happens around him."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Locator, Page, Route, expect

from tests.browser.agent import Agent
from tests.browser.by_http import Colleague, remote_visitor
from tests.browser.chromium import PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, House
from tests.browser.mails import mails_came
from tests.browser.served import ServedHub
from tests.browser.side_by_side import SideBySide
from tests.browser.typist import type_on, typing
from tests.browser.visitor import Visitor


class Delay:
    """Requests that wait until the test lets them go on."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self._go = asyncio.Event()

    def end(self) -> None:
        self._go.set()

    async def _wait(self, route: Route) -> None:
        self.asked.set()
        await self._go.wait()
        await route.continue_()


@asynccontextmanager
async def delayed(page: Page, where: str) -> AsyncIterator[Delay]:
    delay = Delay()
    await page.route(where, delay._wait)
    yield delay
    delay.end()


async def notes_leaving(field: Locator) -> None:
    await field.evaluate("field => field.addEventListener('blur', () => (field.dataset.left = ''))")


async def test_a_refused_save_leaves_the_letters_with_who_has_typed_on(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    page = (await Agent.signed_in(await new_person(), served.url, ADMIN)).page
    await page.goto(f"{served.url}/settings/channels/{house.closed_channel_id}")
    name = page.get_by_label("Name", exact=True).first
    colour = page.get_by_label("Brand colour", exact=True)
    await colour.fill("merah")
    async with delayed(page, "**/api/v1/channels/*") as save:
        await page.get_by_role("button", name="Save").click()
        await save.asked.wait()
        await name.click()
        await page.keyboard.press("End")
        # A name has 80 letters at most.
        async with (
            typing(page, " yang baru", every=0.2) as typed,
            page.expect_response("**/api/v1/channels/*"),
        ):
            save.end()
    await expect(page.get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
    await expect(name).to_have_value(f"Paketara{typed.text}")
    await expect(name).to_be_focused()
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator(".set-errors")).to_be_focused()


async def test_what_is_written_in_a_contact_while_it_is_saved_stays_and_is_saved_next(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    for name in ("Lina Kartika", "Mega Utami"):
        await remote_visitor(served.url, house.channel_id, name, "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    page = sari.page
    await sari.open("queued")
    await sari.choose("Lina Kartika")
    await page.get_by_role("button", name="Edit contact").click()
    form = page.get_by_role("form", name="Edit contact")
    address = form.get_by_label("Address", exact=True)
    await address.fill("Jalan Melati")
    async with delayed(page, "**/api/v1/contacts/*") as save:
        await form.get_by_role("button", name="Save").click()
        await save.asked.wait()
        await address.click()
        await page.keyboard.press("End")
        await type_on(page, " 12")
        save.end()
        await expect(page.get_by_text("Contact saved")).to_be_visible()
    await type_on(page, "a")
    # A look at another chat takes nothing away.
    await sari.choose("Mega Utami")
    await expect(form).to_have_count(0)
    await sari.choose("Lina Kartika")
    await expect(address).to_have_value("Jalan Melati 12a")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_have_count(0)
    await expect(page.get_by_text("Jalan Melati 12a")).to_be_visible()


async def test_a_drawer_with_something_unsaved_is_not_closed_by_a_slip(
    served: ServedHub, new_person: Somebody
) -> None:
    page = (await Agent.signed_in(await new_person(), served.url, ADMIN)).page
    await page.goto(f"{served.url}/settings/quick-replies")
    await page.get_by_role("button", name="Add quick reply").click()
    text = page.get_by_role("textbox", name="Text")
    await text.fill("Terima kasih sudah menunggu")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Stay").click()
    await expect(text).to_be_focused()
    await type_on(page, ".")
    await expect(text).to_have_value("Terima kasih sudah menunggu.")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Leave", exact=True).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_number_that_was_wiped_out_is_the_one_that_is_typed_then(
    served: ServedHub, new_person: Somebody
) -> None:
    page = (await Agent.signed_in(await new_person(), served.url, ADMIN)).page
    await page.goto(f"{served.url}/settings/distribution")
    for label, typed, shown in (
        ("Capacity", "25", "25"),
        ("Unanswered after", "12.5", "12.5 min"),
    ):
        field = page.get_by_label(label, exact=True)
        await field.click()
        await page.keyboard.press("Control+a")
        await page.keyboard.press("Backspace")
        await expect(field).to_have_value("")
        await page.keyboard.type(typed)
        await expect(field).to_have_value(shown)
    await page.keyboard.press("Control+a")
    await page.keyboard.press("Backspace")
    await page.keyboard.press("Tab")
    await expect(field).to_have_value("0 min")


async def test_a_note_stays_one_when_the_chat_is_ones_own_before_it_is_finished(
    pair: SideBySide,
) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin()
    await sari.page.keyboard.press("Escape")
    await sari.page.keyboard.press("e")
    await maya.frame.get_by_role("button", name="Start a new chat").click()
    await sari.field.click()
    await type_on(sari.page, "Jangan ")
    await maya.write("Ada lagi")
    await expect(sari.page.get_by_role("button", name="Resolve", exact=True)).to_be_visible()
    await type_on(sari.page, "janjikan apa pun")
    await expect(sari.field).to_have_value("Jangan janjikan apa pun")
    await sari.page.keyboard.press("Enter")
    note = sari.page.get_by_role("log").get_by_text("Jangan janjikan apa pun")
    await expect(note).to_be_visible()
    await sari.write("Ada yang bisa dibantu?")
    await expect(maya.log).not_to_contain_text("janjikan")


async def test_what_is_typed_on_in_a_chat_that_is_taken_away_does_nothing(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    for name in ("Nadia Safitri", "Oki Pranata"):
        await remote_visitor(served.url, house.channel_id, name, "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    budi = await Agent.signed_in(await new_person(), served.url, house.budi)
    for agent in (sari, budi):
        await agent.open("queued")
        await agent.choose("Nadia Safitri")
    before = budi.page.url
    await budi.field.click()
    # Each of these letters is a command: another chat, a new one, choosing, resolving, the panel.
    async with typing(budi.page, "jcxei "):
        await sari.take()
        await expect(budi.field).to_have_count(0)
    await expect(budi.page.get_by_role("button", name="Copy draft")).to_be_visible()
    await expect(budi.page.get_by_role("dialog")).to_have_count(0)
    await expect(budi.page.get_by_test_id("select-button")).to_have_attribute(
        "aria-pressed", "false"
    )
    assert budi.page.url == before


async def test_by_key_one_comes_into_the_field_at_once_also_while_it_is_on_its_way(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    came = await mails_came(served, house)
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    page = sari.page
    async with delayed(page, "**/assets/RichField*.js") as code:
        await page.goto(f"{served.url}/?tab=mine&chat={came.conversation_id}")
        await code.asked.wait()
        await expect(sari.field).to_be_visible()
        await page.keyboard.press("r")
        await type_on(page, "Selamat ")
        code.end()
        rich = page.locator(".rich")
        await expect(rich).to_be_focused()
        await type_on(page, "pagi")
        await expect(rich).to_have_text("Selamat pagi")
    await page.keyboard.press("Escape")
    await page.keyboard.press("n")
    await page.keyboard.type("Cek dahulu")
    await expect(page.locator("[data-mode=note] textarea")).to_have_value("Cek dahulu")
    await page.keyboard.press("Escape")
    await page.keyboard.press("r")
    await page.keyboard.type("!")
    await expect(rich).to_have_text("Selamat pagi!")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_what_was_begun_in_a_chat_is_written_on_at_its_end(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    names = ("Aisyah Putri", "Bayu Aji")
    for name in names:
        await remote_visitor(served.url, house.channel_id, name, "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("queued")
    for text in ("Selamat", " pagi", "!"):
        for name in names:
            await sari.row(name).click()
            await sari.has_open(name)
            await sari.page.keyboard.press("r")
            await sari.page.keyboard.type(text)
    for name in names:
        await sari.choose(name)
        await expect(sari.field).to_have_value("Selamat pagi!")


async def test_a_dialog_that_comes_late_takes_no_letter(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Putri Anjani", "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    page = sari.page
    async with delayed(page, "**/assets/LabelDialog*.js") as code:
        await sari.open("queued")
        await sari.choose("Putri Anjani")
        await page.keyboard.press("l")
        await code.asked.wait()
        await sari.field.click()
        async with typing(page, "Baik, saya periksa dahulu. ") as typed:
            code.end()
            dialog = page.get_by_role("dialog")
            await expect(dialog).to_be_visible()
    await expect(sari.field).to_have_value(typed.text)
    # Once he rests it is his, as any other.
    await expect(dialog.get_by_role("combobox")).to_be_focused()


async def test_filters_that_come_late_take_no_letter_from_the_search(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    page = sari.page
    await sari.open("queued")
    async with delayed(page, "**/assets/FilterPanel*.js") as code:
        await page.get_by_test_id("filter-button").click()
        await code.asked.wait()
        await page.get_by_test_id("search").click()
        # What is looked for has 200 letters at most.
        async with typing(page, "Inayah", every=0.1) as typed:
            code.end()
            await expect(page.get_by_test_id("filters")).to_be_visible()
    await expect(page.get_by_test_id("search")).to_have_value(typed.text)


async def test_who_mends_his_address_while_he_is_refused_mends_it_to_the_end(
    served: ServedHub, new_person: Somebody
) -> None:
    page = await (await new_person()).new_page()
    await page.goto(served.url)
    await page.get_by_label("E-mail").fill("rat@paketara.example")
    await page.get_by_label("Password", exact=True).fill("salah-sama-sekali")
    async with delayed(page, "**/auth/sign-in") as answer:
        await page.keyboard.press("Enter")
        await answer.asked.wait()
        await page.get_by_label("E-mail").click()
        await page.keyboard.press("Home")
        async with typing(page, "ab", every=0.2) as typed:
            answer.end()
            await expect(page.get_by_text("do not match")).to_be_visible()
    await expect(page.get_by_label("E-mail")).to_have_value(f"{typed.text}rat@paketara.example")


async def test_what_is_put_in_stands_where_one_writes_on_and_is_undone_like_the_rest(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    colleague = await Colleague.signed_in(served.url, house.sari)
    body = {"shortcut": "salam", "title": "salam", "text": "Selamat datang,"}
    await colleague.post("/quick-replies", body)
    await remote_visitor(served.url, house.channel_id, "Qori Maulida", "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    page = sari.page
    await sari.open("queued")
    await sari.choose("Qori Maulida")
    await page.keyboard.press("r")
    async with delayed(page, "**/api/v1/quick-replies") as replies:
        await page.keyboard.type("/sal")
        await replies.asked.wait()
        # What is looked for is not sent as it stands.
        await page.keyboard.press("Enter")
        replies.end()
    await expect(page.get_by_role("option", name="/salam")).to_be_visible()
    await page.evaluate("() => { window.requestAnimationFrame = () => 0 }")
    await page.keyboard.press("Enter")
    await page.keyboard.type(" Qori")
    await expect(sari.field).to_have_value("Selamat datang, Qori")
    await page.get_by_role("button", name="Emoji").click()
    await page.get_by_role("dialog").get_by_role("button", name="🙏").click()
    await page.keyboard.type("e")
    for text in ("Qori🙏e", "Qori🙏", "Qori"):
        await expect(sari.field).to_have_value(f"Selamat datang, {text}")
        await page.keyboard.press("Control+z")


async def test_a_visitor_who_writes_when_the_chat_ends_writes_on(pair: SideBySide) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin()
    await maya.field.click()
    async with typing(maya.page, "Terima kasih, tetapi ") as typed:
        await sari.page.keyboard.press("Escape")
        await sari.page.keyboard.press("e")
        await expect(maya.log).to_contain_text("Ended")
    await expect(maya.field).to_have_value(typed.text)
    await maya.page.keyboard.press("Enter")
    await maya.sees(typed.text.strip())
    await sari.sees(typed.text.strip())


async def test_a_message_left_outside_the_hours_loses_nothing_that_is_typed_while_it_goes_out(
    served: ServedHub, house: House, site: str, new_person: Somebody
) -> None:
    maya = await Visitor.at(await new_person(), site, served.url, house.closed_channel_id)
    await maya.launcher.click()
    frame = maya.frame
    await frame.get_by_label("E-mail").fill("rara@contoh.example")
    await frame.get_by_label("Message").fill("Kapan buka?")
    async with delayed(maya.page, "**/session") as sending:
        await frame.get_by_role("button", name="Leave the message").click()
        await sending.asked.wait()
        await frame.get_by_label("Message").click()
        await maya.page.keyboard.press("Control+End")
        await type_on(maya.page, " Besok ")
        sending.end()
        await maya.sees("Kapan buka?")
        await expect(maya.field).to_be_focused()
    await type_on(maya.page, "libur?")
    await expect(maya.field).to_have_value(" Besok libur?")


async def test_a_form_is_not_emptied_when_the_hours_begin_or_end(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    page = (await Agent.signed_in(await new_person(), served.url, ADMIN)).page
    await page.goto(f"{served.url}/settings/channels/{house.closed_channel_id}")
    await page.get_by_label("Ask for Name").check()
    faces = page.get_by_role("group", name="What is shown")
    name = page.frame_locator(".chat-frame").get_by_label("Name")
    await faces.get_by_role("button", name="Out of hours").click()
    await name.fill("Sinta Dewi")
    await faces.get_by_role("button", name="Welcome").click()
    await expect(page.frame_locator(".chat-frame").get_by_label("Message")).to_have_count(0)
    await expect(name).to_have_value("Sinta Dewi")


async def test_a_phone_keeps_its_keyboard_when_one_sends_by_touch(
    served: ServedHub, house: House, site: str, new_person: Somebody
) -> None:
    maya = await Visitor.at(await new_person(size=PHONE), site, served.url, house.channel_id)
    await maya.is_known_as("Tari Lestari")
    await maya.launcher.tap()
    await maya.field.tap()
    await maya.page.keyboard.type("Halo")
    await notes_leaving(maya.field)
    await maya.frame.get_by_role("button", name="Send", exact=True).tap()
    await maya.sees("Halo")
    await expect(maya.field).to_be_focused()
    await expect(maya.field).not_to_have_attribute("data-left", "")
    sari = await Agent.signed_in(await new_person(size=PHONE), served.url, house.sari)
    await sari.page.goto(f"{served.url}/?tab=queued")
    await sari.row("Tari Lestari").tap()
    await sari.field.tap()
    await sari.page.keyboard.type("Halo Tari")
    await sari.page.get_by_role("button", name="Send", exact=True).tap()
    await sari.sees("Halo Tari")
    await expect(sari.field).to_be_focused()
