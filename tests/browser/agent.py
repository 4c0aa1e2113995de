"""An agent before the inbox, in English: what she does and what she sees."""

from typing import Literal

from playwright.async_api import BrowserContext, FilePayload, Locator, Page, expect

from tests.browser.chromium import SECONDS
from tests.browser.houses import PASSWORD, House

LiveState = Literal["live", "reconnecting", "stale"]

SAID = """rows => rows.map(row => row.innerText.trim())"""


class Agent:
    UNSENT = "[data-status=pending]"

    def __init__(self, page: Page, hub_url: str) -> None:
        self.page = page
        self._hub = hub_url

    @classmethod
    async def signed_in(cls, context: BrowserContext, hub_url: str, email: str) -> "Agent":
        """Without the form, which has a test of its own."""
        answer = await context.request.post(
            f"{hub_url}/api/v1/auth/sign-in", data={"email": email, "password": PASSWORD}
        )
        assert answer.ok, await answer.text()
        return cls(await context.new_page(), hub_url)

    async def open(self, tab: str = "mine", of: House | None = None) -> None:
        """``of``: only what this house has. An admin sees all houses, and the first 50 chats of a list."""
        narrowed = f"&departmentId={of.department_id}" if of else ""
        await self.page.goto(f"{self._hub}/?tab={tab}{narrowed}")
        await self.sees_line("live")

    async def sees_line(self, state: LiveState) -> None:
        await expect(self.page.locator("[data-live]")).to_have_attribute(
            "data-live", state, timeout=SECONDS * 1000
        )

    def row(self, name: str) -> Locator:
        return self.page.get_by_test_id("rows").locator("[data-chat]").filter(has_text=name)

    async def choose(self, name: str) -> None:
        await self.row(name).click()
        await self.has_open(name)

    async def has_open(self, name: str) -> None:
        await expect(
            self.page.get_by_role("main").get_by_role("heading", name=name)
        ).to_be_visible()
        await expect(self.log).to_be_visible()

    async def take(self) -> None:
        await self.page.get_by_role("button", name="Assign to me").click()

    async def has_it(self) -> None:
        """The open chat is hers, and her page knows it: until then her keys for it do nothing."""
        await expect(self.page.get_by_role("button", name="Resolve", exact=True)).to_be_visible()

    async def copies_her_draft(self) -> str:
        """What she then has to paste."""
        await self.page.get_by_role("button", name="Copy draft").click()
        await expect(self.page.get_by_role("button", name="Draft copied")).to_be_visible()
        text: str = await self.page.evaluate("navigator.clipboard.readText()")
        return text

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def field(self) -> Locator:
        return self.page.locator("[data-composer] textarea")

    async def write(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def note(self, text: str) -> None:
        modes = self.page.get_by_role("group", name="Reply or private note")
        await modes.get_by_role("button", name="Private note").click()
        await self.write(text)
        await modes.get_by_role("button", name="Reply").click()

    async def send_file(self, file: FilePayload) -> None:
        await self.page.locator(
            "[data-composer] input[type=file]:not([data-pictures])"
        ).set_input_files([file])
        send = self.page.get_by_role("button", name="Send", exact=True)
        await expect(send).to_be_enabled()
        await send.click()

    def said(self, text: str) -> Locator:
        return self.log.locator(".text").get_by_text(text, exact=True)

    async def sees(self, text: str) -> None:
        await expect(self.said(text)).to_be_visible()

    async def texts(self) -> list[str]:
        """All that stands in the log, from top to bottom."""
        texts: list[str] = await self.log.locator(".text").evaluate_all(SAID)
        return texts

    def bubble(self, text: str) -> Locator:
        return self.log.get_by_role("article").filter(has_text=text)

    @property
    def waiting(self) -> Locator:
        """The clocks of bubbles that have not reached the hub yet."""
        return self.log.locator(self.UNSENT)

    def toast(self, words: str) -> Locator:
        return self.page.get_by_role("status").filter(has_text=words).last
