"""What was sent is taken back while it is held, in whatever tab; nothing of it, and of what was begun since, is lost."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import FilePayload, Locator, Page, Route, expect

from channels_adapters.email.mail_peer import MailPeer, serving
from tests.browser.agent import Agent
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, House
from tests.browser.line import Line
from tests.browser.mails import at_mail, mails_came, opened
from tests.browser.play import Demo, Play, agent_of
from tests.browser.served import ServedHub
from tests.browser.typist import typing

HELD = 10
SHORT = 6
"""Long enough to press Undo before it has gone out."""
RECEIPT: FilePayload = {"name": "resi.txt", "mimeType": "text/plain", "buffer": b"JKT-1"}


def held(page: Page) -> Locator:
    return page.get_by_role("log").locator("[data-held]")


async def send(page: Page) -> None:
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.locator(".mail")).to_have_count(4)


@asynccontextmanager
async def holding_messages(agent: Agent, hub_url: str) -> AsyncIterator[None]:
    """Until the end of this: other tests have the same agent, and wait for what he writes."""
    await _hold(agent, hub_url, HELD)
    try:
        yield
    finally:
        await _hold(agent, hub_url, 0)


async def _hold(agent: Agent, hub_url: str, seconds: int) -> None:
    cookies = {one["name"]: one["value"] for one in await agent.page.context.cookies()}
    changed = await agent.page.request.patch(
        f"{hub_url}/api/v1/me",
        data={"undoChatSeconds": seconds},
        headers={"X-CSRF-Token": cookies["csrf"]},
    )
    assert changed.ok, await changed.text()


async def test_a_mail_taken_back_in_time_is_a_draft_again_with_all_it_had(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port, held=HELD)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page
        await page.locator(".mail-summary").click()
        await page.get_by_role("button", name="Bcc").click()
        await page.get_by_label("Bcc").fill("cici@mitra.example")
        await page.get_by_label("Bcc").press(",")
        await page.locator(".rich").click()
        await page.keyboard.type("Halo Ani, ")
        await page.keyboard.press("Control+b")
        await page.keyboard.type("resinya terlampir.")
        await page.locator("[data-composer] input[type=file]:not([data-pictures])").set_input_files(
            [RECEIPT]
        )
        await expect(page.locator(".pick")).to_contain_text("1 kB")
        await send(page)

        await expect(held(page)).to_contain_text("Goes out in")
        await expect(page.locator(".rich")).to_have_text("")
        await expect(page.locator(".pick")).to_have_count(0)
        await held(page).get_by_role("button", name="Undo").click()

        await expect(sari.toast("Taken back.")).to_be_visible()
        await expect(page.locator(".mail")).to_have_count(3)
        await expect(page.locator(".rich strong")).to_have_text("resinya terlampir.")
        await expect(page.locator(".rich")).to_be_focused()
        await expect(page.locator(".pick")).to_contain_text("resi.txt")
        await expect(page.locator(".rcpt-chip").filter(has_text="cici@mitra")).to_be_visible()
        await page.wait_for_timeout(HELD * 1000)
        assert peer.mails == []

        await page.get_by_role("button", name="Send", exact=True).click()
        sent = page.locator(".mail").nth(3)
        await expect(sent.locator("[data-status=sent]")).to_be_visible(timeout=(HELD + 10) * 1000)
        [got] = peer.mails
        assert "cici@mitra.example" in peer.recipients[0]
        assert [part.get_filename() for part in got.iter_attachments()] == ["resi.txt"]


async def test_too_late_is_said_and_what_went_out_stays(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port, held=SHORT)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page

        async def after_it_went_out(route: Route) -> None:
            async with asyncio.timeout(SHORT + 20):
                while not peer.mails:
                    await asyncio.sleep(0.1)
            await route.continue_()

        await page.route("**/messages/*/undo", after_it_went_out)
        await page.locator(".rich").fill("Sebentar.")
        await send(page)
        await held(page).get_by_role("button", name="Undo").click()

        await expect(sari.toast("Too late to undo")).to_be_visible()
        await expect(page.locator(".mail").nth(3).locator("[data-status=sent]")).to_be_visible()
        await expect(page.locator(".rich")).to_have_text("")
        await expect(held(page)).to_have_count(0)
        assert len(peer.mails) == 1


async def test_it_comes_back_in_every_tab_and_vanishes_before_a_colleague(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port, held=HELD)
        sari = await at_mail(served, await new_person(), house.sari, came)
        ratna = await at_mail(served, await new_person(), ADMIN, came)
        second = Agent(await sari.page.context.new_page(), served.url)
        await opened(second.page, served, came)
        await sari.page.bring_to_front()
        await sari.page.locator(".rich").fill("Kami kirim hari ini.")
        await send(sari.page)
        await expect(second.page.locator(".mail")).to_have_count(4)
        await expect(ratna.page.locator(".mail")).to_have_count(4)
        await expect(held(ratna.page)).to_have_count(0)

        await second.page.bring_to_front()
        await held(second.page).get_by_role("button", name="Undo").click()

        for each in (second, sari):
            await expect(each.page.locator(".mail")).to_have_count(3)
            await expect(each.page.locator(".rich")).to_have_text("Kami kirim hari ini.")
        await expect(ratna.page.locator(".mail")).to_have_count(3)
        await ratna.open("all")
        row = ratna.page.locator(f"[data-chat='{came.conversation_id}']")
        await expect(row).to_contain_text("Terima kasih, saya tunggu")
        # Also once all that was on its way has come: the first tab takes it for no echo of its own.
        await sari.page.wait_for_timeout(HELD * 1000)
        await sari.page.reload()
        await expect(sari.page.locator(".rich")).to_have_text("Kami kirim hari ini.")
        assert peer.mails == []


async def test_what_is_being_written_meanwhile_stays_below_what_comes_back(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port, held=HELD)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page
        await page.locator(".rich").fill("Yang pertama.")
        await send(page)
        on_its_way = asyncio.Event()

        async def slowly(route: Route) -> None:
            on_its_way.set()
            await asyncio.sleep(1)
            await route.continue_()

        await page.route("**/messages/*/undo", slowly)
        await page.locator(".rich").click()
        await page.keyboard.type("Yang kedua")
        await held(page).get_by_role("button", name="Undo").click()
        await on_its_way.wait()
        await page.locator(".rich").click()
        await page.keyboard.press("Control+End")
        await page.keyboard.type(", dan seterusnya.")

        both = ["Yang pertama.", "Yang kedua, dan seterusnya."]
        await expect(page.locator(".rich p")).to_have_text(both)
        await expect(page.get_by_text("Draft saved")).to_be_visible()
        await page.reload()
        await expect(page.locator(".rich p")).to_have_text(both)


async def test_what_comes_back_late_leaves_who_is_typing_elsewhere_where_he_is(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port, held=HELD)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page
        await page.locator(".rich").fill("Yang pertama.")
        await send(page)
        on_its_way, go_on = asyncio.Event(), asyncio.Event()

        async def slowly(route: Route) -> None:
            on_its_way.set()
            await go_on.wait()
            await route.continue_()

        await page.route("**/messages/*/undo", slowly)
        await held(page).get_by_role("button", name="Undo").click()
        await on_its_way.wait()
        await page.keyboard.press("n")
        async with typing(page, "Jangan janjikan. ") as typed:
            go_on.set()
            await expect(sari.toast("Taken back.")).to_be_visible()
        await expect(page.locator("[data-mode=note] textarea")).to_have_value(typed.text)
        await page.keyboard.press("Escape")
        await page.keyboard.press("r")
        await expect(page.locator(".rich")).to_have_text("Yang pertama.")


@pytest.mark.parametrize("news", ["comes", "is late"])
async def test_two_devices_that_write_at_that_moment_lose_nothing(
    served: ServedHub, house: House, new_person: Somebody, news: str
) -> None:
    """Also where the other one hears of it only by being refused when it saves."""
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port, held=60)
        desk = (await at_mail(served, await new_person(), house.sari, came)).page
        laptop = (await Agent.signed_in(await new_person(), served.url, house.sari)).page
        line = await Line.of(laptop)
        await opened(laptop, served, came)
        await desk.locator(".rich").fill("Yang pertama")
        await send(desk)
        await expect(laptop.locator(".mail")).to_have_count(4)
        if news == "is late":
            line.mute()

        async def at_the_desk() -> None:
            await held(desk).get_by_role("button", name="Undo").click()
            await expect(desk.locator(".rich")).to_contain_text("Yang pertama")
            await desk.locator(".rich").click()
            await desk.keyboard.press("Control+End")
            await desk.keyboard.type(" dari meja", delay=60)

        async def on_the_laptop() -> None:
            await laptop.locator(".rich").click()
            await laptop.keyboard.type("Ditulis di laptop pada saat itu juga", delay=60)

        await asyncio.gather(at_the_desk(), on_the_laptop())
        for page in (desk, laptop):
            await expect(page.get_by_text("Draft saved")).to_be_visible()
        line.mend()
        for again in (False, True):
            for page in (desk, laptop):
                if again or news == "is late":
                    await page.reload()
                for words in ("Yang pertama dari meja", "Ditulis di laptop pada saat itu juga"):
                    await expect(page.locator(".rich")).to_contain_text(words)
                written = await page.locator(".rich").inner_text()
                assert written.count("pertama") == written.count("laptop") == 1, written
        assert peer.mails == []


async def test_by_key_out_of_the_field_with_quote_and_file(
    demo: Demo, new_person: Somebody
) -> None:
    hendra = await agent_of(demo, new_person, "hendra")
    async with holding_messages(hendra, demo.url):
        wira = await Play.at(await new_person(), demo)
        await wira.meets("Wira Atmaja", "WhatsApp Paketara")
        await wira.writes("Resi saya mana?")
        await hendra.choose("Wira Atmaja")
        composer = hendra.page.locator("[data-composer]")
        asked = hendra.bubble("Resi saya mana?")
        await asked.hover()
        await asked.get_by_role("button", name="Reply to this message").click()
        await hendra.page.locator(
            "[data-composer] input[type=file]:not([data-pictures])"
        ).set_input_files([RECEIPT])
        await expect(hendra.page.locator(".pick")).to_contain_text("1 kB")
        await hendra.write("Ini resinya.")
        await expect(held(hendra.page)).to_contain_text("Goes out in")
        await expect(hendra.toast("Wira Atmaja: goes out in")).to_be_visible()
        await expect(hendra.field).to_be_focused()
        await expect(composer.get_by_text("Answers Wira Atmaja")).to_have_count(0)

        await hendra.page.keyboard.press("Control+z")

        await expect(hendra.field).to_have_value("Ini resinya.")
        await expect(hendra.page.locator(".pick")).to_contain_text("resi.txt")
        await expect(composer.get_by_text("Answers Wira Atmaja")).to_be_visible()
        await expect(hendra.bubble("Ini resinya.")).to_have_count(0)
        await expect(asked).to_be_in_viewport()
        # A reload keeps what belongs to the draft.
        await hendra.page.reload()
        await expect(hendra.page.locator(".pick")).to_contain_text("resi.txt")
        await expect(composer.get_by_text("Answers Wira Atmaja")).to_be_visible()
        await expect(wira.bubble("Ini resinya.")).to_have_count(0)

        await hendra.field.press("Enter")
        await expect(wira.bubble("resi.txt")).to_have_count(1)
        await expect(held(hendra.page)).to_have_count(0)


async def test_after_a_day_a_template_is_filled_in_seen_taken_back_and_sent(
    demo: Demo, new_person: Somebody
) -> None:
    hendra = await agent_of(demo, new_person, "hendra")
    page = hendra.page
    hesti = await Play.at(await new_person(), demo)
    await hesti.meets("Hesti Utami", "WhatsApp Paketara")
    await hesti.writes("Saya tunggu kabarnya")
    await hendra.choose("Hesti Utami")
    await hesti.plans("Let 24 hours pass in this chat")
    await expect(page.locator("[data-window=closed]")).to_be_visible()
    await expect(hendra.field).to_have_count(0)
    async with holding_messages(hendra, demo.url):
        await page.get_by_role("button", name="Choose a template").click()
        dialog = page.get_by_role("dialog", name="Send a template to Hesti Utami")
        await dialog.get_by_role("button", name="Order update").first.click()
        go = dialog.get_by_role("button", name="Send template")
        await expect(go).to_be_disabled()
        fields = dialog.get_by_role("textbox")
        await fields.nth(0).fill("Hesti")
        await expect(dialog.locator(".tpl-preview")).to_contain_text("Hesti")
        await expect(dialog.locator(".tpl-preview")).to_contain_text("…")
        await fields.nth(1).fill("NP-2201")
        await expect(dialog.locator(".tpl-preview")).not_to_contain_text("…")
        await go.click()
        await expect(dialog).to_have_count(0)
        await held(page).get_by_role("button", name="Undo").click()

        await expect(dialog).to_be_visible()
        await expect(fields.nth(1)).to_have_value("NP-2201")
        await expect(dialog.locator(".tpl-preview")).to_contain_text("Hesti")
        await page.keyboard.press("Escape")
        await page.reload()
        await expect(page.get_by_text("Not sent: the template Order update")).to_be_visible()
        await page.get_by_role("button", name="Continue").click()
        await expect(fields.nth(0)).to_have_value("Hesti")
        await fields.nth(1).fill("NP-2202")
        await go.click()
        await expect(page.get_by_text("Not sent: the template")).to_have_count(0)
        await expect(hesti.bubble("NP-2202")).to_have_count(1)
        await expect(hesti.bubble("NP-2201")).to_have_count(0)


async def test_how_long_is_chosen_on_the_page_of_the_account(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    came = await mails_came(served, house)
    sari = await at_mail(served, await new_person(), house.sari, came)
    page = sari.page
    await page.goto(f"{served.url}/settings/account")
    mail = page.get_by_role("radiogroup", name="E-mail")
    chat = page.get_by_role("radiogroup", name="Messengers")
    await expect(chat.get_by_role("radio", name="Off")).to_be_checked()
    for group, seconds in ((mail, "30 s"), (chat, "5 s")):
        # Not what is read anew because something has changed.
        async with page.expect_response(lambda one: one.request.method == "PATCH") as stored:
            await group.get_by_role("radio", name=seconds).check()
        assert (await stored.value).ok
    await page.reload()
    await expect(mail.get_by_role("radio", name="30 s")).to_be_checked()
    await expect(chat.get_by_role("radio", name="5 s")).to_be_checked()

    await opened(page, served, came)
    await page.locator(".rich").fill("Sebentar.")
    await send(page)
    await expect(held(page)).to_have_attribute("data-held", re.compile("^(30|2[5-9])$"))


async def test_sent_and_resolved_in_one_act_is_taken_back_as_one(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port, held=HELD)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page
        main = page.get_by_role("main")
        told = page.get_by_role("status").filter(has_text="Resolved:")
        for undo in (held(page), told):
            await page.locator(".rich").fill("Sudah beres.")
            await page.locator(".rich").press("Control+Shift+Enter")
            await expect(main.get_by_text("Resolved,").first).to_be_visible()
            await undo.get_by_role("button", name="Undo").click()
            await expect(main.get_by_text("Handled,").first).to_be_visible()
            # What it offered is done, also when it was done beside it.
            await expect(told).to_have_count(0, timeout=5_000)
            await expect(page.locator(".mail")).to_have_count(3)
            await expect(page.locator(".rich")).to_have_text("Sudah beres.")
            await expect(page.get_by_text("Draft saved")).to_be_visible()
        assert peer.mails == []
