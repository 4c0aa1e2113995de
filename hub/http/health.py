"""Whether this process lives, is fit for work, and what it has counted."""

import hmac
import ipaddress
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.http.doorway.refusals import json_response
from hub.kit.errors import NotFound
from hub.rules.policy import Act

doors = Doors("Operations")


@doors.get("/healthz", Act.READ_HEALTH, gives="application/json")
async def read_health(call: Call) -> Response:  # noqa: ARG001
    """The process answers."""
    return json_response({"ok": True}, 200)


@doors.get("/readyz", Act.READ_HEALTH, gives="application/json", refuses=(503,))
async def read_readiness(call: Call) -> Response:
    """The process is fit for work: 200, else 503, with what was looked at."""
    readiness: Any = await call.hub.readiness()
    return json_response(readiness, 200 if readiness.ready else 503)


@doors.get("/metrics", Act.READ_HEALTH, gives="text/plain", refuses=(404,))
async def read_metrics(call: Call) -> Response:
    """Figures for Prometheus: for who has the token; without one, for this machine alone."""
    if not _may_read_figures(call):
        raise NotFound
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def _may_read_figures(call: Call) -> bool:
    """A proxy on this machine calls from loopback, too, whoever stands behind it."""
    headers = call.request.headers
    token = call.hub.settings.metrics_token
    if token:
        given = headers.get("authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {token}".encode())
    try:
        near = ipaddress.ip_address(call.address).is_loopback
    except ValueError:
        return False
    return near and not any(name in headers for name in PROXIED)
