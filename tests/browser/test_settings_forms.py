"""Forms of the settings under a slow line and under a thumb."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from tests.browser.agent import Agent
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, House
from tests.browser.measures import too_wide
from tests.browser.served import ServedHub


async def test_what_is_written_while_a_form_is_saved_stays_and_is_saved_next(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    page = (await Agent.signed_in(await new_person(), served.url, ADMIN)).page
    address = f"{served.url}/settings/channels/{house.closed_channel_id}"
    await page.goto(address)
    name = page.get_by_label("Name", exact=True).first
    save = page.get_by_role("button", name="Save")
    under_way, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(route: Route) -> None:
        if route.request.method == "PATCH":
            under_way.set()
            await go_on.wait()
        await route.continue_()

    await page.route("**/api/v1/channels/*", slowly)
    await name.fill("Toko lama")
    await save.click()
    await under_way.wait()
    await name.fill("Toko baru")
    go_on.set()
    await expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    await expect(name).to_have_value("Toko baru")
    await expect(page.get_by_text("1 unsaved change")).to_be_visible()

    await save.click()
    await expect(page.get_by_text("1 unsaved change")).to_have_count(0)
    await page.reload()
    await expect(name).to_have_value("Toko baru")


async def test_the_preview_of_the_chat_takes_no_letter_from_who_types_beside_it(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    page = (await Agent.signed_in(await new_person(), served.url, ADMIN)).page
    await page.goto(f"{served.url}/settings/channels/{house.channel_id}")
    name = page.get_by_label("Name", exact=True).first
    preview = page.frame_locator(".chat-frame").get_by_role("textbox")
    await expect(preview).to_be_editable()
    asked_for, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(route: Route) -> None:
        asked_for.set()
        await go_on.wait()
        await route.continue_()

    await page.route(f"**/widget/{house.channel_id}*", slowly)
    await page.get_by_role("button", name="Start the preview anew").click()
    await asked_for.wait()
    await name.fill("Toko")
    go_on.set()
    await expect(preview).to_be_editable()
    for letter in " Menteng":
        await page.keyboard.type(letter)
        await asyncio.sleep(0.1)
    await expect(name).to_have_value("Toko Menteng")


@pytest.mark.parametrize(("size", "least"), [(DESKTOP, 24), (PHONE, 44)])
async def test_steps_of_numbers_are_large_enough_to_be_hit(
    served: ServedHub, house: House, new_person: Somebody, size: dict[str, int], least: int
) -> None:
    page = (await Agent.signed_in(await new_person(size=size), served.url, ADMIN)).page
    await page.goto(f"{served.url}/settings/distribution")
    steps = page.locator(".mantine-NumberInput-control")
    await expect(steps.first).to_be_visible()
    for step in await steps.all():
        box = await step.bounding_box()
        assert box is not None and min(box["width"], box["height"]) >= least, box
    assert await too_wide(page, size["width"]) == []
    first = page.locator(".mantine-NumberInput-root").first
    field = first.locator("input")
    before = int(await field.input_value())
    await first.locator("button").nth(0).click()
    await expect(field).to_have_value(str(before + 1))
