"""A mail with a table, pictures and links: written, kept as a draft, sent, and answered with a picture."""

from email import message_from_bytes, policy

from playwright.async_api import FrameLocator, Page, expect

from channels_adapters.email.dovecot import running
from channels_adapters.email.mail_peer import MailPeer, serving
from tests.browser.agent import Agent
from tests.browser.chromium import PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.mails import at_mail, mails_came, opened, read_mailbox
from tests.browser.measures import grave_axe_findings, too_wide
from tests.browser.served import ServedHub
from tests.made_files import png

COPIED = """async bytes => {
  const picture = new Blob([new Uint8Array(bytes)], { type: "image/png" });
  await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
}"""

WORDS_COPIED = """async html => {
  const types = { "text/html": new Blob([html], { type: "text/html" }) };
  await navigator.clipboard.write([new ClipboardItem(types)]);
}"""

DROPPED = """([bytes, name, place]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const where = document.querySelector(place);
  const { left, top } = where.getBoundingClientRect();
  const at = { clientX: left + 20, clientY: top + 20, bubbles: true, cancelable: true };
  for (const type of ["dragenter", "dragover", "drop"])
    where.dispatchEvent(new DragEvent(type, { ...at, dataTransfer: data }));
}"""


async def are_drawn(pictures: FrameLocator | Page, count: int, within: str = "") -> None:
    """So many pictures, each with pixels."""
    found = pictures.locator(f"{within} img[src]")
    await expect(found).to_have_count(count)
    for at in range(count):
        await expect(found.nth(at)).to_have_js_property("complete", value=True)
        assert await found.nth(at).evaluate("picture => picture.naturalWidth") > 0


async def test_a_mail_with_table_pictures_and_link_goes_there_and_back(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer, running() as box:
        came = await mails_came(served, house, peer.port)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page
        rich = page.locator(".rich")

        await rich.click()
        await page.keyboard.type("Halo Ani,")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Add more").click()
        await page.get_by_role("menuitem", name="Table").click()
        await expect(rich).to_be_focused()
        for word in ("Kota", "Tiba", "Kurir", "Bandung", "12 November", "JNE"):
            await page.keyboard.type(word)
            await page.keyboard.press("Tab")
        table = page.get_by_role("toolbar", name="Table")
        await table.get_by_role("button", name="Remove row").click()
        await expect(rich.locator("tr")).to_have_count(2)
        # What is done within half a second is one step of undo.
        await page.wait_for_timeout(600)
        await table.get_by_role("button", name="Column to the right").click()
        await expect(rich.locator("th")).to_have_count(4)
        await page.get_by_role("button", name="Undo", exact=True).click()
        await expect(rich.locator("th")).to_have_count(3)

        await rich.locator("> p").last.click()
        await page.locator("input[data-pictures]").set_input_files(
            {"name": "peta gudang.png", "mimeType": "image/png", "buffer": png(60, 40)}
        )
        await expect(rich.locator("img[alt='peta gudang'][src^='/api/']")).to_be_visible()
        await page.evaluate(COPIED, list(png(40, 30)))
        await page.keyboard.press("Control+v")
        await expect(rich.locator("img[alt=Picture][src^='/api/']")).to_be_visible()
        await page.evaluate(DROPPED, [list(png(30, 30)), "resi.png", ".rich > p"])
        await expect(rich.locator("img[alt=resi][src^='/api/']")).to_be_visible()
        await expect(page.locator(".pick")).to_have_count(0)
        await are_drawn(page, 3, ".rich")
        await rich.locator("img[alt=resi]").click()
        await page.get_by_label("In words").fill("resi asli")
        await page.get_by_role("button", name="Small").click()

        await rich.locator("> p").last.click()
        await expect(page.get_by_label("In words")).to_have_count(0)
        await page.keyboard.press("End")
        await page.keyboard.type(" Lacak")
        await page.keyboard.press("Control+Shift+ArrowLeft")
        await page.keyboard.press("Control+k")
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_label("Words")).to_have_value("Lacak")
        address = dialog.get_by_label("Address of the link")
        await expect(address).to_be_focused()
        await address.fill("javascript:alert(1)")
        await address.press("Enter")
        await expect(dialog.get_by_role("alert")).to_contain_text("leads to a web page")
        assert await grave_axe_findings(page) == []
        await address.fill("lacak.example/20418")
        await address.press("Enter")
        await expect(rich.locator("a")).to_have_attribute("href", "https://lacak.example/20418")
        assert await grave_axe_findings(page) == []
        await expect(page.get_by_text("Draft saved")).to_be_visible()

        again = Agent(await page.context.new_page(), served.url)
        await opened(again.page, served, came)
        await expect(again.page.locator(".rich th")).to_have_count(3)
        await expect(again.page.locator(".rich a")).to_have_text("Lacak")
        await expect(again.page.locator(".rich img[alt='resi asli']")).to_have_attribute(
            "width", "140"
        )
        await are_drawn(again.page, 3, ".rich")
        await expect(again.page.locator(".pick")).to_have_count(0)
        await again.page.close()

        await rich.press("Control+Enter")
        await expect(page.locator(".mail").nth(3).locator("[data-status=sent]")).to_be_visible()
        await are_drawn(page.locator(".mail").nth(3).frame_locator("iframe"), 3)
        [got] = peer.mails
        pictures = [part for part in got.walk() if part.get_content_maintype() == "image"]
        html = got.get_body(("html",)).get_content()  # type: ignore[union-attr]
        assert len(pictures) == 3
        for part in pictures:
            assert part.get_content_disposition() == "inline"
            assert f'src="cid:{part["Content-ID"][1:-1]}"' in html
        text = got.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
        assert "Kota      Tiba          Kurir\n" in text
        assert "Lacak <https://lacak.example/20418>" in text

        await read_mailbox(served, house, box)
        back = message_from_bytes(peer.raw[0], policy=policy.SMTP)
        for name, value in (
            ("From", "Rudi Hartono <rudi@bunga.example>"),
            ("To", "surat@paketara.example"),
            ("Subject", "Balasan bergambar"),
            ("Message-ID", "<kembali@bunga.example>"),
        ):
            back.replace_header(name, value)
        for name in ("References", "In-Reply-To", "Reply-To"):
            del back[name]
        box.put(back.as_bytes())
        await sari.open("queued")
        await sari.row("Rudi Hartono").click(timeout=40_000)
        await are_drawn(page.locator(".mail").frame_locator("iframe"), 3)
        border = page.locator(".mail").frame_locator("iframe").locator("td").first
        assert await border.evaluate("cell => getComputedStyle(cell).borderTopWidth") == "1px"


