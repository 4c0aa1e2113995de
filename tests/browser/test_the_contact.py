"""The person behind a chat: corrected in place, by two at once, and what there was before."""

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.served import ServedHub


async def test_two_correct_a_contact_and_nobody_loses_what_he_wrote(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    budi = await Agent.signed_in(await new_person(), served.url, house.budi)
    for agent in (sari, budi):
        await agent.open("queued")
        await agent.choose("Maya Putri")
        await agent.page.get_by_role("button", name="Edit contact").click()
    form, other = (agent.page.get_by_role("form", name="Edit contact") for agent in (sari, budi))
    await form.get_by_label("Name").fill("Maya Anggraini")
    await form.get_by_label("Phone").fill("0812-3390-5889")
    await form.get_by_role("button", name="Save").click()
    await expect(sari.page.get_by_text("+62 812-3390-5889")).to_be_visible()

    # The open chat carries the new name everywhere at once.
    await expect(budi.row("Maya Anggraini")).to_be_visible()
    await other.get_by_label("Name").fill("Maya P")
    await other.get_by_label("E-mail").fill("kein@")
    await other.get_by_role("button", name="Save").click()
    await expect(other.get_by_text("Enter a whole address")).to_be_visible()
    await other.get_by_label("E-mail").fill("maya@contoh.example")
    await other.get_by_role("button", name="Save").click()
    await expect(other.get_by_text("Now: Maya Anggraini")).to_be_visible()
    await expect(other.get_by_label("Name")).to_have_value("Maya P")
    await other.get_by_role("button", name="Take this").click()
    await other.get_by_role("button", name="Save").click()

    await expect(budi.page.get_by_text("maya@contoh.example")).to_be_visible()
    # What Sari wrote into another field is still there, and hers is live.
    await expect(budi.page.get_by_text("+62 812-3390-5889")).to_be_visible()
    await expect(sari.page.get_by_text("maya@contoh.example")).to_be_visible()


async def test_earlier_conversations_stand_above_and_beside_the_present_one(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    visitor = await remote_visitor(served.url, house.channel_id, "Maya Putri", "Paket hilang")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("queued")
    await sari.choose("Maya Putri")
    await sari.take()
    await sari.has_it()
    await sari.page.get_by_role("button", name="More acts").click()
    await sari.page.get_by_role("menuitem", name="Resolve as spam").click()
    await expect(sari.toast("Resolved as spam: Maya Putri")).to_be_visible()
    await visitor.write("Ternyata ada")
    await sari.open("queued")
    await sari.choose("Maya Putri")
    await expect(sari.said("Paket hilang")).to_have_count(0)

    divider = sari.log.get_by_role("button", name="Earlier conversation")
    await expect(divider).to_contain_text("resolved by Sari Wulandari")
    await divider.click()
    await sari.sees("Paket hilang")
    assert await sari.texts() == ["Paket hilang", "Ternyata ada"]

    earlier = sari.page.get_by_role("region", name="Earlier conversations")
    await earlier.get_by_role("link").click()
    await expect(sari.page.get_by_text("Resolved as spam by Sari Wulandari")).to_be_visible()
    await sari.sees("Paket hilang")
    await expect(sari.page.get_by_role("button", name="Send", exact=True)).to_have_count(0)
