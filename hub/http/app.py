"""The ASGI application of the HTTP entrance, put together from the doors."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pymongo.errors import PyMongoError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Router
from starlette.types import Receive, Scope, Send

from hub.http import contract_pages, pages
from hub.http.doorway.door import Door
from hub.http.doorway.envelope import Envelope
from hub.http.doorway.gate import route
from hub.http.doorway.refusals import answer_http_exception, answer_refusal, answer_store_failure
from hub.http.table import documented
from hub.kit.errors import HubError
from hub.kit.tokens import Signer

if TYPE_CHECKING:
    from hub.wiring import Hub


API = "/api"
VERSION = "v1"


class ByNoun:
    """Sends a call to the routes of its noun, instead of trying a hundred others first."""

    def __init__(self, routes: Mapping[str, Sequence[BaseRoute]]) -> None:
        self._routers = {
            noun: Router(those, redirect_slashes=False) for noun, those in routes.items()
        }
        self._nowhere = Router()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(scope["root_path"])
        router = self._routers.get(_noun(path), self._nowhere)
        await router(scope, receive, send)


def _noun(path: str) -> str:
    """``conversations`` of ``/v1/conversations/...``; the first word where no version stands."""
    first, _, rest = path.removeprefix("/").partition("/")
    return rest.partition("/")[0] if first == VERSION else first


def all_doors() -> Iterator[tuple[str, Door]]:
    """Every way in by HTTP, with its prefix. The pages come last: the inbox takes what is left."""
    yield from documented()
    for doors in (contract_pages.doors, pages.doors):
        yield from (("", door) for door in doors)


def build(hub: "Hub", socket_contract: Callable[[], dict[str, Any]] = dict) -> Starlette:
    """``socket_contract`` makes the AsyncAPI document: the sockets are another entrance."""
    signer = Signer(hub.settings.secret_key, hub.clock)
    api: dict[str, list[BaseRoute]] = {}
    rest: list[BaseRoute] = []
    for prefix, door in all_doors():
        path = prefix + door.path
        if path.startswith(API):
            below = path.removeprefix(API)
            api.setdefault(_noun(below), []).append(route(below, door, hub, signer))
        else:
            rest.append(route(path, door, hub, signer))
    app = Starlette(
        # Mounted, so that an unknown address or method below it never opens the inbox.
        routes=[Mount(API, app=ByNoun(api)), *rest],
        middleware=[
            Middleware(Envelope, secure=hub.settings.public_url.startswith("https:")),
        ],
        exception_handlers={
            HubError: answer_refusal,
            HTTPException: answer_http_exception,
            PyMongoError: answer_store_failure,
        },
    )
    app.state.socket_contract = cache(socket_contract)
    # A path that only differs by its last slash is another path: no guessing, no redirects.
    app.router.redirect_slashes = False
    return app
