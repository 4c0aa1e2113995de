"""How a call is read, refused and answered."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from channels_adapters.telegram.sending import MAX_CAPTION, MAX_FILE, MAX_TEXT, units


class CutOff(Response):
    """Begins an answer and closes the connection, so that it is lost on the way."""

    def __init__(self) -> None:
        super().__init__(headers={"content-length": "512", "connection": "close"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def values_of(request: Request) -> tuple[dict[str, Any], bytes | None]:
    if request.headers.get("content-type", "").startswith("multipart/"):
        values: dict[str, Any] = {}
        file = None
        async with request.form(max_part_size=MAX_FILE + 1) as form:
            for name, value in form.items():
                if isinstance(value, str):
                    values[name] = value
                else:
                    file = await value.read()
        return values, file
    raw = await request.body()
    return (json.loads(raw) if raw else dict(request.query_params)), None


def fault_of(method: str, values: dict[str, Any], file: bytes | None) -> str | None:
    text = str(values.get("text") or "")
    if method == "sendMessage":
        if not text.strip():
            return "message text is empty"
        return "message is too long" if units(text) > MAX_TEXT else None
    if file is None:
        return "there is no file in the request"
    if not file:
        return "file must be non-empty"
    if units(str(values.get("caption") or "")) > MAX_CAPTION:
        return "message caption is too long"
    limit = 10 * 1024 * 1024 if method == "sendPhoto" else MAX_FILE
    return "file is too big" if len(file) > limit else None


def yes(result: Any) -> Response:
    return JSONResponse({"ok": True, "result": result})


def no(code: int, description: str, **parameters: Any) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if told := {name: value for name, value in parameters.items() if value is not None}:
        body["parameters"] = told
    # By hand: a fault may tell numbers that are none.
    return Response(json.dumps(body), code, media_type="application/json")
