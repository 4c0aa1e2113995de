"""Somebody who types on while something happens around him, however long that takes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle

from playwright.async_api import Page

BETWEEN = 0.05
"""Seconds between two letters of a quick writer."""

BEFORE = 4
AFTER = 10
"""Letters that are typed in any case before it happens, and once it has."""


BREATHES = "() => new Promise(done => setTimeout(done))"
"""On a machine with much else to do a browser that is typed into does nothing but take letters and draw them:
answers and timers never get their turn. So a letter waits until they have had one.
"""


async def type_on(page: Page, text: str) -> None:
    for letter in text:
        await page.keyboard.type(letter)
        await asyncio.sleep(BETWEEN)


class Typed:
    """What has been typed until now."""

    def __init__(self) -> None:
        self.text = ""


@asynccontextmanager
async def typing(page: Page, words: str, every: float = BETWEEN) -> AsyncIterator[Typed]:
    """The same words over and over, from some letters before until some letters after what is done here.

    ``every``: so many seconds; slower where a field takes no more than so many letters.
    """
    typed, begun, done = Typed(), asyncio.Event(), asyncio.Event()

    async def type() -> None:
        left = AFTER
        for letter in cycle(words):
            if done.is_set():
                left -= 1
            if left < 0:
                return
            await page.keyboard.type(letter)
            typed.text += letter
            await page.evaluate(BREATHES)
            if len(typed.text) >= BEFORE:
                begun.set()
            await asyncio.sleep(every)

    hands = asyncio.create_task(type())
    try:
        beginning = asyncio.create_task(begun.wait())
        await asyncio.wait({hands, beginning}, return_when=asyncio.FIRST_COMPLETED)
        beginning.cancel()
        yield typed
    finally:
        done.set()
        await hands
