"""Several chats chosen in a list, and done with in one act: by who holds them, and by who oversees them."""

from playwright.async_api import Locator, Page, expect

from tests.browser.agent import Agent
from tests.browser.by_http import Colleague, remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, House
from tests.browser.measures import grave_axe_findings
from tests.browser.served import ServedHub


def tick(page: Page, name: str) -> Locator:
    return page.get_by_test_id("rows").get_by_role("checkbox").filter(has_text=name)


async def test_chosen_chats_are_resolved_together_and_come_back_together(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    names = ("Tirta Satu", "Tirta Dua", "Tirta Tiga")
    colleague = await Colleague.signed_in(served.url, house.sari)
    for name in names:
        await remote_visitor(served.url, house.channel_id, name, "Halo")
    for chat in await colleague.chats("queued"):
        await colleague.post(f"/conversations/{chat['id']}/claim")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("mine")

    await sari.page.get_by_test_id("select-button").click()
    await tick(sari.page, "Tirta Satu").click()
    await tick(sari.page, "Tirta Tiga").press("Space")
    bar = sari.page.get_by_test_id("selection")
    await expect(bar.get_by_role("status")).to_have_text("2 chosen")
    assert await grave_axe_findings(sari.page) == []
    await bar.get_by_role("button", name="Resolve").click()

    await expect(sari.toast("2 chats resolved")).to_be_visible()
    await expect(bar).not_to_be_visible()
    await expect(sari.row("Tirta Satu")).not_to_be_visible()
    await sari.page.keyboard.press("z")
    for name in names:
        await expect(sari.row(name)).to_be_visible()

    await sari.page.keyboard.press("x")
    await tick(sari.page, "Tirta Dua").click()
    await expect(bar.get_by_role("status")).to_have_text("1 chosen")
    await sari.page.keyboard.press("Escape")
    await expect(bar).not_to_be_visible()
    # Whoever goes by keys is still in the list.
    await expect(sari.page.locator("[data-chat]:focus")).to_have_count(1)
    await sari.choose("Tirta Dua")


async def test_what_waits_is_shared_out_by_a_plan_and_taken_back(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    for name in ("Wayan Satu", "Wayan Dua"):
        await remote_visitor(served.url, house.channel_id, name, "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("mine")
    await expect(sari.page.get_by_role("button", name="Sari Wulandari, online.")).to_be_visible()
    ratna = await Agent.signed_in(await new_person(), served.url, ADMIN)
    await ratna.open("queued", of=house)
    await ratna.page.get_by_test_id("select-button").click()
    for name in ("Wayan Satu", "Wayan Dua"):
        await tick(ratna.page, name).click()

    await ratna.page.get_by_role("button", name="Share out to agents").click()
    dialog = ratna.page.get_by_role("dialog")
    row = dialog.get_by_role("row").filter(has_text="Sari Wulandari")
    await expect(row).to_contain_text("8, forced 12")
    await expect(dialog.get_by_role("status")).to_have_text("None stays in the queue.")
    assert await grave_axe_findings(ratna.page) == []
    await dialog.get_by_role("button", name="Share out 2").click()

    await expect(ratna.toast("2 chats shared out")).to_be_visible()
    for name in ("Wayan Satu", "Wayan Dua"):
        await expect(sari.row(name)).to_be_visible()
    await ratna.page.get_by_role("button", name="Undo").click()
    await expect(ratna.toast("2 chats taken back")).to_be_visible()
    for name in ("Wayan Satu", "Wayan Dua"):
        await expect(sari.row(name)).not_to_be_visible()
