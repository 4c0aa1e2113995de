"""A visitor on somebody's page with the widget on it, in English."""

from urllib.parse import urlencode

from playwright.async_api import BrowserContext, FilePayload, FrameLocator, Locator, Page, expect

SAID = """rows => rows.map(row => row.innerText.trim())"""


class Visitor:
    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def at(
        cls, context: BrowserContext, site: str, hub_url: str, channel_id: str
    ) -> "Visitor":
        page = await context.new_page()
        await page.goto(f"{site}/?{urlencode({'hub': hub_url, 'channel': channel_id})}")
        await page.wait_for_function("window.Simpul")
        return cls(page)

    async def is_known_as(self, name: str) -> None:
        """The page tells the widget who its visitor is."""
        await self.page.evaluate("name => window.Simpul.identify({ name })", name)

    async def open(self) -> None:
        """By the launcher, which stands on every page."""
        await self.launcher.click()
        await expect(self.field).to_be_visible()

    @property
    def launcher(self) -> Locator:
        return self.page.locator("simpul-chat > button, simpul-chat button").first

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("simpul-chat iframe")

    @property
    def field(self) -> Locator:
        return self.frame.locator("form.composer textarea")

    @property
    def log(self) -> Locator:
        return self.frame.get_by_role("log")

    async def write(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def send_file(self, file: FilePayload) -> None:
        await self.frame.locator("input[type=file]").set_input_files([file])
        send = self.frame.get_by_role("button", name="Send", exact=True)
        await expect(send).to_be_enabled()
        await send.click()

    def said(self, text: str) -> Locator:
        return self.log.locator(".bubble").get_by_text(text, exact=True)

    async def sees(self, text: str) -> None:
        await expect(self.said(text)).to_be_visible()

    async def texts(self) -> list[str]:
        texts: list[str] = await self.log.locator(".bubble").evaluate_all(SAID)
        return texts
