"""A visitor and an agent at the same time, each in a browser of their own."""

from dataclasses import dataclass

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.visitor import Visitor


@dataclass
class SideBySide:
    maya: Visitor
    sari: Agent

    async def begin(self, text: str = "Halo, paket saya belum sampai") -> None:
        """Maya writes; Sari finds it in the queue, takes it, and has it open."""
        await self.maya.write(text)
        await self.sari.choose("Maya Putri")
        await self.sari.take()
        await self.sari.has_it()
        await self.sari.page.goto(self.sari.page.url.replace("tab=queued", "tab=mine"))
        await self.sari.sees_line("live")
        await self.sari.sees(text)
        await self.sari.has_it()
        await expect(self.maya.frame.get_by_role("heading", name="Sari")).to_be_visible()
