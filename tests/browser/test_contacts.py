"""The page of contacts: written down, found, merged and taken back, exported, erased."""

from typing import Any
from zipfile import ZipFile

import pytest
from playwright.async_api import Page, expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, House
from tests.browser.measures import grave_axe_findings, too_wide, wrong_words
from tests.browser.served import ServedHub


async def contacts_page(served: ServedHub, email: str, new_person: Somebody, **more: Any) -> Page:
    person = await Agent.signed_in(await new_person(**more), served.url, email)
    await person.page.goto(f"{served.url}/contacts")
    return person.page


async def test_an_agent_adds_a_customer_and_finds_him_in_the_list(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    page = await contacts_page(served, house.sari, new_person)
    await page.get_by_role("link", name="Add customer").first.click()
    form = page.get_by_role("form", name="Add customer")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("Enter a name of up to 80 characters.")).to_be_visible()
    await form.get_by_label("Name").fill("Wulan Prameswari")
    await form.get_by_label("Phone").fill("12")
    await form.get_by_label("NIK").fill("3174 0912 8502 0001")
    await form.get_by_label("Birthday").fill("1990-02-28")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("Enter a phone number")).to_be_visible()
    await form.get_by_label("Phone").fill("0856-7001-4421")
    await form.get_by_role("button", name="Save").click()

    contact = page.get_by_role("region", name="Contact", exact=True)
    await expect(contact).to_contain_text("+62 856-7001-4421")
    await expect(contact).to_contain_text("28 February 1990")
    await expect(contact).to_contain_text("••••••••••••0001")
    # What only admins may do is not offered.
    for name in ("Merge", "Export", "Erase"):
        await expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    row = page.get_by_role("navigation", name="Contacts").get_by_role(
        "link", name="Wulan Prameswari"
    )
    await expect(row).to_have_attribute("aria-current", "page")
    await page.get_by_role("searchbox").fill("4421")
    await expect(row).to_be_visible()
    await page.get_by_role("searchbox").fill("tidak ada")
    await expect(page.get_by_text("Nobody found")).to_be_visible()


async def test_duplicates_are_suggested_merged_and_taken_back(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    page = await contacts_page(served, ADMIN, new_person)
    await page.route("**/merge-suggestions*", lambda route: route.fulfill(json={"items": []}))
    for name in ("Ibu Yunita", "Yunita Rahma"):
        await page.goto(f"{served.url}/contacts/new")
        form = page.get_by_role("form", name="Add customer")
        await form.get_by_label("Name").fill(name)
        await form.get_by_label("Phone").fill("0856-7002-5532")
        await form.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("heading", name=name)).to_be_visible()
    # The hub finds it out after it has told of the contact: for one look or two it says nothing of it.
    await page.wait_for_timeout(3_000)
    await page.unroute("**/merge-suggestions*")
    await expect(page.get_by_text("May be the same person as Ibu Yunita")).to_be_visible()
    await page.get_by_role("link", name="may be one person").click()
    pair = page.get_by_role("listitem").filter(has_text="Both have +62 856-7002-5532")
    await pair.get_by_role("button", name="Merge", exact=True).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("This can be undone for 30 days.")).to_be_visible()
    await dialog.get_by_role("radio", name="Yunita Rahma").check()
    await dialog.get_by_role("button", name="Merge", exact=True).click()

    await page.get_by_role("searchbox").fill("5532")
    rows = page.get_by_role("navigation", name="Contacts").locator(".contact-row")
    await expect(rows).to_have_count(1)
    await expect(rows).to_contain_text("Yunita Rahma")
    await page.get_by_role("button", name="Undo").first.click()
    await expect(rows).to_have_count(2)
    await expect(page.get_by_text("is a contact of its own again")).to_be_visible()


async def test_an_admin_exports_and_erases_and_others_see_it_at_once(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Kartini Sasmita", "Alamat rumah saya")
    other = await contacts_page(served, house.sari, new_person)
    await other.get_by_role("link", name="Kartini Sasmita").click()
    readers = [
        await Agent.signed_in(await new_person(), served.url, email)
        for email in (house.sari, ADMIN)
    ]
    for reader in readers:
        await reader.open("queued", of=house)
        await reader.choose("Kartini Sasmita")
        await reader.sees("Alamat rumah saya")
    page = await contacts_page(served, ADMIN, new_person)
    await page.get_by_role("link", name="Kartini Sasmita").click()
    await page.get_by_role("button", name="Export", exact=True).click()
    async with page.expect_download() as coming:
        await page.get_by_role("dialog").get_by_role("button", name="Export").click()
    with ZipFile(await (await coming.value).path()) as archive:
        assert "Alamat rumah saya" in archive.read("index.html").decode()

    await page.get_by_role("button", name="Erase", exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Erase for good").click()
    await expect(dialog.get_by_text("Enter a reason.")).to_be_visible()
    await dialog.get_by_label("Reason").fill("Diminta pelanggan")
    await dialog.get_by_role("button", name="Erase for good").click()
    for seen in (page, other):
        await expect(seen.get_by_role("heading", name="Erased customer")).to_be_visible()
        await expect(seen.get_by_text("Kartini Sasmita")).to_have_count(0)
    # Nor in the chat that somebody has open, whether he may still see it or not.
    for reader in readers:
        await expect(reader.page.get_by_text("Alamat rumah saya")).to_have_count(0)
        await expect(reader.page.get_by_text("Kartini Sasmita")).to_have_count(0)


WAYS = [("light", "en", DESKTOP), ("dark", "id", PHONE)]


@pytest.mark.parametrize(("theme", "language", "size"), WAYS)
async def test_no_screen_of_contacts_has_a_grave_fault(
    theme: str,
    language: str,
    size: dict[str, int],
    served: ServedHub,
    house: House,
    new_person: Somebody,
) -> None:
    await remote_visitor(served.url, house.channel_id, "Laras Puspa", "Halo")
    page = await contacts_page(served, ADMIN, new_person, theme=theme, language=language, size=size)
    faults: list[str] = []

    async def look(name: str) -> None:
        found = await grave_axe_findings(page) + await wrong_words(page, language)
        found += await too_wide(page, size["width"])
        faults.extend(f"{name}: {fault}" for fault in dict.fromkeys(found))

    row = page.locator(".contact-row").filter(has_text="Laras Puspa").first
    await expect(row).to_be_visible()
    await look("list")
    await row.click()
    await expect(page.locator(".identity")).to_be_visible()
    await look("contact")
    await page.locator("[data-edit-contact]").click()
    await look("form")
    await page.keyboard.press("Escape")
    await page.locator(".set-hd .ib:has(svg)").locator("visible=true").nth(-1).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.wait_for_timeout(400)
    await look("erase")
    for path in ("contacts/suggestions", "contacts/new", "settings/contact-fields"):
        await page.goto(f"{served.url}/{path}")
        await expect(page.locator("#area h1, #area h2").first).to_be_visible()
        await look(path)
    assert not faults, "\n".join(faults)
