"""The first screen with content on a cold cache, on a slow phone's network and processor.

1.6 Mbit/s down, 0.75 up, 150 ms a round trip, a processor four times slower: what Lighthouse calls
"slow 4G" and Chrome once called "fast 3G". The time runs from the start of the navigation until
the frame that shows rows of the list (or the sign-in form) has been drawn.
"""

import asyncio
import statistics
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, StorageState

from benchmarks.rows import Row
from tests.browser.by_http import remote_visitor
from tests.browser.chromium import chromium, somebody
from tests.browser.houses import PASSWORD, House, build_houses
from tests.browser.served import ServedHub

RUNS = 5
CHATS = 60
REACH = "< 1500"

NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = {"rate": 4}

SCREENS = {"list": "[data-chat]", "sign-in": "input[name=username]"}

WHEN_DRAWN = """
window.whenDrawn = new Promise(done => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(SELECTOR)) return;
    observer.disconnect();
    const drawn = () => done(performance.now());
    requestAnimationFrame(() => requestAnimationFrame(drawn));
  }).observe(document, { childList: true, subtree: true });
});
"""


@asynccontextmanager
async def hub_with_chats() -> AsyncIterator[tuple[str, House]]:
    with tempfile.TemporaryDirectory(prefix="simpul-bench-") as folder:
        [house] = await build_houses(Path(folder), 1)
        hub = ServedHub(Path(folder))
        await hub.start()
        try:
            for number in range(CHATS):
                await remote_visitor(
                    hub.url, house.channel_id, f"Visitor {number}", "Halo, paket saya belum sampai"
                )
            yield hub.url, house
        finally:
            await hub.stop()


async def signed_in(browser: Browser, url: str, house: House) -> StorageState:
    """The cookies of an agent, for contexts whose cache is empty."""
    async with await somebody(browser) as person:
        answer = await person.request.post(
            f"{url}/api/v1/auth/sign-in", data={"email": house.sari, "password": PASSWORD}
        )
        assert answer.ok, await answer.text()
        return await person.storage_state()


async def first_screen(context: BrowserContext, address: str, selector: str) -> float:
    """Milliseconds until what ``selector`` finds was drawn."""
    page = await context.new_page()
    await page.add_init_script(WHEN_DRAWN.replace("SELECTOR", repr(selector)))
    devtools = await context.new_cdp_session(page)
    await devtools.send("Network.enable")
    await devtools.send("Network.emulateNetworkConditions", NETWORK)
    await devtools.send("Emulation.setCPUThrottlingRate", SLOWER)
    await page.goto(address, wait_until="commit")
    drawn_at: float = await page.evaluate("window.whenDrawn")
    return drawn_at


async def measure() -> dict[str, float]:
    """The median of each screen, in milliseconds."""
    took: dict[str, list[float]] = {name: [] for name in SCREENS}
    async with hub_with_chats() as (url, house), chromium() as browser:
        cookies = {"list": await signed_in(browser, url, house), "sign-in": None}
        # One run more than is counted: the first finds a hub that has served nobody yet.
        for _ in range(1 + RUNS):
            for name, selector in SCREENS.items():
                context = await browser.new_context(storage_state=cookies[name])
                address = f"{url}/?tab=queued"
                took[name].append(await first_screen(context, address, selector))
                await context.close()
    return {name: statistics.median(times[1:]) for name, times in took.items()}


def run() -> list[Row]:
    medians = asyncio.run(measure())
    return [
        Row(f"first screen, {name}, cold, fast 3G, CPU / 4", median, "ms", None, REACH)
        for name, median in medians.items()
    ]
