"""The WebSocket of a page, to be muted or cut by the test while HTTP goes on as before."""

import re

from playwright.async_api import Page, WebSocketRoute


class Line:
    def __init__(self) -> None:
        self._muted = False
        self._cut = False
        self._routes: list[WebSocketRoute] = []

    @classmethod
    async def of(cls, page: Page) -> "Line":
        """Call before the page opens anything."""
        line = cls()
        await page.route_web_socket(re.compile(r"/socket\.io/"), line._opened)
        return line

    def mute(self) -> None:
        """The hub is not heard any more, yet nothing breaks: a dead network path."""
        self._muted = True

    async def cut(self) -> None:
        """The connection breaks, and none comes about."""
        self._cut = True
        for route in self._routes:
            await route.close()
        self._routes.clear()

    def mend(self) -> None:
        self._muted = self._cut = False

    async def _opened(self, route: WebSocketRoute) -> None:
        if self._cut:
            await route.close()
            return
        self._routes.append(route)
        server = route.connect_to_server()
        # What was opened in silence stays silent: its handshake is lost.
        born_muted = self._muted
        server.on_message(lambda packet: None if self._muted or born_muted else route.send(packet))
