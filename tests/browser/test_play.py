"""The demo as a newcomer uses it: customer on the one side, agent on the other."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Somebody
from tests.browser.measures import grave_axe_findings, too_wide
from tests.browser.play import Demo, Play, agent_of

WHATSAPP = "WhatsApp Paketara"


async def test_what_a_customer_writes_is_answered_and_he_sees_it_with_its_ticks(
    demo: Demo, new_person: Somebody
) -> None:
    sari = await agent_of(demo, new_person)
    tari = await Play.at(await new_person(), demo)
    await tari.meets("Tari Kusuma", WHATSAPP)
    await tari.turns("Does not look")
    await tari.writes("Halo, paket saya di mana?")
    await tari.sees("Halo, paket saya di mana?", "delivered")

    await sari.choose("Tari Kusuma")
    await sari.sees("Halo, paket saya di mana?")
    await sari.take()
    await sari.write("Kami periksa, Kak.")

    await tari.sees("Kami periksa, Kak.", "delivered")
    await expect(sari.bubble("Kami periksa, Kak.").get_by_label("Delivered")).to_be_visible()
    await tari.turns("Does not look")
    await tari.sees("Kami periksa, Kak.", "read")
    await expect(sari.bubble("Kami periksa, Kak.").get_by_label("Read")).to_be_visible()


async def test_on_telegram_and_by_mail_likewise(demo: Demo, new_person: Somebody) -> None:
    ana = await agent_of(demo, new_person, "ana")
    rizky = await agent_of(demo, new_person, "rizky")
    wulan = await Play.at(await new_person(), demo)
    await wulan.meets("Wulan Sari", "Telegram Paketara")
    await wulan.writes("Bisa jemput besok?")
    await rizky.choose("Wulan Sari")
    await rizky.sees("Bisa jemput besok?")
    await rizky.write("Bisa, pukul 09.00.")
    await expect(wulan.bubble("Bisa, pukul 09.00.")).to_be_visible()

    agus = await Play.at(await new_person(), demo)
    await agus.meets("Agus Salim", "Email Paketara")
    await agus.page.get_by_label("Subject").fill("Faktur bulan lalu")
    await agus.writes("Mohon dikirim ulang fakturnya.")
    await ana.open("all")
    await ana.row("Agus Salim").click()
    mail = ana.page.locator(".mail").first
    await expect(mail).to_contain_text("Mohon dikirim ulang fakturnya.")
    await ana.page.locator(".rich").fill("Kami kirim hari ini.")
    await ana.page.get_by_role("button", name="Send", exact=True).click()
    await expect(agus.bubble("Kami kirim hari ini.")).to_contain_text("Re: Faktur bulan lalu")


async def test_several_people_write_in_a_group_and_all_of_them_read_the_answer(
    demo: Demo, new_person: Somebody
) -> None:
    ratna = await agent_of(demo, new_person, "ratna")
    phone = await Play.at(await new_person(), demo)
    await phone.founds("Reseller Bogor", "Rina, Budi", "Telegram Paketara")
    await phone.writes("Paket kami belum sampai")
    await phone.is_now("Budi")
    await phone.writes("Punya saya juga belum")
    await phone.page.get_by_role("button", name="Somebody joins").click()
    await phone.page.get_by_label("Name of whoever joins").fill("Joko")
    await phone.page.keyboard.press("Enter")
    await expect(phone.page.get_by_role("radio", name="Joko")).to_be_checked()
    await phone.writes("Sama dengan saya")
    await expect(phone.bubble("Sama dengan saya").locator(".author")).to_have_text("Joko")
    assert await grave_axe_findings(phone.page) == []

    await ratna.choose("Reseller Bogor")
    for name, text in (("Rina", "Paket kami belum sampai"), ("Budi", "Punya saya juga belum")):
        await ratna.sees(text)
        await expect(ratna.log.get_by_text(name, exact=True).first).to_be_visible()
    await ratna.write("Kami periksa untuk semua.")
    await expect(phone.bubble("Kami periksa untuk semua.")).to_be_visible()
    await phone.turns("Has removed the bot")
    await ratna.write("Masih di sini?")
    await expect(ratna.log.get_by_text("The bot is no longer in this group.")).to_be_visible()


async def test_a_phone_sends_pictures_places_and_people(demo: Demo, new_person: Somebody) -> None:
    sari = await agent_of(demo, new_person)
    bayu = await Play.at(await new_person(), demo)
    await bayu.meets("Bayu Aji", WHATSAPP)
    for what in ("A photo", "A voice message", "A sticker", "A document", "A location"):
        await bayu.sends(what)
    await bayu.sends("A contact")
    await expect(bayu.page.locator(".bubble .ticks[data-status=delivered]")).to_have_count(6)

    await sari.choose("Bayu Aji")
    log = sari.log
    await expect(log.get_by_text("bukti-bayar.pdf")).to_be_visible()
    await expect(log.locator("img").first).to_be_visible()
    await expect(log.locator("audio")).to_have_count(1)
    player = log.get_by_role("group", name="Voice message")
    await expect(player.get_by_role("button", name="Play")).to_be_enabled()
    await expect(log.get_by_role("img", name="Sticker")).to_be_visible()
    place = log.get_by_role("link", name="Open in map")
    await expect(place).to_have_attribute("href", re.compile(r"openstreetmap\.org/\?mlat=-6\."))
    await log.get_by_role("button", name="Save contact").click()
    await expect(log.get_by_text("Saved", exact=True)).to_be_visible()
    assert await grave_axe_findings(sari.page) == []
    found = await sari.page.request.get(f"{demo.url}/api/v1/contacts?q=Joko")
    assert "Pak Joko, satpam" in await found.text()
    chat = parse_qs(urlsplit(sari.page.url).query)["chat"][0]
    stored = await sari.page.request.get(f"{demo.url}/api/v1/conversations/{chat}/messages")
    by_kind = {each["kind"]: each for each in (await stored.json())["items"]}
    assert set(by_kind) == {"image", "voice", "sticker", "document", "location", "contact"}
    assert by_kind["location"]["location"]["name"] == "Stasiun Gambir"
    assert by_kind["contact"]["contacts"][0]["name"] == "Pak Joko, satpam"


async def test_an_answer_quotes_a_message_and_the_quote_leads_to_it(
    demo: Demo, new_person: Somebody
) -> None:
    ratna = await agent_of(demo, new_person, "ratna")
    lina = await Play.at(await new_person(), demo)
    await lina.meets("Lina Marlina", WHATSAPP)
    await lina.writes("Paket pertama sudah sampai")
    await lina.writes("Yang kedua belum")
    await ratna.choose("Lina Marlina")

    asked = ratna.bubble("Yang kedua belum")
    await asked.hover()
    await asked.get_by_role("button", name="Reply to this message").click()
    composer = ratna.page.locator("[data-composer]")
    await expect(composer.get_by_text("Answers Lina Marlina")).to_be_visible()
    await ratna.write("Kami periksa yang kedua.")
    await expect(composer.get_by_text("Answers Lina Marlina")).to_have_count(0)

    answer = ratna.bubble("Kami periksa yang kedua.")
    quote = answer.get_by_role("button", name="In reply to Lina Marlina Yang kedua belum")
    await expect(quote).to_be_visible()
    await quote.click()
    await expect(ratna.page.locator(".log-row.is-found")).to_contain_text("Yang kedua belum")
    await expect(lina.bubble("Kami periksa yang kedua.")).to_contain_text("Yang kedua belum")


async def test_a_provider_that_is_away_only_delays(demo: Demo, new_person: Somebody) -> None:
    budi = await agent_of(demo, new_person, "budi")
    eko = await Play.at(await new_person(), demo)
    await eko.meets("Eko Pranata", WHATSAPP)
    await eko.writes("Apakah kalian buka?")
    await budi.choose("Eko Pranata")
    await budi.take()

    await eko.turns("Away altogether")
    await budi.write("Buka, sampai pukul 20.00.")
    await expect(budi.said("Buka, sampai pukul 20.00.")).to_be_visible()
    await expect(eko.bubble("Buka, sampai pukul 20.00.")).to_have_count(0)
    await eko.turns("Away altogether")
    await eko.sees("Buka, sampai pukul 20.00.", "read")
    await expect(eko.bubble("Buka, sampai pukul 20.00.")).to_have_count(1)


async def test_a_banned_account_is_told_to_admins_and_its_messages_wait(
    demo: Demo, new_person: Somebody
) -> None:
    ratna = await agent_of(demo, new_person, "ratna")
    phone = await Play.at(await new_person(), demo)
    await phone.meets("Yusuf Hakim", WHATSAPP)
    await phone.writes("Apakah masih buka?")
    await ratna.choose("Yusuf Hakim")
    await phone.turns("Meta has switched the account off")
    alarm = ratna.page.get_by_test_id("channel-alarm")
    await expect(alarm).to_contain_text("Ask for a review in WhatsApp Manager")
    await expect(ratna.page.get_by_text("Messages wait and go out once")).to_be_visible()
    await ratna.write("Masih, sampai malam.")
    await expect(phone.bubble("Masih, sampai malam.")).to_have_count(0)

    await phone.turns("Meta has switched the account off")
    await expect(phone.bubble("Masih, sampai malam.")).to_have_count(1)
    await expect(alarm).to_have_count(0)


async def test_a_refused_message_says_so_in_the_inbox(demo: Demo, new_person: Somebody) -> None:
    ana = await agent_of(demo, new_person, "ana")
    rina = await Play.at(await new_person(), demo)
    await rina.meets("Rina Astuti", WHATSAPP)
    await rina.writes("Terima kasih")
    await ana.choose("Rina Astuti")
    await ana.take()
    await rina.plans("Refuse the next message")
    await ana.write("Sama-sama.")
    await expect(ana.bubble("Sama-sama.")).to_contain_text("Not delivered")
    await expect(rina.bubble("Sama-sama.")).to_have_count(0)


async def test_a_day_passes_and_only_a_template_is_possible(
    demo: Demo, new_person: Somebody
) -> None:
    dimas = await Play.at(await new_person(), demo)
    await dimas.meets("Dimas Prayoga", WHATSAPP)
    await dimas.writes("Saya tunggu kabarnya")
    aside = dimas.page.get_by_role("complementary")
    await expect(aside).to_contain_text("may answer freely until")
    await dimas.plans("Let 24 hours pass in this chat")
    await expect(aside).to_contain_text("The 24 hours are over")
    await expect(dimas.page.locator(".day")).to_have_text("Yesterday")


async def test_all_whose_window_has_closed_are_resolved_in_one_act_that_says_how_many(
    demo: Demo, new_person: Somebody
) -> None:
    ratna = await agent_of(demo, new_person, "ratna")
    phone = await Play.at(await new_person(), demo)
    for name in ("Mira Anjani", "Galih Saputra"):
        await phone.meets(name, WHATSAPP)
        await phone.writes("Saya pikirkan dulu")
        await expect(ratna.row(name)).to_be_visible()
        if name == "Galih Saputra":
            await ratna.choose(name)
            await ratna.write("Baik, kami tunggu.")
        await phone.plans("Let 24 hours pass in this chat")
        await expect(phone.page.get_by_role("complementary")).to_contain_text("hours are over")
    await ratna.open("expired")
    await expect(ratna.row("Mira Anjani")).to_be_visible()
    await ratna.page.get_by_role("button", name="Resolve all").click()
    dialog = ratna.page.get_by_role("dialog", name="Resolve all expired chats")
    does = dialog.get_by_role("button", name=re.compile(r"^Resolve \d+$"))
    await expect(does).to_be_enabled()
    assert await grave_axe_findings(ratna.page) == []
    handled = int((await does.inner_text()).split()[-1])
    also = dialog.get_by_role("checkbox", name=re.compile(r"wait(s?) in the queue"))
    waiting = re.search(r"\d+", await also.locator("..").inner_text())
    assert handled >= 1 and waiting is not None
    await also.check()
    both = handled + int(waiting[0])
    await dialog.get_by_role("button", name=f"Resolve {both}", exact=True).click()

    await expect(ratna.toast(f"{both} expired chats resolved")).to_be_visible()
    for name in ("Mira Anjani", "Galih Saputra"):
        await expect(ratna.row(name)).to_have_count(0)


async def test_the_visitor_of_a_site_has_the_widget_itself(
    demo: Demo, new_person: Somebody
) -> None:
    sari = await agent_of(demo, new_person)
    play = await Play.at(await new_person(), demo)
    await play.page.get_by_role("link", name="Situs Paketara").click()
    await expect(play.page.get_by_role("heading", name="You are a visitor")).to_be_visible()
    frame = play.page.frame_locator("iframe")
    field = frame.get_by_role("textbox").last
    await field.fill("Ada orang di situs?")
    await field.press("Enter")
    await expect(sari.page.get_by_test_id("rows")).to_contain_text("Ada orang di situs?")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "id"])
async def test_the_page_is_whole_in_both_themes_languages_and_on_a_phone(
    demo: Demo, new_person: Somebody, theme: str, language: str
) -> None:
    for size in (DESKTOP, PHONE):
        context = await new_person(language=language, theme=theme, size=size)
        play = await Play.at(context, demo)
        await expect(play.page.locator(".row").first).to_be_visible()
        assert await grave_axe_findings(play.page) == []
        assert await too_wide(play.page, size["width"]) == []
        await play.page.locator(".row").first.click()
        await expect(play.page.locator(".bubble").first).to_be_visible()
        assert await grave_axe_findings(play.page) == []
        assert await too_wide(play.page, size["width"]) == []
