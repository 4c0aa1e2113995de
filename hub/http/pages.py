"""The faces as they were built: inbox, widget, demo page. Whoever has signed in is asked by the API."""

import json
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from hub.http.chat_session import is_chat
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.http.doorway.refusals import json_response
from hub.http.doorway.static import PagePolicy, asset, page
from hub.kit.errors import NotFound
from hub.rules.origins import is_own, may_embed, origin_of
from hub.rules.policy import Act
from models.documents import Channel
from models.documents.base import Id

DIST = Path(__file__).parents[2] / "web" / "dist"

EVERYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
"""For what other people's pages load from us."""

NOT_THE_INBOX = ("api/", "socket.io/", "chat/", "widget/", "webhooks/", "portal/", "wallboard/")
"""Addresses of others, where a wrong one is not found instead of opening the inbox."""

doors = Doors("Pages")


@cache
def sockets_of(public_url: str) -> tuple[str, ...]:
    """Our own WebSocket address, which some browsers do not count as ``'self'``."""
    parts = urlsplit(public_url)
    return (f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}",)


@doors.get("/widget.js", Act.READ_PAGE, gives="text/javascript")
async def read_widget_loader(call: Call) -> Response:
    """The one script of the live-chat widget."""
    await call.hub.sightings.note(None, call.request.headers.get("referer"), allowed=True)
    return asset(call.request, DIST / "loader", "widget.js", EVERYWHERE)


@doors.get("/widget/{channel_id}", Act.READ_PAGE, gives="text/html")
async def read_widget(call: Call, channel_id: Id) -> Response:
    """The widget's app, to be framed by the channel's own sites only."""
    channel = call.hub.directory.channels.get(channel_id)
    if channel is None or not channel.enabled or not is_chat(channel):
        raise NotFound
    await _note_site(call, channel)
    policy = PagePolicy(
        ancestors=("'self'", *framing_sites(channel.settings["allowed_sites"])),
        connects=sockets_of(call.hub.settings.public_url),
    )
    return page(call.request, DIST / "widget" / "index.html", policy)


async def _note_site(call: Call, channel: Channel) -> None:
    """The browser refuses a frame on a wrong site by itself; here the admin gets to know of it."""
    page_address = call.request.headers.get("referer")
    site = origin_of(page_address or "")
    if site is None or is_own(site, call.hub.settings.public_url):
        return
    allowed = may_embed(site, channel.settings["allowed_sites"], call.hub.settings.public_url)
    await call.hub.sightings.note(channel.id, site, allowed=allowed)


@doors.get("/widget/{path:path}", Act.READ_PAGE, gives="*/*")
async def read_widget_file(call: Call, path: str) -> Response:
    """A file of the widget's app."""
    return asset(call.request, DIST / "widget", path)


@doors.get("/demo", Act.READ_PAGE, gives="text/html")
async def read_demo(call: Call) -> Response:
    """A page with the widget on it, as a customer's site would have it; of a demo only."""
    named = call.request.query_params.get("channel", "")
    if named not in map(str, call.hub.directory.channels) and demo_channel(call) is None:
        raise NotFound
    return page(call.request, DIST / "demo" / "index.html", own_page(call))


@doors.get("/demo/channel.json", Act.READ_PAGE, gives="application/json")
async def read_demo_channel(call: Call) -> Response:
    """Which channel the demo page shows when it is not told."""
    channel_id = demo_channel(call)
    if channel_id is None:
        raise NotFound
    return json_response({"channelId": channel_id}, 200)


@doors.get("/demo/{path:path}", Act.READ_PAGE, gives="*/*")
async def read_demo_file(call: Call, path: str) -> Response:
    """A file of the demo page."""
    return asset(call.request, DIST / "demo", path)


@doors.get("/{path:path}", Act.READ_PAGE, gives="text/html")
async def read_inbox(call: Call, path: str) -> Response:
    """The inbox, whatever place in it the address names; or one of its files."""
    if wants_file(call.request, path):
        return asset(call.request, DIST / "inbox", path)
    return page(call.request, DIST / "inbox" / "index.html", own_page(call))


def own_page(call: Call) -> PagePolicy:
    return PagePolicy(connects=sockets_of(call.hub.settings.public_url))


def demo_channel(call: Call) -> str | None:
    """The first live-chat channel of what ``make demo`` wrote down; None without a demo."""
    try:
        made = json.loads((call.hub.settings.data_dir / "demo.json").read_text())
        return next(str(one["id"]) for one in made["channels"] if one["kind"] == "livechat")
    except (OSError, ValueError, LookupError, TypeError, StopIteration):
        return None


def wants_file(request: Request, path: str) -> bool:
    is_file = "." in path.rpartition("/")[2]
    return is_file or f"{path}/".startswith(NOT_THE_INBOX) or "\x00" in request.url.path


def framing_sites(sites: list[str]) -> list[str]:
    """The sites as frame-ancestors takes them; what could break out of the header is left out."""
    return [site for site in sites if site == "*" or is_origin(site)]


def is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    plain = f"{parts.scheme}://{parts.netloc}"
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and plain == text
        and not set(text) & set(" ;,'\"\\")
        and text.isascii()
    )
