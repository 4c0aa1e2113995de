"""From a declared door to a Starlette route: who calls, may he, what does he send, then the handler."""

from typing import TYPE_CHECKING

from bson import ObjectId
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.contextvars import bound_contextvars

from hub.http.doorway.call import Call
from hub.http.doorway.door import Door
from hub.http.doorway.packing import WORTH_IT, packed, takes_gzip
from hub.http.doorway.reading import read_json, read_query
from hub.http.doorway.recognise import recognise
from hub.kit.errors import NotFound
from hub.kit.tokens import Signer
from models.documents.base import Id

if TYPE_CHECKING:
    from hub.wiring import Hub

QUICK = 4
"""gzip level of answers made on the way: most of the gain at a third of the time."""


def route(path: str, door: Door, hub: "Hub", signer: Signer) -> Route:
    async def pass_through(request: Request) -> Response:
        request.scope["door"] = door.name
        known, reach = await recognise(request, hub.store, signer, door.act)
        request.state.caller = known
        call = Call(request, hub, signer, known, reach)
        with bound_contextvars(**_named_ids(request)):
            result = await door.handler(call, **await _arguments(door, request))
        return _response(door, call, result)

    return Route(path, pass_through, methods=[door.method], name=door.name)


async def _arguments(door: Door, request: Request) -> dict[str, object]:
    arguments: dict[str, object] = {
        name: _path_value(request.path_params[name], kind) for name, kind in door.parameters
    }
    if door.query is not None:
        arguments["query"] = read_query(request, door.query)
    if door.body is not None:
        arguments["body"] = await read_json(request, door.body)
    return arguments


def _path_value(text: str, kind: type) -> object:
    if kind is not Id:
        return text
    if not ObjectId.is_valid(text):
        raise NotFound
    return Id(text)


def _response(door: Door, call: Call, result: object) -> Response:
    if isinstance(result, Response):
        response = result
    elif isinstance(result, BaseModel):
        response = _json(call, door, result)
    else:
        response = Response(status_code=call.reply.status or door.status)
    response.headers.update(call.reply.headers)
    response.raw_headers += [
        header for header in call.reply.cookies.raw_headers if header[0] == b"set-cookie"
    ]
    return response


def _json(call: Call, door: Door, result: BaseModel) -> Response:
    body = result.model_dump_json(by_alias=True).encode()
    headers = {"Vary": "Accept-Encoding"}
    if len(body) >= WORTH_IT and takes_gzip(call.request):
        body = packed(body, QUICK)
        headers["Content-Encoding"] = "gzip"
    status = call.reply.status or door.status
    return Response(body, status, headers, media_type="application/json")


def _named_ids(request: Request) -> dict[str, str]:
    """Conversation and channel ids go into every log line of the request."""
    return {
        name: str(value)
        for name, value in request.path_params.items()
        if name in ("conversation_id", "channel_id")
    }
