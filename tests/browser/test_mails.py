"""Mails in the thread, and an answer with recipients, formatting and a draft that is kept."""

import re

import pytest
from playwright.async_api import expect

from channels_adapters.email.mail_peer import MailPeer, serving
from tests.browser.agent import Agent
from tests.browser.chromium import PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.mails import at_mail, mails_came, opened
from tests.browser.measures import grave_axe_findings, too_wide
from tests.browser.served import ServedHub


async def test_mails_are_shown_safely_and_whole(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    came = await mails_came(served, house)
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    page = sari.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await opened(page, served, came)

    first, answer, second = (page.locator(".mail").nth(at) for at in range(3))
    inside = first.frame_locator("iframe")
    await expect(inside.get_by_text("paket PKT-20418 belum sampai")).to_be_visible()
    await expect(inside.get_by_role("link", name="Pesanan saya")).to_be_visible()
    assert await page.title() != "hacked"
    assert not any("track.example" in url for url in asked)
    await expect(answer).to_contain_text("Not delivered to gudang@bunga.example")
    quote = second.frame_locator("iframe").get_by_text("Kami cek dahulu.")
    await expect(quote).to_be_hidden()
    before = await second.locator("iframe").bounding_box()
    await second.frame_locator("iframe").get_by_text("Quoted text").click()
    await expect(quote).to_be_visible()
    await page.wait_for_function(
        "tall => document.querySelectorAll('.mail iframe')[2].offsetHeight > tall",
        arg=before and before["height"],
    )
    await first.locator(".mail-to").click()
    await expect(first.locator("dl")).to_contain_text("gudang@bunga.example")
    async with page.expect_request("**/*track.example*/**"):
        await first.get_by_role("button", name="Show pictures").click()


async def test_an_answer_is_written_with_form_and_goes_out(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page

        await page.locator(".mail-summary").click()
        await expect(page.locator(".rcpt-chip")).to_have_count(2)
        to = page.get_by_label("To", exact=True)
        await to.press_sequentially("budi")
        await expect(page.get_by_role("option", name="Budi Gunawan").first).to_be_visible()
        await to.press("ArrowDown")
        await to.press("Enter")
        await expect(page.locator(".rcpt-chip.is-fresh")).to_have_count(1)
        await to.fill("salah")
        await to.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("salah is no e-mail address")
        await to.fill("")
        await page.get_by_role("button", name="Bcc").click()
        await page.get_by_label("Bcc").fill("Cici <cici@mitra.example>")
        await page.get_by_label("Bcc").press(",")
        await expect(page.locator(".rcpt-chip")).to_have_count(4)

        await page.locator(".rich").click()
        await page.keyboard.type("Halo Ani, ")
        await page.keyboard.press("Control+b")
        await page.keyboard.type("paket")
        await page.keyboard.press("Control+b")
        await page.keyboard.type(" sudah dikirim.")
        await page.keyboard.press("Enter")
        await page.keyboard.type("- satu")
        await page.keyboard.press("Enter")
        await page.keyboard.type("dua")
        await expect(page.get_by_text("Draft saved")).to_be_visible()

        again = Agent(await page.context.new_page(), served.url)
        await opened(again.page, served, came)
        await expect(again.page.locator(".rich strong")).to_have_text("paket")
        await expect(again.page.locator(".mail-summary")).to_contain_text("cici@mitra.example")
        await again.page.close()

        await page.locator(".rich").press("Control+Enter")
        await expect(page.locator(".mail")).to_have_count(4)
        frame = page.locator(".mail").nth(3).frame_locator("iframe")
        await expect(frame.locator("strong")).to_have_text("paket")
        await expect(page.locator(".rich")).to_have_text("")
        answer = await page.request.get(
            f"{served.url}/api/v1/conversations/{came.conversation_id}/messages"
        )
        mail = (await answer.json())["items"][-1]["email"]
        assert mail["cc"] == ["gudang@bunga.example"]
        assert mail["bcc"] == ["cici@mitra.example"]
        assert mail["to"][0] == "ani@bunga.example"
        assert len(mail["to"]) == 2

        await expect(page.locator(".mail").nth(3).locator("[data-status=sent]")).to_be_visible()
        [got] = peer.mails
        assert peer.recipients == [[*mail["to"], *mail["cc"], "cici@mitra.example"]]
        assert "cici@mitra.example" not in got.as_string()
        html = got.get_body(("html",)).get_content()  # type: ignore[union-attr]
        assert "<strong>paket</strong>" in html
        assert re.search(r"<li[^>]*><p[^>]*>dua</p></li>", html)
        text = got.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
        assert text.startswith("Halo Ani, paket sudah dikirim.\n\n- satu\n- dua\n\n-- \n")
        assert "> Terima kasih, saya tunggu kabarnya sore ini." in text


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_phone_has_room_for_all_of_it(
    served: ServedHub, house: House, new_person: Somebody, theme: str
) -> None:
    came = await mails_came(served, house)
    context = await new_person(size=PHONE, theme=theme, language="id")
    sari = await Agent.signed_in(context, served.url, house.sari)
    await opened(sari.page, served, came)
    await sari.page.locator(".mail-summary").click()
    assert not await too_wide(sari.page, PHONE["width"])
    assert await grave_axe_findings(sari.page) == []


async def test_a_refused_mail_says_why_and_is_sent_again_on_request(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    refusing = MailPeer(says="554 5.7.1 Looks like spam")
    with serving(refusing) as peer:
        came = await mails_came(served, house, peer.port)
        sari = await Agent.signed_in(await new_person(), served.url, house.sari)
        page = sari.page
        await opened(page, served, came)
        await page.locator(".rich").fill("Sebentar.")
        await page.get_by_role("button", name="Send", exact=True).click()
        mail = page.locator(".mail").nth(3)
        await expect(mail).to_contain_text("Looks like spam")
        peer.says = "250 2.0.0 taken"
        await mail.get_by_role("button", name="Retry").click()
        await expect(mail.locator("[data-status=sent]")).to_be_visible()
        await expect(mail).not_to_contain_text("Looks like spam")
        assert len(peer.raw) == 1
