"""A visitor is blocked with the network he writes from, and let in again."""

import httpx2
from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, PASSWORD, House
from tests.browser.measures import grave_axe_findings
from tests.browser.served import ServedHub


async def let_everybody_in(served: ServedHub) -> None:
    """All visitors of these tests write from this machine."""
    async with httpx2.AsyncClient(base_url=f"{served.url}/api/v1", timeout=30) as http:
        account = {"email": ADMIN, "password": PASSWORD}
        token = (await http.post("/auth/sign-in", json=account)).json()["token"]
        http.cookies.clear()
        http.headers["Authorization"] = f"Bearer {token}"
        for one in (await http.get("/blocks")).json()["items"]:
            await http.delete(f"/blocks/{one['id']}")


async def test_a_network_is_blocked_from_the_chat_and_unblocked_in_the_list(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Toko Pengikut", "Beli pengikut")
    admin = await Agent.signed_in(await new_person(), served.url, ADMIN)
    page = admin.page
    await admin.open("queued", of=house)
    await admin.choose("Toko Pengikut")
    await page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog")
    await palette.locator("input").fill("Block")
    await palette.get_by_text("Block", exact=True).first.click()
    dialog = page.get_by_role("dialog", name="Block Toko Pengikut")
    await expect(dialog.get_by_label("Reason")).to_be_focused()
    tick = dialog.get_by_role("checkbox", name="Also block the network for 24 hours")
    await expect(tick).to_be_enabled()
    assert await grave_axe_findings(page) == []
    try:
        await tick.check()
        await dialog.get_by_role("button", name="Block", exact=True).click()
        await expect(page.get_by_text("and the network for 24 hours")).to_be_visible()

        await remote_visitor(served.url, house.channel_id, "Akun Baru", "Murah sekali")
        await admin.open("spam", of=house)
        await expect(admin.row("Akun Baru")).to_be_visible()
        await admin.open("queued", of=house)
        await expect(admin.row("Akun Baru")).to_have_count(0)

        await page.goto(f"{served.url}/settings/blocked")
        row = page.get_by_role("row").filter(has_text="Network of Toko Pengikut")
        await expect(row).to_contain_text("Until")
        await row.get_by_role("button", name="Unblock").click()
        await expect(row).to_have_count(0)
        await remote_visitor(served.url, house.channel_id, "Siti Rahma", "Paket saya di mana?")
        await admin.open("queued", of=house)
        await expect(admin.row("Siti Rahma")).to_be_visible()
    finally:
        await let_everybody_in(served)
