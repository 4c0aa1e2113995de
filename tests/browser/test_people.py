"""People in the browser: invited by an admin, joining by the link, changing the password."""

import asyncio
from uuid import uuid4

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from tests.browser.agent import Agent
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, PASSWORD
from tests.browser.measures import grave_axe_findings, too_wide, wrong_words
from tests.browser.served import ServedHub

NEW = "gerobak biru lari ke pasar"


async def settings_of(context: BrowserContext, served: ServedHub, page_name: str) -> Page:
    admin = await Agent.signed_in(context, served.url, ADMIN)
    await admin.page.goto(f"{served.url}/settings/{page_name}")
    await expect(admin.page.locator(".set-hd h1")).to_be_visible()
    return admin.page


async def paste(page: Page, text: str) -> None:
    field = page.locator(".mantine-PillsInputField-field").first
    await field.focus()
    await page.evaluate("text => navigator.clipboard.writeText(text)", text)
    await page.keyboard.press("Control+v")


async def invite(page: Page, pasted: str) -> None:
    await page.locator(".set-hd .btn-main").click()
    await paste(page, pasted)
    await page.locator(".invite-form button[type=submit]").click()


async def link_of(page: Page, email: str) -> str:
    row = page.locator(".invite-row").filter(has_text=email)
    await row.get_by_role("button").first.click()
    url = await page.locator(".link-box").input_value()
    await page.keyboard.press("Escape")
    await expect(page.locator(".link-box")).to_have_count(0)
    return url


async def test_while_invitations_are_sent_no_address_can_be_lost(
    served: ServedHub, new_person: Somebody
) -> None:
    page = await settings_of(await new_person(), served, "members")
    answered = asyncio.Event()

    async def refuse(route: Route) -> None:
        await answered.wait()
        await route.fulfill(status=503, json={"error": "unavailable", "detail": "Not now."})

    await page.route("**/api/v1/invitations", refuse)
    await page.locator(".set-hd .btn-main").click()
    field = page.locator(".mantine-PillsInputField-field").first
    await field.fill("fajar@contoh.example")
    await field.press("Enter")
    await field.press("Enter")
    await expect(page.locator(".invite-fields")).to_have_attribute("inert", "")
    await page.keyboard.type("gita@contoh.example")
    await expect(field).to_have_value("")
    answered.set()
    await expect(page.locator(".invite-form")).to_contain_text("fajar@contoh.example")
    await expect(field).to_be_focused()
    await page.keyboard.type("gita@contoh.example")
    await expect(field).to_have_value("gita@contoh.example")


async def test_a_pasted_list_is_invited_and_one_of_them_joins_by_the_link(
    served: ServedHub, new_person: Somebody
) -> None:
    email = f"eka-{uuid4().hex[:6]}@contoh.example"
    page = await settings_of(await new_person(), served, "members")
    await page.locator(".set-hd .btn-main").click()
    await paste(page, f"Eka <{email}>; salah@contoh\n{ADMIN}")
    await expect(page.locator(".chip-wrong")).to_have_text("salah@contoh")
    await page.locator(".chip-mend").click()
    await expect(page.locator(".mantine-PillsInputField-field").first).to_have_value("salah@contoh")
    await page.locator(".mantine-PillsInputField-field").first.fill("")
    await page.locator(".invite-form button[type=submit]").click()
    results = page.locator(".invite-results")
    await expect(results).to_contain_text("Is a member already.")
    await expect(results).not_to_contain_text(email)
    await page.locator(".invite-form .btn-main").click()
    url = await link_of(page, email)
    assert url.startswith(f"{served.url}/invite#")

    eka = await (await new_person()).new_page()
    await eka.goto(url)
    await expect(eka.get_by_role("textbox", name="You sign in with")).to_have_value(email)
    await eka.keyboard.press("Enter")
    await expect(eka.get_by_role("alert").first).to_have_text("Enter your name.")
    await eka.locator("input[name=name]").fill("Eka Putri")
    await eka.locator("input[name=new-password]").fill("rahasia1")
    await expect(eka.locator(".strength")).to_have_attribute("data-strength", "weak")
    await eka.locator("input[name=new-password]").fill(NEW)
    await expect(eka.locator(".strength")).to_have_attribute("data-strength", "strong")
    await eka.keyboard.press("Enter")
    await expect(eka.locator("[data-live=live]")).to_be_visible()
    assert "#" not in eka.url

    # The admin's open page shows it by itself, and the link is worth nothing any more.
    await expect(page.locator(".invite-row").filter(has_text=email)).to_have_count(0)
    await expect(page.locator(".set-table")).to_contain_text("Eka Putri")
    late = await (await new_person()).new_page()
    await late.goto(url)
    await expect(late.get_by_role("alert")).to_contain_text("used already")


