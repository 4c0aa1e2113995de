"""An admin sets up WhatsApp, Telegram and a mailbox against their stand-ins, and sees each step turn green."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Route, expect

from channels_adapters.email.dovecot import PASSWORD as MAIL_PASSWORD
from channels_adapters.email.dovecot import Dovecot, running
from channels_adapters.email.mail_peer import MailPeer, serving
from channels_adapters.kit.serving import served
from channels_adapters.telegram.simulator import Simulator as Telegram
from channels_adapters.whatsapp.simulator import Simulator as Meta
from hub.kit.clock import SystemClock
from tests.browser.chromium import PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import ADMIN, PASSWORD, build_houses
from tests.browser.measures import grave_axe_findings, too_wide, wrong_words
from tests.browser.served import ServedHub


@pytest.fixture(scope="module")
async def own(faces: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServedHub]:
    """A hub for these tests alone: what comes in by their channels is in nobody's way."""
    data_dir = tmp_path_factory.mktemp("channels")
    await build_houses(data_dir, 1)
    hub = ServedHub(data_dir)
    await hub.start()
    yield hub
    await hub.stop()


class Setting:
    """The page of one channel."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    @classmethod
    async def of_new(cls, page: Page, url: str, kind: str) -> "Setting":
        await page.goto(f"{url}/settings/channels/new-{kind}")
        await expect(page.get_by_role("button", name="Save")).to_be_visible()
        return cls(page, url)

    async def writes(self, **fields: str) -> None:
        for label, text in fields.items():
            field = self.page.get_by_label(label.replace("_", " "), exact=False).first
            await field.fill(text)

    async def saves(self) -> None:
        save = self.page.get_by_role("button", name="Save")
        await save.click()
        await expect(self.page.locator("[data-step=trial]")).to_be_visible()
        await expect(save).to_be_disabled()

    def step(self, name: str) -> Locator:
        return self.page.locator(f"[data-step={name}]")

    async def sees(self, *names: str, well: bool = True) -> None:
        for name in names:
            await expect(self.step(name)).to_have_attribute("data-well", str(well).lower())

    async def is_accessible(self, new_person: Somebody) -> None:
        """Here; and by night, in the other language, on a small phone."""
        assert await grave_axe_findings(self.page) == []
        wishes: dict[str, Any] = {"language": "id", "theme": "dark", "size": PHONE}
        small = await (await new_person(**wishes)).new_page()
        await _sign_in(small, self.url)
        await small.goto(self.page.url)
        await expect(small.locator("[data-step=trial]")).to_be_visible()
        assert await grave_axe_findings(small) == []
        assert await too_wide(small, PHONE["width"]) == []
        assert await wrong_words(small, "id") == []
        await small.context.close()


async def _sign_in(page: Page, url: str) -> None:
    await page.goto(url)
    await page.locator("input[name=username]").fill(ADMIN)
    await page.locator("input[name=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-live=live]")).to_be_attached()


@pytest.fixture
async def page(own: ServedHub, new_person: Somebody) -> Page:
    page = await (await new_person()).new_page()
    await _sign_in(page, own.url)
    return page


async def test_whatsapp_turns_green_line_by_line_and_says_when_it_breaks(
    own: ServedHub, page: Page, new_person: Somebody
) -> None:
    meta = Meta(SystemClock().now)
    number = meta.number
    number.token_ends_at = SystemClock().now() + timedelta(hours=23)
    async with served(meta.app) as graph:
        mine = await Setting.of_new(page, own.url, "whatsapp")
        await mine.writes(
            Phone_number_ID=number.id,
            WhatsApp_Business_Account_ID=number.waba_id,
            Access_token=number.access_token,
            App_secret=number.app_secret,
        )
        await page.get_by_text("Advanced").click()
        await mine.writes(Address_of_the_Graph_API=graph)
        await mine.saves()
        await mine.sees("reachable", "token", "secret", "number", "subscribed")
        await mine.sees("lasting", well=False)
        await expect(mine.step("lasting")).to_contain_text("temporary token")
        number.token_ends_at = None
        await page.get_by_role("button", name="Test connection").click()
        await mine.sees("lasting")
        await mine.sees("verified")
        await mine.sees("first_message", "trial", well=False)

        await page.get_by_role("button", name="Copy: Callback URL").click()
        await expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{own.url}/webhooks/{page.url.rpartition('/')[2]}"
        await page.get_by_role("button", name="Copy: Verify token").click()
        await page.wait_for_function(
            "async before => await navigator.clipboard.readText() !== before", arg=copied
        )
        assert len(await page.evaluate("navigator.clipboard.readText()")) == 32

        await expect(mine.step("trial")).to_contain_text("from your own phone first")
        meta.person("6281234567890", "Dewi").writes("Halo")
        await mine.sees("first_message")
        await page.get_by_role("button", name="Send test message").click()
        await mine.sees("trial")
        await expect(mine.step("trial")).to_contain_text("Delivered to Dewi")

        await page.get_by_role("button", name="Sync now").click()
        await expect(page.get_by_text(re.compile(r"synced \d+ s ago"))).to_be_visible()
        await mine.is_accessible(new_person)

        number.access_token = "EAA-another"
        await page.get_by_role("button", name="Test connection").click()
        await mine.sees("token", well=False)
        await expect(mine.step("token")).to_contain_text("Make a new token")
        await meta.close()


async def test_telegram_asks_where_nobody_can_call_and_gets_its_messages(
    own: ServedHub, page: Page, new_person: Somebody
) -> None:
    telegram = Telegram(SystemClock().now)
    async with served(telegram.app) as api:
        mine = await Setting.of_new(page, own.url, "telegram")
        await expect(page.locator("[data-fits=true]")).to_contain_text("cannot be called")
        await mine.writes(Bot_token=telegram.token)
        await page.get_by_text("Advanced").click()
        await mine.writes(Address_of_the_Bot_API=api)
        await mine.saves()
        await mine.sees("reachable", "token", "subscribed")
        await mine.sees("first_message", "trial", well=False)

        telegram.person(55667788, "Dewi").writes("Halo")
        await mine.sees("first_message")
        await page.get_by_role("button", name="Send test message").click()
        await mine.sees("trial")
        assert len(telegram.got(55667788)) == 1
        await mine.is_accessible(new_person)

        await page.get_by_role("combobox", name="How messages arrive").click()
        await page.get_by_role("option", name="webhook").click()
        await expect(page.locator("[data-fits=false]")).to_contain_text("choose long polling")
        await telegram.close()


async def test_a_verdict_that_does_not_come_is_told_and_can_be_asked_for(
    own: ServedHub, page: Page
) -> None:
    telegram = Telegram(SystemClock().now)
    async with served(telegram.app) as api:
        mine = await Setting.of_new(page, own.url, "telegram")
        await mine.writes(Bot_token=telegram.token)
        await page.get_by_text("Advanced").click()
        await mine.writes(Address_of_the_Bot_API=api)
        await mine.saves()

        answers = asyncio.Event()

        async def later(route: Route) -> None:
            await answers.wait()
            await route.abort()

        await page.route("**/check", later)
        await page.route("**/connect", lambda route: route.abort())
        await page.reload()
        await mine.writes(Name="Bot toko")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("No verdict has come")).to_be_visible()
        assert await grave_axe_findings(page) == []

        await page.unroute("**/connect")
        await page.get_by_role("button", name="Try again").click()
        await mine.sees("reachable", "token")
        answers.set()
        await page.unroute_all(behavior="ignoreErrors")
        await telegram.close()


class Forwards(MailPeer):
    """Puts what it is given into the mailbox."""

    box: Dovecot

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.get_running_loop().run_in_executor(None, self.box.put, envelope.content)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def box() -> Iterator[Dovecot]:
    if shutil.which("dovecot") is None:
        pytest.fail("dovecot is missing; `make test` installs it or says how")
    with running() as box:
        yield box


async def test_a_mailbox_gets_a_test_mail_there_and_back_and_a_wrong_password_is_told_everywhere(
    own: ServedHub, page: Page, new_person: Somebody, box: Dovecot
) -> None:
    forwards = Forwards(signs_in=True)
    forwards.box = box
    with serving(forwards) as peer:
        mine = await Setting.of_new(page, own.url, "email")
        await page.get_by_role("button", name="Own server").click()
        await mine.writes(Name="Kotak surat")
        await mine.writes(
            **{"E-mail address": box.user}, IMAP_server="127.0.0.1", SMTP_server="127.0.0.1"
        )
        await page.get_by_label("Password").first.fill(MAIL_PASSWORD)
        ports = page.get_by_label("Port")
        await ports.first.fill(str(box.imap))
        await ports.last.fill(str(peer.port))
        for which in ("first", "last"):
            await getattr(page.get_by_role("combobox", name="Encryption"), which).click()
            await page.get_by_role("option", name="same machine only").click()
        await mine.saves()
        await mine.sees("receiving", "folder", "sending")
        await mine.sees("trial", well=False)

        box.admin("mailbox", "create", "-u", box.user, "Bantuan")
        await page.reload()
        await page.get_by_role("combobox", name="Folder", exact=True).click()
        await expect(page.get_by_role("option", name="Bantuan")).to_be_visible()
        await page.keyboard.press("Escape")

        await page.get_by_role("button", name="Send test mail").click()
        await mine.sees("trial")
        await expect(mine.step("trial")).to_contain_text("and back again")
        await mine.is_accessible(new_person)

        await page.get_by_label("Password").first.fill("salah")
        await mine.saves()
        await mine.sees("receiving", well=False)
        await expect(mine.step("receiving")).to_contain_text("app password")
        await page.goto(own.url)
        alarm = page.get_by_test_id("channel-alarm")
        await expect(alarm).to_contain_text("Kotak surat needs attention")
        assert await grave_axe_findings(page) == []
        await alarm.get_by_role("link").click()
        await expect(page.get_by_text("This channel needs attention")).to_be_visible()
        await page.goto(own.url)
        await page.locator("[data-bell]:visible").click()
        bell = page.get_by_role("dialog", name="Notifications")
        await bell.get_by_role("button").filter(has_text="Kotak surat needs an admin").click()
        await expect(page.get_by_text("This channel needs attention")).to_be_visible()
        await page.get_by_label("Password").first.fill(MAIL_PASSWORD)
        await mine.saves()
        await mine.sees("receiving")
        await page.goto(own.url)
        await expect(page.get_by_test_id("channel-alarm")).to_have_count(0)