async def test_text_does_not_move_under_a_click_that_leaves_a_table(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    came = await mails_came(served, house)
    page = (await at_mail(served, await new_person(), house.sari, came)).page
    rich, bar = page.locator(".rich"), page.get_by_role("toolbar", name="Table")
    await rich.click()
    await page.keyboard.type("Halo Ani, ini jadwalnya.")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Add more").click()
    await page.get_by_role("menuitem", name="Table").click()
    await expect(bar).to_be_visible()

    words = rich.locator("> p").first
    before = await words.bounding_box()
    assert before is not None
    await page.mouse.move(before["x"] + 40, before["y"] + before["height"] / 2)
    await page.mouse.down()
    await page.wait_for_timeout(300)
    assert await words.bounding_box() == before
    await page.mouse.up()

    await expect(bar).to_have_count(0)
    assert await page.evaluate("getSelection().isCollapsed")
    await page.keyboard.type("X")
    await expect(words).to_contain_text("X")
    assert len(await words.inner_text()) == len("Halo Ani, ini jadwalnya.") + 1


async def test_what_is_pasted_is_words_and_a_picture_taken_out_stays_out(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page
        rich = page.locator(".rich")
        await rich.click()
        pasted = (
            '<p style="color:red">Harga <b>baru</b> <a href="https://toko.example">di sini</a></p>'
            '<img src="https://toko.example/a.png"><table><tr><td>a</td><td>b</td></tr></table>'
        )
        await page.evaluate(WORDS_COPIED, pasted)
        await page.keyboard.press("Control+v")
        await expect(rich.locator("strong")).to_have_text("baru")
        await expect(rich.locator("td")).to_have_text(["a", "b"])
        await expect(page.get_by_role("alert")).to_contain_text("One picture was left out")
        await expect(rich.locator("img[src]")).to_have_count(0)

        await rich.locator("a").click()
        await page.keyboard.press("Control+k")
        await page.get_by_role("dialog").get_by_role("button", name="Remove link").click()
        await expect(rich.locator("a")).to_have_count(0)
        await expect(rich).to_be_focused()

        for name in ("satu.png", "dua.png"):
            await page.locator("input[data-pictures]").set_input_files(
                {"name": name, "mimeType": "image/png", "buffer": png(60, 40)}
            )
            await expect(rich.locator(f"img[alt={name[:-4]}][src^='/api/']")).to_be_visible()
        # What is done within half a second is one step of undo.
        await page.wait_for_timeout(600)
        await rich.locator("img[alt=satu]").click()
        await page.keyboard.press("Delete")
        await page.keyboard.press("Control+z")
        await expect(rich.locator("img[src]")).to_have_count(2)
        await page.wait_for_timeout(600)
        await rich.locator("img[alt=satu]").click()
        await page.get_by_role("button", name="Remove picture").click()
        await expect(page.get_by_text("Draft saved")).to_be_visible()
        await page.keyboard.press("Control+z")
        await expect(rich.locator("img[alt=satu]")).to_be_visible()
        await rich.locator("img[alt=dua]").click()
        await page.keyboard.press("Delete")
        await rich.press("Control+Enter")
        await expect(page.locator(".mail").nth(3).locator("[data-status=sent]")).to_be_visible()
        [got] = peer.mails
        names = [part.get_filename() for part in got.walk() if part.get_filename()]
        assert names == ["satu.png"]


async def test_the_tools_of_a_mail_fit_on_a_phone(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    came = await mails_came(served, house)
    context = await new_person(size=PHONE, theme="dark", language="id")
    sari = await Agent.signed_in(context, served.url, house.sari)
    page = sari.page
    await opened(page, served, came)
    await page.locator(".rich").click()
    await page.get_by_role("button", name="Tambah lainnya").click()
    await page.get_by_role("menuitem", name="Tabel").click()
    await expect(page.get_by_role("toolbar", name="Tabel")).to_be_visible()
    assert not await too_wide(page, PHONE["width"])
    assert await grave_axe_findings(page) == []