async def test_rights_given_on_the_settings_page_reach_the_open_inbox_at_once(
    served: ServedHub, new_person: Somebody
) -> None:
    email = f"fitri-{uuid4().hex[:6]}@contoh.example"
    page = await settings_of(await new_person(), served, "members")
    await invite(page, email)
    fitri = await (await new_person()).new_page()
    await fitri.goto(await link_of(page, email))
    await fitri.locator("input[name=name]").fill("Fitri Handayani")
    await fitri.locator("input[name=new-password]").fill(NEW)
    await fitri.keyboard.press("Enter")
    await expect(fitri.locator("[data-live=live]")).to_be_visible()
    await fitri.goto(f"{served.url}/settings/members")
    await expect(fitri.locator(".set-main")).to_contain_text("There is no such page")
    await fitri.goto(served.url)
    await expect(fitri.locator("[data-live=live]")).to_be_visible()

    await page.locator(".set-open", has_text="Fitri Handayani").click()
    drawer = page.locator(".set-drawer-b")
    await drawer.get_by_role("button", name="Deactivate").click()
    await page.locator(".ask-acts .btn-danger").click()
    await expect(drawer.get_by_role("button", name="Reactivate")).to_be_visible()
    await expect(fitri.locator(".si-form")).to_be_visible()


async def test_a_new_password_signs_out_the_other_browser(
    served: ServedHub, new_person: Somebody
) -> None:
    email = f"gita-{uuid4().hex[:6]}@contoh.example"
    page = await settings_of(await new_person(), served, "members")
    await invite(page, email)
    gita = await (await new_person()).new_page()
    await gita.goto(await link_of(page, email))
    await gita.locator("input[name=name]").fill("Gita")
    await gita.locator("input[name=new-password]").fill(PASSWORD)
    await gita.keyboard.press("Enter")
    await expect(gita.locator("[data-live=live]")).to_be_visible()
    elsewhere = await Agent.signed_in(await new_person(), served.url, email)
    await elsewhere.open()

    await gita.goto(f"{served.url}/settings/account")
    await expect(gita.locator(".invite-row")).to_have_count(2)
    await gita.locator("input[name=password]").fill("not the one")
    await gita.locator("input[name=new-password]").fill(NEW)
    await gita.keyboard.press("Enter")
    await expect(gita.get_by_role("alert")).to_have_text("This is not your present password.")
    await gita.locator("input[name=password]").fill(PASSWORD)
    await gita.keyboard.press("Enter")
    await expect(gita.locator(".invite-row")).to_have_count(1)
    await expect(elsewhere.page.locator(".si-form")).to_be_visible()


WAYS = [
    ("light", "en", DESKTOP),
    ("dark", "id", DESKTOP),
    ("light", "id", PHONE),
    ("dark", "en", PHONE),
]


@pytest.mark.parametrize(("theme", "language", "size"), WAYS)
async def test_no_page_about_people_has_a_grave_fault(
    theme: str, language: str, size: dict[str, int], served: ServedHub, new_person: Somebody
) -> None:
    faults: list[str] = []

    async def look(name: str, page: Page) -> None:
        found = await grave_axe_findings(page)
        found += await wrong_words(page, language)
        found += await too_wide(page, size["width"])
        faults.extend(f"{name}: {fault}" for fault in dict.fromkeys(found))

    ratna = await new_person(theme=theme, language=language, size=size)
    page = await settings_of(ratna, served, "members")
    await expect(page.locator(".set-table")).to_be_visible()
    email = f"hadi-{uuid4().hex[:6]}@contoh.example"
    await page.locator(".set-hd .btn-main").click()
    await paste(page, f"{email}, salah@contoh, {ADMIN}")
    await look("inviting", page)
    await page.locator(".chip-mend").click()
    await page.locator(".mantine-PillsInputField-field").first.fill("")
    await page.locator(".invite-form button[type=submit]").click()
    await expect(page.locator(".invite-results")).to_be_visible()
    await look("results", page)
    await page.locator(".invite-form .btn-main").click()
    await expect(page.locator(".invite-row").filter(has_text=email)).to_be_visible()
    await look("members", page)
    url = await link_of(page, email)
    await page.locator(".set-open").first.click()
    await expect(page.locator(".set-drawer-b")).to_be_visible()
    await look("member", page)
    await page.keyboard.press("Escape")
    await page.goto(f"{served.url}/settings/mails")
    await page.locator(".set-open").first.click()
    await expect(page.locator(".mail-words")).to_be_visible()
    await look("mail log", page)
    await page.goto(f"{served.url}/settings/account")
    await expect(page.locator(".invite-row").first).to_be_visible()
    await look("account", page)

    guest = await (await new_person(theme=theme, language=language, size=size)).new_page()
    await guest.goto(url)
    await expect(guest.locator("input[name=name]")).to_be_visible()
    await guest.locator("input[name=new-password]").fill("kurang")
    await guest.keyboard.press("Enter")
    await look("invitation", guest)
    await guest.goto(f"{served.url}/forgot")
    await look("forgotten", guest)
    await guest.locator("input[name=username]").fill("siapa@contoh.example")
    await guest.keyboard.press("Enter")
    await expect(guest.locator(".si-more")).to_be_visible()
    await look("asked", guest)
    await guest.goto(f"{served.url}/reset#nothing")
    await expect(guest.get_by_role("alert")).to_be_visible()
    await look("ended link", guest)
    assert not faults, "\n".join(faults)
