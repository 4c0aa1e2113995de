"""The page *Play the customer* of a demo of one's own, in English: what one does there and sees."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Locator, Page, expect

from hub.kit.child_process import free_port
from tests.browser.agent import Agent
from tests.browser.chromium import SECONDS
from tests.services.command import start_hub

START_SECONDS = 90
TOLD = re.compile(r"/play/api/.+/(circumstances|troubles|hours)$")
"""Where the page tells the demo what is so with a customer, with a provider, or with time."""


class Demo:
    """``python -m hub demo`` with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.made: dict[str, Any] = {}

    async def start(self) -> None:
        process = await start_hub("demo", cwd=self._folder, HUB_PORT=str(free_port()))
        self._process = process
        assert process.stdout is not None
        async with asyncio.timeout(START_SECONDS):
            while b"Ctrl-C ends all" not in (line := await process.stdout.readline()):
                assert line, await process.communicate()
        self.made = json.loads((self._folder / ".data" / "demo" / "demo.json").read_text())

    async def stop(self) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.terminate()
            await asyncio.wait_for(self._process.communicate(), 30)

    @property
    def url(self) -> str:
        return str(self.made["url"])

    def account(self, nick: str) -> dict[str, str]:
        found = (each for each in self.made["accounts"] if each["email"].startswith(nick))
        return dict(next(found))


async def agent_of(
    demo: Demo, new_person: Callable[[], Awaitable[BrowserContext]], nick: str = "sari"
) -> Agent:
    """Each holds only so many chats: who takes one in a test is another one each time."""
    account = demo.account(nick)
    context = await new_person()
    own = {"email": account["email"], "password": account["password"]}
    answer = await context.request.post(f"{demo.url}/api/v1/auth/sign-in", data=own)
    assert answer.ok, await answer.text()
    agent = Agent(await context.new_page(), demo.url)
    await agent.open("queued")
    return agent


class Play:
    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def at(cls, context: BrowserContext, demo: Demo) -> "Play":
        page = await context.new_page()
        await page.goto(demo.made["playUrl"])
        return cls(page)

    async def meets(self, name: str, channel: str) -> None:
        """Somebody new, and his chat is open."""
        await self.page.get_by_role("button", name=f"New customer, {channel}").click()
        await self.page.get_by_label("Name of the new customer").fill(name)
        await self.page.keyboard.press("Enter")
        await expect(self.page.get_by_role("main", name=name)).to_be_visible()

    async def founds(self, group: str, people: str, channel: str) -> None:
        """A new group, and its chat is open."""
        await self.page.get_by_role("button", name=f"New group, {channel}").click()
        await self.page.get_by_label("Name of the new group").fill(group)
        await self.page.get_by_label("Who is in it").fill(people)
        await self.page.keyboard.press("Enter")
        await expect(self.page.get_by_role("main", name=group)).to_be_visible()

    async def is_now(self, name: str) -> None:
        """Whoever of the group writes next."""
        await self.page.get_by_role("group", name="Who writes").get_by_text(name).click()
        await expect(self.page.get_by_role("radio", name=name)).to_be_checked()

    async def writes(self, text: str) -> None:
        field = self.page.get_by_role("textbox", name="Write as")
        await field.fill(text)
        await field.press("Enter")
        await expect(self.bubble(text)).to_be_visible()

    async def sends(self, what: str) -> None:
        await self.page.get_by_role("button", name="Send something else").click()
        menu = self.page.get_by_role("group", name="Send something else")
        await menu.get_by_role("button", name=what, exact=True).click()
        await expect(menu).to_have_count(0)

    async def turns(self, switch: str) -> None:
        await self._told_by(self.page.get_by_role("switch", name=switch))

    async def plans(self, trouble: str) -> None:
        await self._told_by(self.page.get_by_role("button", name=trouble))

    async def _told_by(self, control: Locator) -> None:
        """The demo has heard of it: what comes next finds it so."""
        async with self.page.expect_response(TOLD) as heard:
            await control.click()
        assert (await heard.value).ok

    def bubble(self, text: str) -> Locator:
        return self.page.get_by_role("log").locator(".bubble").filter(has_text=text)

    async def sees(self, text: str, status: str) -> None:
        """A message with its ticks."""
        ticks = self.bubble(text).locator(".ticks")
        await expect(ticks).to_have_attribute("data-status", status, timeout=SECONDS * 1000)
