"""What the page *Play the customer* calls, and the page itself, all below ``/play``."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hub.demo.play.shapes import All, Hours, Newcomer, NewGroup, Said, Turned, Visit
from hub.demo.play.sides import HasGroups, Side, Upload
from hub.http.doorway.static import PagePolicy, asset, page
from hub.kit.errors import NotFound

DIST = Path(__file__).parents[3] / "web" / "dist" / "play"
PLAY = "/play"
MOST_BYTES = 30 * 1024 * 1024
OURS = "x-play"
"""A header that pages of other origins cannot send without asking first."""

Answer = Callable[[Request], Awaitable[BaseModel | Response]]


class PlayFirst:
    """``/play`` in front of the hub; everything else goes on to it."""

    def __init__(self, hub: ASGIApp, play: ASGIApp) -> None:
        self._hub = hub
        self._play = play

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and (path == PLAY or path.startswith(f"{PLAY}/")):
            await self._play(scope, receive, send)
        else:
            await self._hub(scope, receive, send)


def build(sides: Sequence[Side], visits: Sequence[Visit], sockets: Sequence[str]) -> Starlette:
    """``visits``: the live chats; ``sockets``: addresses that their widget connects to."""
    return Starlette(routes=_Play(sides, visits, sockets).routes())


class _Play:
    def __init__(
        self, sides: Sequence[Side], visits: Sequence[Visit], sockets: Sequence[str]
    ) -> None:
        self._sides = {side.id: side for side in sides}
        self._visits = list(visits)
        self._policy = PagePolicy(connects=tuple(sockets))

    def routes(self) -> list[Route]:
        person = f"{PLAY}/api/{{side}}/people/{{person}}"
        return [
            Route(PLAY, self._page, methods=["GET"]),
            _route("GET", f"{PLAY}/api", self._all),
            _route("POST", f"{PLAY}/api/{{side}}/people", self._meet),
            _route("POST", f"{PLAY}/api/{{side}}/groups", self._found),
            _route("GET", person, self._chat),
            _route("POST", f"{person}/writers", self._join),
            _route("POST", f"{person}/messages", self._say),
            _route("POST", f"{person}/files", self._send_file),
            _route("POST", f"{person}/circumstances", self._turn),
            _route("POST", f"{person}/hours", self._pass_time),
            _route("POST", f"{PLAY}/api/{{side}}/troubles", self._trouble),
            _route("GET", f"{PLAY}/api/{{side}}/files/{{id}}", self._file),
            Route(f"{PLAY}/{{path:path}}", self._asset, methods=["GET"]),
        ]

    async def _page(self, request: Request) -> Response:
        return page(request, DIST / "index.html", self._policy)

    async def _asset(self, request: Request) -> Response:
        try:
            return asset(request, DIST, request.path_params["path"])
        except NotFound:
            return Response(status_code=404)

    async def _all(self, _: Request) -> BaseModel:
        for side in self._sides.values():
            await side.look()
        sides = [side.seen() for side in self._sides.values()]
        return All(sides=sides, visits=self._visits)

    async def _meet(self, request: Request) -> BaseModel:
        newcomer = Newcomer.model_validate_json(await request.body())
        side = self._side(request)
        return side.chat(side.meet(newcomer.name.strip()))

    async def _found(self, request: Request) -> BaseModel:
        asked = NewGroup.model_validate_json(await request.body())
        side = self._side(request)
        if not isinstance(side, HasGroups):
            raise LookupError(side.id)
        people = [name.strip() for name in asked.people if name.strip()]
        return side.chat(side.found(asked.name.strip(), people))

    async def _join(self, request: Request) -> BaseModel:
        newcomer = Newcomer.model_validate_json(await request.body())
        side = self._side(request)
        if not isinstance(side, HasGroups):
            raise LookupError(side.id)
        side.join(request.path_params["person"], newcomer.name.strip())
        return await self._chat(request)

    async def _chat(self, request: Request) -> BaseModel:
        looking = "looking" in request.query_params
        side = self._side(request)
        await side.look()
        return side.chat(request.path_params["person"], looking=looking)

    async def _say(self, request: Request) -> BaseModel:
        said = Said.model_validate_json(await request.body())
        await self._side(request).say(request.path_params["person"], said)
        return await self._chat(request)

    async def _send_file(self, request: Request) -> BaseModel:
        query = request.query_params
        content = await _bytes_of(request)
        upload = Upload(
            kind=query.get("kind", "document"),
            name=query.get("name", "file")[:200],
            mime=request.headers.get("content-type", "application/octet-stream"),
            content=content,
            caption=query.get("caption", "")[:1024],
            writer=query.get("writer", ""),
        )
        await self._side(request).send_file(request.path_params["person"], upload)
        return await self._chat(request)

    async def _turn(self, request: Request) -> BaseModel:
        turned = Turned.model_validate_json(await request.body())
        await self._side(request).turn(request.path_params["person"], turned.name, on=turned.on)
        return await self._chat(request)

    async def _pass_time(self, request: Request) -> BaseModel:
        asked = Hours.model_validate_json(await request.body())
        await self._side(request).pass_time(request.path_params["person"], asked.hours)
        return await self._chat(request)

    async def _trouble(self, request: Request) -> BaseModel:
        turned = Turned.model_validate_json(await request.body())
        side = self._side(request)
        await side.trouble(turned.name, on=turned.on)
        return side.seen()

    async def _file(self, request: Request) -> Response:
        found = self._side(request).file(request.path_params["id"])
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        return Response(found.content, media_type=found.mime, headers=headers)

    def _side(self, request: Request) -> Side:
        return self._sides[request.path_params["side"]]


def _route(method: str, path: str, answer: Answer) -> Route:
    async def endpoint(request: Request) -> Response:
        if method != "GET" and OURS not in request.headers:
            return Response(status_code=403)
        try:
            found = await answer(request)
        except LookupError:
            return Response(status_code=404)
        except ValidationError as error:
            return Response(str(error.errors(include_url=False)[0]["msg"]), 400)
        except ValueError as error:
            return Response(str(error), 400)
        if isinstance(found, Response):
            return found
        headers = {"Cache-Control": "no-store"}
        return Response(found.model_dump_json(), headers=headers, media_type="application/json")

    return Route(path, endpoint, methods=[method])


async def _bytes_of(request: Request) -> bytes:
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > MOST_BYTES:
            raise ValueError("the file is too large")
    return bytes(content)
