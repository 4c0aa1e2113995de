"""From nothing to the first chat: an admin follows the checklist; and every page of the settings."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import PASSWORD
from tests.browser.measures import grave_axe_findings, too_wide, wrong_words
from tests.browser.served import ROOT, ServedHub
from tests.browser.visitor import Visitor

RATNA = "ratna@toko.example"


@pytest.fixture(scope="module")
async def empty(faces: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServedHub]:
    """A hub that knows nobody but the admin who was made at the command line."""
    data_dir = tmp_path_factory.mktemp("empty")
    await _create_admin(data_dir)
    served = ServedHub(data_dir)
    await served.start()
    yield served
    await served.stop()


async def _create_admin(data_dir: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hub", "create-admin", RATNA, "--name", "Ratna Kusuma"),
        cwd=data_dir,
        env={**kept, "HUB_DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate(f"{PASSWORD}\n".encode())
    assert process.returncode == 0, said.decode()


async def _signed_in(new_person: Somebody, served: ServedHub, **wishes: object) -> Page:
    page = await (await new_person(**wishes)).new_page()
    await page.goto(served.url)
    await page.locator("input[name=username]").fill(RATNA)
    await page.locator("input[name=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-live=live]")).to_be_visible()
    return page


class Checklist:
    def __init__(self, page: Page) -> None:
        self.page = page

    def step(self, name: str) -> Locator:
        return self.page.locator(f"[data-step={name}]")

    async def has_done(self, *names: str) -> None:
        """These and no others."""
        await self.page.get_by_role("link", name="Set-up").click()
        await expect(self.page.locator("[data-step]")).to_have_count(7)
        await expect(self.page.locator("[data-step][data-done=true]")).to_have_count(len(names))
        for name in names:
            await expect(self.step(name)).to_have_attribute("data-done", "true")

    async def go_to(self, name: str) -> None:
        await self.step(name).get_by_role("link").first.click()

    async def save(self) -> None:
        save = self.page.get_by_role("button", name="Save")
        await save.click()
        await expect(save).to_be_disabled()


async def test_an_admin_sets_up_a_new_house_until_the_first_chat_arrives(
    empty: ServedHub, new_person: Somebody, site: str
) -> None:
    page = await _signed_in(new_person, empty)
    await expect(page.get_by_text("Set up: 0 of 7 done")).to_be_visible()
    await page.get_by_role("link", name="Go on").click()
    ratna = Checklist(page)
    await ratna.has_done()
    await expect(page.get_by_text("is this machine alone")).to_be_visible()

    await ratna.go_to("company")
    await page.get_by_label("Company name").fill("Toko Jaya")
    await ratna.save()
    await ratna.has_done("company")
    await page.get_by_role("button", name="Keep as it is").click()
    await ratna.has_done("company", "hours")

    await ratna.go_to("departments")
    await page.get_by_role("button", name="Add department").click()
    await page.get_by_role("dialog").get_by_label("Name").fill("Sales")
    await page.get_by_role("dialog").get_by_role("button", name="Save").click()
    await expect(page.get_by_role("table").get_by_text("Sales")).to_be_visible()
    await ratna.has_done("company", "hours")
    await _join_and_invite(page)
    await ratna.has_done("company", "hours", "departments", "members")

    await ratna.go_to("channel")
    await page.get_by_role("button", name="Add channel").click()
    await page.get_by_role("dialog").get_by_role("button", name="Live chat").click()
    await page.get_by_role("combobox", name="Allowed sites").fill(site)
    await page.keyboard.press("Enter")
    await ratna.save()
    channel_id = page.url.rpartition("/")[2]
    await expect(page.locator(".chat-snippet")).to_contain_text(channel_id)
    await ratna.has_done("company", "hours", "departments", "members", "channel")

    dewi = await Visitor.at(await new_person(), site, empty.url, channel_id)
    await dewi.open()
    await dewi.write("Halo, ada yang jual?")
    await dewi.sees("Halo, ada yang jual?")
    await page.reload()
    every = ("company", "hours", "departments", "members", "channel", "site", "chat")
    await ratna.has_done(*every)
    await expect(ratna.step("site")).to_contain_text(f"Last seen on {site}")

    await page.goto(f"{empty.url}/?tab=queued")
    await expect(page.locator("[data-chat]")).to_contain_text("Halo, ada yang jual?")
    await page.goto(empty.url)
    await expect(page.get_by_text("of 7 done")).to_have_count(0)


async def _join_and_invite(page: Page) -> None:
    """What the pages about people do, by their doors."""
    refused = await page.evaluate(
        """async () => {
            const csrf = decodeURIComponent(/csrf=([^;]*)/.exec(document.cookie)[1]);
            const say = async (method, path, body) => {
                const headers = {"Content-Type": "application/json", "X-CSRF-Token": csrf};
                const text = body && JSON.stringify(body);
                const answer = await fetch(`/api/v1${path}`, {method, headers, body: text});
                if (!answer.ok) throw new Error(await answer.text());
                return answer.json();
            };
            const me = await say("GET", "/me");
            const {items} = await say("GET", "/departments");
            await say("PATCH", `/members/${me.id}`, {departmentIds: items.map(({id}) => id)});
            await say("POST", "/invitations", {emails: ["sari@toko.example"], role: "agent"});
        }"""
    )
    assert refused is None


async def test_unsaved_changes_are_not_lost_by_leaving(
    empty: ServedHub, new_person: Somebody
) -> None:
    page = await _signed_in(new_person, empty)
    await page.goto(f"{empty.url}/settings/hours")
    await page.get_by_role("link", name="Profile and language").click()
    name = page.get_by_label("Company name")
    before = await name.input_value()
    await name.fill("Something else")
    await expect(page.get_by_text("1 unsaved change")).to_be_visible()
    await page.get_by_role("link", name="Departments").click()
    await page.get_by_role("dialog").get_by_role("button", name="Stay").click()
    await expect(name).to_have_value("Something else")
    await page.go_back()
    await page.get_by_role("dialog").get_by_role("button", name="Leave").click()
    await expect(page).to_have_url(f"{empty.url}/settings/hours")
    await page.go_forward()
    await expect(name).to_have_value(before)


async def test_of_two_admins_the_second_is_told_and_can_replace(
    empty: ServedHub, new_person: Somebody
) -> None:
    one = await _signed_in(new_person, empty)
    other = await _signed_in(new_person, empty)
    for page in (one, other):
        await page.goto(f"{empty.url}/settings/distribution")
        await expect(page.get_by_label("Capacity", exact=True)).to_be_visible()
    # What one saves reaches the other live; her own entry stands over it and is kept.
    await other.get_by_label("Capacity", exact=True).fill("5")
    await one.get_by_label("Unanswered after").fill("20")
    await one.get_by_role("button", name="Save").click()
    await expect(other.get_by_label("Unanswered after")).to_have_value("20 min")
    await expect(other.get_by_label("Capacity", exact=True)).to_have_value("5")
    await other.get_by_role("button", name="Save").click()
    await expect(one.get_by_label("Capacity", exact=True)).to_have_value("5")
    await one.get_by_label("Capacity", exact=True).fill("900")
    await one.get_by_role("button", name="Save").click()
    await expect(one.get_by_role("alert")).to_contain_text("Not above the forced capacity")
    await one.get_by_role("button", name="Discard").click()
    await expect(one.get_by_label("Capacity", exact=True)).to_have_value("5")


@pytest.mark.parametrize(
    ("theme", "language", "size"),
    [("light", "en", DESKTOP), ("dark", "id", DESKTOP), ("light", "id", PHONE)],
)
async def test_no_page_of_the_settings_has_a_grave_fault(
    theme: str, language: str, size: dict[str, int], empty: ServedHub, new_person: Somebody
) -> None:
    page = await _signed_in(new_person, empty, theme=theme, language=language, size=size)
    faults: list[str] = []
    await page.goto(f"{empty.url}/settings")
    await expect(page.locator(".set-link").first).to_be_visible()
    paths = [
        "/settings",
        *await page.locator(".set-link").evaluate_all("l => l.map(a => a.pathname)"),
    ]
    assert len(paths) > 8
    for path in paths:
        await page.goto(f"{empty.url}{path}")
        # Not before there is anything.
        await expect(page.locator(".set-nav, .set-hd").first).to_be_attached()
        await expect(page.locator(".sk")).to_have_count(0)
        found = await grave_axe_findings(page)
        found += await wrong_words(page, language)
        found += await too_wide(page, size["width"])
        faults.extend(f"{path}: {fault}" for fault in dict.fromkeys(found))
    assert not faults, "\n".join(faults)
