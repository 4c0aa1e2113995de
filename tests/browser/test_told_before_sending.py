"""What cannot go out is said while it is written: the channel, the kind of a file, the length."""

import io
import zipfile

from playwright.async_api import FilePayload, expect

from channels_adapters.email.mail_peer import MailPeer, serving
from tests.browser.by_http import Colleague
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.mails import at_mail, mails_came
from tests.browser.play import Demo, Play, agent_of
from tests.browser.served import ServedHub

LINKS = 120
LINK = f'<p><a href="https://example.com/{"a" * 1_800}">resi</a></p>'
"""Few words, and much that stands behind them."""

PASTE = """(field, html) => {
    const data = new DataTransfer()
    data.setData("text/html", html)
    const paste = { clipboardData: data, bubbles: true, cancelable: true }
    field.dispatchEvent(new ClipboardEvent("paste", paste))
}"""


def archive() -> FilePayload:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("desain.txt", "sketsa")
    return {"name": "desain.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}


async def test_a_file_that_whatsapp_does_not_take_holds_the_message_back(
    demo: Demo, new_person: Somebody
) -> None:
    wati = await Play.at(await new_person(), demo)
    await wati.meets("Wati Rahardjo", "WhatsApp Paketara")
    await wati.writes("Boleh kirim desainnya?")
    hendra = await agent_of(demo, new_person, "hendra")
    await hendra.choose("Wati Rahardjo")
    page = hendra.page
    send = page.get_by_role("button", name="Send", exact=True)

    await hendra.field.fill("Ini desainnya")
    chooser = page.locator("[data-composer] input[type=file]").first
    await chooser.set_input_files([archive()])
    refused = page.get_by_role("alert").filter(has_text="does not take this kind of file")
    await expect(refused).to_contain_text("It takes JPG, PNG,")
    await expect(send).to_be_disabled()
    await hendra.field.press("Enter")
    await expect(hendra.field).to_have_value("Ini desainnya")

    await page.get_by_role("button", name="Remove desain.zip").click()
    await expect(send).to_be_enabled()
    await hendra.field.press("Enter")
    await expect(wati.bubble("Ini desainnya")).to_be_visible()


async def test_on_a_channel_that_is_switched_off_the_draft_is_kept_and_the_way_out_named(
    demo: Demo, new_person: Somebody
) -> None:
    yanti = await Play.at(await new_person(), demo)
    await yanti.meets("Yanti Kusnadi", "WhatsApp Paketara")
    await yanti.writes("Apakah sudah dikirim?")
    hendra = await agent_of(demo, new_person, "hendra")
    await hendra.choose("Yanti Kusnadi")
    page = hendra.page
    await hendra.field.fill("Sudah, tadi pagi")
    off = page.locator("[data-channel=off]")

    admin = demo.account("ratna")
    ratna = await Colleague.signed_in(demo.url, admin["email"], admin["password"])
    try:
        await ratna.switch("WhatsApp Paketara", on=False)
        await expect(off).to_contain_text("WhatsApp Paketara is switched off")
        await expect(hendra.field).to_have_count(0)
        assert await hendra.copies_her_draft() == "Sudah, tadi pagi"
    finally:
        await ratna.switch("WhatsApp Paketara", on=True)
    await expect(off).to_have_count(0)
    await expect(hendra.field).to_have_value("Sudah, tadi pagi")


async def test_a_mail_whose_formatting_is_too_long_says_so_and_keeps_all_of_it(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    with serving(MailPeer()) as peer:
        came = await mails_came(served, house, peer.port)
        sari = await at_mail(served, await new_person(), house.sari, came)
        page = sari.page
        field = page.locator(".rich")
        await field.evaluate(PASTE, LINK * LINKS)
        told = page.get_by_role("alert").filter(has_text="With all its formatting")
        await expect(told).to_be_visible()
        await expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
        await field.press("Control+Enter")
        await expect(field.locator("p")).to_have_count(LINKS)

        await field.press("Control+a")
        await page.keyboard.type("Singkat saja.")
        await expect(told).to_have_count(0)
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.locator(".mail")).to_have_count(4)
