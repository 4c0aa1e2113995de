"""The story as two people live it: written here, seen there, within moments and once."""

import re

from playwright.async_api import FilePayload, Locator, expect

from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.served import ServedHub
from tests.browser.side_by_side import SideBySide
from tests.browser.visitor import Visitor
from tests.made_files import png


async def test_a_visitor_waits_his_turn_is_taken_and_answered(
    pair: SideBySide, served: ServedHub, house: House, site: str, new_person: Somebody
) -> None:
    maya, sari = pair.maya, pair.sari
    first = await Visitor.at(await new_person(), site, served.url, house.channel_id)
    await first.is_known_as("Rudi Hartono")
    await first.open()
    await first.write("Saya dulu")
    await expect(first.frame.get_by_role("heading", name="You are next.")).to_be_visible()

    await maya.write("Halo, paket saya belum sampai")
    await expect(maya.frame.get_by_role("heading", name="You are number 2.")).to_be_visible()
    await expect(sari.row("Maya Putri")).to_contain_text("Halo, paket saya belum sampai")

    await sari.choose("Rudi Hartono")
    await sari.take()
    await expect(maya.frame.get_by_role("heading", name="You are next.")).to_be_visible()

    await sari.choose("Maya Putri")
    await sari.take()
    await expect(maya.frame.get_by_role("heading", name="Sari")).to_be_visible()
    await sari.write("Selamat pagi, saya cek dulu")
    await maya.sees("Selamat pagi, saya cek dulu")
    assert await maya.texts() == await sari.texts()
    await expect(first.log).not_to_contain_text("saya cek dulu")


async def test_both_see_the_other_typing_and_what_was_read(pair: SideBySide) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin()
    await expect(maya.log.get_by_text(re.compile(r"^Read "))).to_be_visible()

    await sari.field.press_sequentially("Sebentar")
    await expect(maya.frame.get_by_text("Sari is typing")).to_be_attached()
    await sari.field.press("Enter")
    await maya.sees("Sebentar")
    await expect(maya.frame.get_by_text("Sari is typing")).not_to_be_attached()
    await expect(sari.log.locator("[data-status=read]")).to_be_visible()

    await maya.field.press_sequentially("Baik")
    typing = sari.page.locator(".typing-line")
    await expect(typing).to_contain_text("Maya Putri is typing")
    await maya.field.press("Enter")
    await sari.sees("Baik")
    await expect(typing).to_have_text("")


async def test_pictures_go_both_ways(pair: SideBySide) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin()

    picture = FilePayload(name="rusak.png", mimeType="image/png", buffer=png(60, 40))
    await maya.send_file(picture)
    await drawn(sari.log.get_by_role("img", name="rusak.png"))

    picture = FilePayload(name="label.png", mimeType="image/png", buffer=png(50, 30))
    await sari.send_file(picture)
    await drawn(maya.frame.get_by_role("link", name="Open label.png").locator("img"))


async def drawn(picture: Locator) -> None:
    """Not only there: its bytes have come and are a picture."""
    await expect(picture).to_have_attribute("src", re.compile("."))
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("picture => picture.naturalWidth") > 0


async def test_a_private_note_never_reaches_the_widget(pair: SideBySide) -> None:
    maya, sari = pair.maya, pair.sari
    heard: list[str] = []
    maya.page.on(
        "websocket", lambda line: line.on("framereceived", lambda it: heard.append(str(it)))
    )
    await pair.begin()

    await sari.note("Pelanggan lama, hati-hati")
    await expect(sari.log.get_by_label("Private note, You")).to_contain_text("Pelanggan lama")
    await sari.write("Pagi")
    await maya.sees("Pagi")
    await maya.page.reload()
    await maya.open()
    await maya.sees("Pagi")

    assert await maya.texts() == ["Halo, paket saya belum sampai", "Pagi"]
    assert "Pelanggan" not in "".join(heard)


async def test_an_undone_resolve_is_none_and_a_resolved_chat_opens_when_the_visitor_writes(
    pair: SideBySide,
) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin()
    resolve = sari.page.get_by_role("button", name="Resolve", exact=True)

    await resolve.click()
    await expect(maya.frame.get_by_role("button", name="Start a new chat")).to_be_visible()
    await sari.page.get_by_role("button", name="Undo").click()
    await expect(sari.toast("Open again: Maya Putri")).to_be_visible()
    await expect(maya.field).to_be_visible()

    await resolve.click()
    await expect(sari.row("Maya Putri")).to_have_count(0)
    await maya.frame.get_by_role("button", name="Start a new chat").click()
    await maya.write("Satu lagi")
    await expect(sari.row("Maya Putri")).to_contain_text("Satu lagi")
    await sari.choose("Maya Putri")
    await sari.sees("Satu lagi")
    await expect(sari.log.get_by_text("Reopened by the customer's message")).to_be_visible()


async def test_both_go_on_where_they_were_after_a_reload(pair: SideBySide) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin()
    await sari.write("Sebentar")
    await maya.sees("Sebentar")
    before = await maya.texts()
    await sari.field.fill("Belum selesai")

    await maya.page.reload()
    await sari.page.reload()
    await maya.open()
    await maya.sees("Sebentar")
    await sari.sees("Sebentar")

    assert await maya.texts() == before
    assert await sari.texts() == before
    await expect(sari.field).to_have_value("Belum selesai")
    await maya.write("Masih di sini")
    await sari.sees("Masih di sini")


async def test_a_reload_goes_on_where_the_browser_refuses_storage_to_frames(
    served: ServedHub, house: House, site: str, new_person: Somebody
) -> None:
    # For the browser a page of localhost is another site than the hub at 127.0.0.1.
    foreign = site.replace("127.0.0.1", "localhost")
    maya = await Visitor.at(await new_person(), foreign, served.url, house.channel_id)
    await maya.open()
    await maya.write("Halo")
    await expect(maya.log.get_by_text(re.compile(r"^Sent "))).to_be_visible()

    await maya.page.reload()
    await maya.open()

    await maya.sees("Halo")
