"""Debian's Chromium, and the contexts in which people use it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, BrowserContext, async_playwright

PLAYWRIGHTS_OWN = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
"""The features that Playwright switches off. Of two such lists Chromium reads only the last."""

TOOLBAR = (
    "InitialWebUI",
    "InitialWebUISyncNavStartToCommit",
    "WebUIBackForwardButtons",
    "WebUIHomeButton",
    "WebUILocationBar",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
    "WebUIReloadButton",
    "WebUISplitTabsButton",
    "WebUIToolbar",
)
"""Nobody sees it, and as pages of its own it takes a third of all that a window costs."""

# Without the background-networking flags a start talks to hosts that are nobody's business.
FLAGS = [
    f"--disable-features={','.join((*PLAYWRIGHTS_OWN, *TOOLBAR))}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 45
"""How long anything may take to appear on a machine that others use as well."""

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 320, "height": 640}
LOCALES = {"en": "en-GB", "id": "id-ID"}


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    binary = next(filter(None, map(shutil.which, NAMES)), None)
    if binary is None:
        raise RuntimeError("chromium is missing; `make test` installs it or says how")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=binary, args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


async def somebody(
    browser: Browser,
    *,
    language: str = "en",
    theme: str = "light",
    size: dict[str, int] | None = None,
) -> BrowserContext:
    """A person's own browser: cookies, storage, language and theme of their own."""
    wishes: dict[str, Any] = {"viewport": size or DESKTOP, "color_scheme": theme}
    if size == PHONE:
        wishes |= {"has_touch": True, "is_mobile": True}
    context = await browser.new_context(
        locale=LOCALES[language],
        timezone_id="Asia/Jakarta",
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
        **wishes,
    )
    context.set_default_timeout(SECONDS * 1000)
    return context
