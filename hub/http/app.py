"""The ASGI application of the HTTP entrance, put together from the doors."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pymongo.errors import PyMongoError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount

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


def all_doors() -> Iterator[tuple[str, Door]]:
    """Every way in by HTTP, with its prefix. The pages come last: the inbox takes what is left."""
    yield from documented()
    for doors in (contract_pages.doors, pages.doors):
        yield from (("", door) for door in doors)


def build(hub: "Hub", socket_contract: Callable[[], dict[str, Any]] = dict) -> Starlette:
    """``socket_contract`` makes the AsyncAPI document: the sockets are another entrance."""
    signer = Signer(hub.settings.secret_key, hub.clock)
    api: list[BaseRoute] = []
    rest: list[BaseRoute] = []
    for prefix, door in all_doors():
        path = prefix + door.path
        if path.startswith(API):
            api.append(route(path.removeprefix(API), door, hub, signer))
        else:
            rest.append(route(path, door, hub, signer))
    app = Starlette(
        # Mounted, so that an unknown address or method below it never opens the inbox.
        routes=[Mount(API, routes=api), *rest],
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
