"""The routes of the Graph API that the Cloud API has, as a Starlette application."""

import asyncio
import hashlib
import hmac
import re
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from channels_adapters.whatsapp.simulator import webhooks
from channels_adapters.whatsapp.simulator.bodies import read_body
from channels_adapters.whatsapp.simulator.faults import Fault, Faults
from channels_adapters.whatsapp.simulator.limits import check_upload
from channels_adapters.whatsapp.simulator.refusals import Refusal
from channels_adapters.whatsapp.simulator.sending import Sending
from channels_adapters.whatsapp.simulator.world import (
    FILE_URL_LIVES,
    UPLOAD_LIVES,
    BusinessNumber,
    World,
)

VERSION = re.compile(r"v\d+\.\d")

Answering = Callable[[Request, BusinessNumber], Awaitable[dict[str, Any] | Response]]


class CutOff(Response):
    """Begins an answer and closes the connection, so that it is lost on the way."""

    def __init__(self) -> None:
        super().__init__(headers={"content-length": "512", "connection": "close"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class Graph:
    def __init__(self, world: World, sending: Sending, faults: Faults) -> None:
        self._world = world
        self._sending = sending
        self._faults = faults
        self._links: dict[str, tuple[str, str, Any]] = {}
        self.is_down = False
        self.media_base: str | None = None
        self.sends_on_to: str | None = None
        self.tells_base64 = False
        self.seconds_a_byte = 0.0

    def routes(self) -> list[Route]:
        return [
            self._route("POST", "/{version}/{id:int}/messages", self._messages),
            self._route("POST", "/{version}/{id:int}/media", self._upload),
            self._route("GET", "/{version}/{id:int}/message_templates", self._templates),
            self._route("GET", "/{version}/{id:int}/phone_numbers", self._numbers),
            self._route("GET", "/{version}/{id:int}/subscribed_apps", self._subscriptions),
            self._route("POST", "/{version}/{id:int}/subscribed_apps", self._subscribe),
            self._route("DELETE", "/{version}/{id:int}/subscribed_apps", self._unsubscribe),
            self._route("GET", "/{version}/debug_token", self._token),
            self._route("GET", "/{version}/{id:int}", self._object),
            self._route("GET", "/media/{key}", self._bytes),
        ]

    def _route(self, method: str, path: str, answering: Answering) -> Route:
        async def endpoint(request: Request) -> Response:
            if self.is_down:
                return Response("upstream unavailable", 503)
            try:
                answer = await answering(request, self._caller(request))
            except Refusal as refusal:
                return JSONResponse(refusal.body(), refusal.status)
            return answer if isinstance(answer, Response) else JSONResponse(answer)

        return Route(path, endpoint, methods=[method])

    def _caller(self, request: Request) -> BusinessNumber:
        """The number whose token it is. Raises Refusal."""
        version = request.path_params.get("version")
        if version is not None and not VERSION.fullmatch(version):
            raise Refusal(2500, f"Unknown path components: /{version}")
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        number = self._world.number_with_token(token) if scheme == "Bearer" else None
        if number is None:
            raise Refusal(190, "Error validating access token: the session has been invalidated")
        proof = request.query_params.get("appsecret_proof")
        expected = hmac.new(number.app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        if proof is not None and proof != expected:
            raise Refusal(100, "Invalid appsecret_proof provided in the API argument")
        return number

    def _own(self, request: Request, caller: BusinessNumber, id: str) -> None:
        if str(request.path_params["id"]) != id:
            shown = f"Unsupported {request.method.lower()} request. Object does not exist"
            raise Refusal(100, shown + f" or {caller.app_id} has no permission", subcode=33)

    async def _messages(
        self, request: Request, caller: BusinessNumber
    ) -> dict[str, Any] | Response:
        self._own(request, caller, caller.id)
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            raise Refusal(100, "The body must be JSON")
        try:
            value = await request.json()
        except ValueError:
            raise Refusal(100, "Invalid JSON") from None
        if isinstance(value, dict) and "status" in value:
            return self._mark_read(caller, value)
        fault = self._faults.next()
        if fault is not None:
            if fault.fault is Fault.ERROR:
                raise Refusal(fault.code)
            if fault.fault is Fault.HTTP:
                return Response("Bad gateway", fault.code)
            if fault.fault is Fault.SLOW:
                await fault.wait()
        answer = self._sending.take(caller, value, fault)
        if fault is not None and fault.fault is not Fault.SLOW:
            await fault.wait()
        if fault is not None and fault.fault is Fault.ANSWER_LOST:
            return CutOff()
        return answer

    def _mark_read(self, caller: BusinessNumber, value: Any) -> dict[str, Any]:
        body = read_body(value)
        for customer in caller.customers.values():
            if bubble := customer.bubble(body.message_id):
                for each in customer.chat[: customer.chat.index(bubble) + 1]:
                    if each.inbound:
                        each.status = "read"
                return {"success": True}
        raise Refusal(100, "Invalid message id", subcode=33)

    async def _upload(self, request: Request, caller: BusinessNumber) -> dict[str, Any]:
        self._own(request, caller, caller.id)
        async with request.form(max_part_size=2**20) as form:
            file = form.get("file")
            if form.get("messaging_product") != "whatsapp":
                raise Refusal(100, "The parameter messaging_product is required.")
            if not isinstance(file, UploadFile):
                raise Refusal(100, "The parameter file is required.")
            mime = (file.content_type or "").partition(";")[0].strip()
            if not form.get("type"):
                raise Refusal(100, "The parameter type is required.")
            check_upload(mime, file.size or 0)
            content = await file.read()
            kept = self._world.keep_file(caller, content, mime, file.filename, UPLOAD_LIVES)
        return {"id": kept.id}

    async def _object(self, request: Request, caller: BusinessNumber) -> dict[str, Any]:
        """A number or a file, as the Graph API has one address for both."""
        id = str(request.path_params["id"])
        if id == caller.id:
            asked_for = request.query_params.get("fields", "").split(",")
            health = {"health_status": _health(caller)} if "health_status" in asked_for else {}
            return _number(caller) | health | {"id": id}
        asked = request.query_params.get("phone_number_id")
        if asked is not None and asked != caller.id:
            raise Refusal(100, "The media does not belong to this number", subcode=33)
        file = self._world.file(caller, id)
        key = hashlib.sha256(f"{id}{self._world.clock.now()}".encode()).hexdigest()[:32]
        self._links[key] = (caller.id, id, self._world.clock.now() + FILE_URL_LIVES)
        return {
            "messaging_product": "whatsapp",
            "url": f"{self.media_base or str(request.base_url).rstrip('/')}/media/{key}",
            "mime_type": file.mime,
            "sha256": b64encode(file.sha256).decode() if self.tells_base64 else file.sha256.hex(),
            "file_size": str(len(file.content)),
            "id": id,
        }

    async def _bytes(self, request: Request, caller: BusinessNumber) -> Response:
        number_id, id, ends_at = self._links.get(request.path_params["key"], ("", "", None))
        if number_id != caller.id or ends_at is None or self._world.clock.now() >= ends_at:
            return Response("Not found", 404)
        if not request.headers.get("user-agent"):
            return Response("Forbidden", 403)
        if self.sends_on_to is not None:
            return RedirectResponse(self.sends_on_to)
        file = self._world.file(caller, id)
        if self.seconds_a_byte:
            return StreamingResponse(self._dripping(file.content), media_type=file.mime)
        return Response(file.content, media_type=file.mime)

    async def _dripping(self, content: bytes) -> AsyncIterator[bytes]:
        for byte in content:
            yield bytes([byte])
            await asyncio.sleep(self.seconds_a_byte)

    async def _templates(self, request: Request, caller: BusinessNumber) -> dict[str, Any]:
        self._own(request, caller, caller.waba_id)
        limit = int(request.query_params.get("limit", "25"))
        after = int(request.query_params.get("after") or 0)
        page = caller.templates[after : after + limit]
        paging: dict[str, Any] = {
            "cursors": {"before": str(after), "after": str(after + len(page))}
        }
        if after + limit < len(caller.templates):
            paging["next"] = str(request.url.include_query_params(after=after + limit))
        return {"data": page, "paging": paging}

    async def _numbers(self, request: Request, caller: BusinessNumber) -> dict[str, Any]:
        self._own(request, caller, caller.waba_id)
        own = [each for each in self._world.numbers.values() if each.waba_id == caller.waba_id]
        return {"data": [_number(each) | {"id": each.id} for each in own]}

    async def _subscriptions(self, request: Request, caller: BusinessNumber) -> dict[str, Any]:
        self._own(request, caller, caller.waba_id)
        if not caller.is_subscribed:
            return {"data": []}
        app = {"id": caller.app_id, "name": "Simpul"}
        override = {"override_callback_uri": caller.webhook_url} if caller.webhook_url else {}
        return {"data": [{"whatsapp_business_api_data": app, **override}]}

    async def _subscribe(self, request: Request, caller: BusinessNumber) -> dict[str, Any]:
        self._own(request, caller, caller.waba_id)
        given = await request.json() if await request.body() else {}
        url = given.get("override_callback_uri")
        if url is not None:
            if not await webhooks.handshake(url, given.get("verify_token", "")):
                raise Refusal(2200, "Callback verification failed: the URL could not be validated")
            caller.webhook_url = url
        caller.is_subscribed = True
        return {"success": True}

    async def _unsubscribe(self, request: Request, caller: BusinessNumber) -> dict[str, Any]:
        self._own(request, caller, caller.waba_id)
        caller.is_subscribed = False
        return {"success": True}

    async def _token(self, request: Request, caller: BusinessNumber) -> dict[str, Any]:
        asked = request.query_params.get("input_token", "")
        ends = caller.token_ends_at
        now = self._world.clock.now()
        return {
            "data": {
                "app_id": caller.app_id,
                "type": "SYSTEM_USER" if ends is None else "USER",
                "application": "Simpul",
                "is_valid": caller.has_token(asked, now),
                "expires_at": int(ends.timestamp()) if ends else 0,
                "scopes": ["whatsapp_business_management", "whatsapp_business_messaging"],
            }
        }


def _health(number: BusinessNumber) -> dict[str, Any]:
    locked = number.locked_by
    state = "BLOCKED" if locked else "AVAILABLE"
    why = {
        "error_code": locked,
        "error_description": Refusal(locked).title,
        "possible_solution": "See Account quality in WhatsApp Manager.",
    }
    account = {"entity_type": "WABA", "id": number.waba_id, "can_send_message": state}
    entities = [
        {"entity_type": "PHONE_NUMBER", "id": number.id, "can_send_message": "AVAILABLE"},
        account | ({"errors": [why]} if locked else {}),
    ]
    return {"can_send_message": state, "entities": entities}


def _number(number: BusinessNumber) -> dict[str, Any]:
    verified = "VERIFIED" if number.is_verified else "NOT_VERIFIED"
    return {
        "verified_name": number.name,
        "display_phone_number": number.display_number,
        "code_verification_status": verified,
        "quality_rating": "GREEN",
        "platform_type": "CLOUD_API" if number.is_verified else "NOT_APPLICABLE",
        "status": "CONNECTED" if number.is_verified else "PENDING",
        "name_status": "APPROVED",
    }
