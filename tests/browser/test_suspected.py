"""A mail that its provider took for spam: it comes in silence, and an agent decides."""

from playwright.async_api import expect

from channels_adapters.email.dovecot import running
from tests.browser.agent import Agent
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.mails import letter, read_mailbox
from tests.browser.measures import grave_axe_findings
from tests.browser.served import ServedHub
from tests.browser.test_notifications import made


async def test_what_is_suspected_waits_in_silence_until_it_is_judged(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    budi = await Agent.signed_in(await new_person(), served.url, house.budi)
    await budi.open("queued")
    # A browser lets a page sound only after it has been touched.
    await budi.page.locator(".logo").click()
    await sari.open("suspected")
    await expect(sari.page.get_by_text("Nothing is suspected")).to_be_visible()
    with running() as box:
        await read_mailbox(served, house, box)
        box.put(
            letter("s1", "Klinik Sehat <klinik@x.example>", "Resi", "Mana paket?", marked=True),
            letter("s2", "Obat Murah <obat@iklan.example>", "Promo", "Beli", marked=True),
        )
        await expect(sari.row("Klinik Sehat")).to_be_visible(timeout=30_000)
        await expect(sari.row("Obat Murah")).to_be_visible()
        lists = sari.page.get_by_role("combobox", name="More")
        await expect(lists.locator("option[value=suspected]")).to_have_text("Suspected (2)")
        assert [await made([budi.page], what) for what in ("sounds", "desktops")] == [0, 0]
        await expect(budi.page).to_have_title("Simpul")
        await expect(budi.page.locator("[data-bell]:visible")).to_have_attribute("data-bell", "0")
        await expect(budi.row("Klinik Sehat")).to_have_count(0)

        await sari.choose("Klinik Sehat")
        strip = sari.page.get_by_test_id("spam-strip")
        await expect(strip).to_contain_text("took this for spam")
        assert await grave_axe_findings(sari.page) == []
        await strip.get_by_role("button", name="Not spam").click()
        await expect(sari.toast("Not spam: Klinik Sehat waits")).to_be_visible()
        await expect(budi.row("Klinik Sehat")).to_be_visible()
        await expect(sari.row("Klinik Sehat")).to_have_count(0)

        await sari.choose("Obat Murah")
        await strip.get_by_role("button", name="Resolve as spam").click()
        await expect(strip).to_contain_text("Resolved as spam by Sari Wulandari")
        await sari.page.keyboard.press("z")
        await expect(strip).to_contain_text("took this for spam")
        await strip.get_by_role("button", name="Resolve as spam").click()
        await strip.get_by_role("button", name="Block").click()
        dialog = sari.page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Block").click()
        await expect(sari.toast("Blocked")).to_be_visible()

        box.put(
            letter("s3", "klinik@x.example", "Lagi", "Halo?", marked=True),
            letter("s4", "obat@iklan.example", "Lagi", "Beli", marked=True),
        )
        await expect(budi.row("Klinik Sehat")).to_have_count(2, timeout=30_000)
        await expect(sari.page.get_by_text("Nothing is suspected")).to_be_visible()
