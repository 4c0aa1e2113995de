"""Quick replies, mentions, labels and drafts, all by keyboard, with colleagues at the other end."""

import asyncio

import httpx2 as httpx
from playwright.async_api import Route, expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import PASSWORD, House
from tests.browser.served import ServedHub
from tests.browser.test_by_keyboard import keys

NOTHING_IS_SAVED = """
const reached = window.fetch;
window.fetch = (to, how) => how?.method === "PUT" ? Promise.reject(new TypeError("away")) : reached(to, how);
"""
"""Also not in the moment in which the page is closed, which nothing outside the page can hold up."""


async def by_http(served: ServedHub, email: str) -> httpx.AsyncClient:
    client = httpx.AsyncClient(base_url=f"{served.url}/api/v1", timeout=30)
    answer = await client.post("/auth/sign-in", json={"email": email, "password": PASSWORD})
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return client


async def test_a_shift_with_quick_replies_mentions_labels_and_drafts(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo")
    own = await by_http(served, house.sari)
    for shortcut, text in (
        ("salam", "Halo {{contact.firstName}}, saya {{agent.firstName}}."),
        ("nama", "Nomor {{conversation.number}}, {{company}}."),
    ):
        body = {"shortcut": shortcut, "title": shortcut, "text": text}
        assert (await own.post("/quick-replies", json=body)).status_code == 201
    context = await new_person()
    sari = await Agent.signed_in(context, served.url, house.sari)
    page = sari.page
    await sari.open("queued")
    await sari.choose("Maya Putri")

    await keys(page, "r")
    await page.keyboard.type("/sal")
    await expect(page.get_by_role("option", name="/salam")).to_be_visible()
    await keys(page, "Enter")
    await expect(sari.field).to_have_value("Halo Maya, saya Sari.")
    await expect(page.get_by_text("Draft saved")).to_be_visible()
    second = Agent(await context.new_page(), served.url)
    await second.open("queued")
    await second.choose("Maya Putri")
    await expect(second.field).to_have_value("Halo Maya, saya Sari.")

    await page.bring_to_front()
    await sari.field.focus()
    await page.keyboard.type(" {{contact.name}}")
    await keys(page, "Enter")
    await expect(page.get_by_role("alert")).to_contain_text("Not filled in yet: {{contact.name}}")
    await sari.field.fill("Halo Maya, saya Sari.")
    await keys(page, "Enter")
    await sari.sees("Halo Maya, saya Sari.")
    await expect(second.field).to_have_value("")

    await keys(page, "Escape", "n")
    await page.keyboard.type("Boleh dicek @bud")
    await expect(page.get_by_role("option", name="Budi").first).to_be_visible()
    await keys(page, "Tab")
    await keys(page, "Enter")
    await expect(sari.log.locator(".mention")).to_contain_text("@Budi")
    budi = await by_http(served, house.budi)
    mentioned = (await budi.get("/conversations?tab=mentions")).json()["items"]
    assert [each["contact"]["name"] for each in mentioned] == ["Maya Putri"]
    await own.aclose()
    await budi.aclose()


async def test_what_was_left_unsaved_is_put_together_with_another_devices_text_when_it_is_opened(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    """At once, also while nothing can be saved."""
    await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    page = sari.page
    await page.add_init_script(NOTHING_IS_SAVED)
    await sari.open("queued")
    await sari.choose("Maya Putri")
    here = page.url
    await sari.field.fill("Sudah kami cek.")
    await page.goto("about:blank")
    elsewhere = await by_http(served, house.sari)
    [chat] = (await elsewhere.get("/conversations?tab=queued")).json()["items"]
    theirs = {"kind": "reply", "text": "Paketnya di Bekasi.", "version": 0}
    assert (await elsewhere.put(f"/drafts/{chat['id']}", json=theirs)).is_success
    await elsewhere.aclose()

    await page.goto(here)
    await expect(sari.field).to_have_value("Paketnya di Bekasi.\n\nSudah kami cek.")


async def test_escape_closes_the_list_and_leaves_what_was_typed(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Rudi Hartono", "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("queued")
    await sari.choose("Rudi Hartono")
    await keys(sari.page, "r")
    await sari.page.keyboard.type("dan/atau /")
    await expect(sari.page.get_by_text("No quick reply matches.")).to_be_visible()
    await keys(sari.page, "Escape")
    await expect(sari.page.get_by_text("No quick reply matches.")).to_have_count(0)
    await expect(sari.field).to_be_focused()
    await expect(sari.field).to_have_value("dan/atau /")


async def test_what_was_sent_does_not_come_back_with_the_late_answer_to_a_save(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Sekar Wening", "Resi saya mana?")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    page = sari.page
    await sari.open("queued")
    await sari.choose("Sekar Wening")
    stored, go_on = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        if route.request.method != "PUT" or stored.is_set():
            await route.continue_()
            return
        answer = await route.fetch()
        stored.set()
        await go_on.wait()
        await route.fulfill(response=answer)

    await page.route("**/api/v1/drafts/*", late)
    async with page.expect_request_finished(lambda one: one.method == "PUT"):
        await page.locator("[data-composer] input[type=file]:not([data-pictures])").set_input_files(
            {"name": "resi.txt", "mimeType": "text/plain", "buffer": b"JKT-1"}
        )
        await stored.wait()
        await sari.write("Ini resinya.")
        await expect(sari.bubble("Ini resinya.").locator("[data-status=sent]")).to_be_visible()
        go_on.set()
    await page.wait_for_timeout(500)
    await expect(page.locator(".pick")).to_have_count(0)
    await page.reload()
    await sari.sees("Ini resinya.")
    await expect(page.locator(".pick")).to_have_count(0)
