"""The outermost layer of every request: its id, its security headers, its figures, the last catch."""

import secrets
import time
from collections.abc import Mapping

from prometheus_client import Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from hub.http.doorway.refusals import unexpected

REQUESTS = Counter("simpul_http_requests", "HTTP requests answered", ["door", "status"])
SECONDS = Histogram(
    "simpul_http_seconds",
    "Seconds from a request to the start of its answer",
    ["door"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

SILENT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""For answers that are no pages: nothing of them may run, load or be framed."""


class Envelope:
    """``defaults`` are set on every answer that does not say otherwise itself."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._defaults = default_headers(secure=secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        began = time.perf_counter()
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._finish(scope, message, request_id, time.perf_counter() - began)
            await send(message)

        with bound_contextvars(request=request_id):
            try:
                await self._app(scope, receive, send_with_headers)
            except Exception as error:
                if started:
                    raise
                await unexpected(error)(scope, receive, send_with_headers)

    def _finish(self, scope: Scope, start: Message, request_id: str, seconds: float) -> None:
        headers = MutableHeaders(scope=start)
        headers["X-Request-Id"] = request_id
        for name, value in self._defaults.items():
            headers.setdefault(name, value)
        door = scope.get("door", "other")
        REQUESTS.labels(door, str(start["status"])).inc()
        SECONDS.labels(door).observe(seconds)


def default_headers(*, secure: bool) -> Mapping[str, str]:
    headers = {
        "Content-Security-Policy": SILENT_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers
