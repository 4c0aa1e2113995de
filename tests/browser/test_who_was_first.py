"""Two agents want one chat: the one who was beaten is told by whom, and keeps what he wrote."""

import re

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.line import Line
from tests.browser.served import ServedHub

DRAFT = "Selamat siang, saya bantu"
TAKEN = re.compile(r"^Taken by Sari Wulandari(, \d\d:\d\d| \d+ s ago)")


async def two_before_one_chat(
    served: ServedHub, house: House, new_person: Somebody
) -> tuple[Agent, Agent, Line]:
    await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    budi = await Agent.signed_in(await new_person(), served.url, house.budi)
    line = await Line.of(budi.page)
    for agent in (sari, budi):
        await agent.open("queued")
        await agent.choose("Maya Putri")
    await budi.field.fill(DRAFT)
    return sari, budi, line


async def test_who_answers_too_late_is_told_and_has_his_text_back(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari, budi, line = await two_before_one_chat(served, house, new_person)
    # He has not heard of it when he presses Enter: the hub's 409 tells him.
    line.mute()
    await sari.take()
    await expect(sari.page.get_by_text("Sari Wulandari took the chat")).to_be_visible()

    await budi.field.press("Enter")

    told = budi.page.get_by_text(TAKEN)
    await expect(told).to_be_visible()
    await expect(told).to_contain_text("Your draft is kept.")
    await expect(budi.field).to_have_value(DRAFT)
    await expect(budi.waiting).to_have_count(0)
    await expect(sari.log).not_to_contain_text(DRAFT)


async def test_who_was_still_writing_sees_who_took_it_and_can_copy_his_draft(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari, budi, _ = await two_before_one_chat(served, house, new_person)

    await sari.take()

    await expect(budi.page.get_by_text(TAKEN)).to_be_visible()
    assert await budi.copies_her_draft() == DRAFT
