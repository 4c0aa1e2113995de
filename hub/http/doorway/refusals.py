"""Refusals that only HTTP knows, and how any refusal is answered."""

import json
import secrets

from pydantic import ValidationError
from pydantic_core import to_jsonable_python
from pymongo.errors import ConnectionFailure, PyMongoError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hub.kit.errors import Forbidden, HubError, Invalid, NotFound, TooMany, Unavailable
from hub.kit.log import get_logger

log = get_logger(__name__)

BUSY_SECONDS = 2
"""What a client is told to wait when the store is away."""


class MethodNotAllowed(HubError):
    status = 405
    detail_by_default = "This address does not know that method."


class RequestTimeout(HubError):
    status = 408
    detail_by_default = "The request took too long to arrive."


class UnsupportedMediaType(HubError):
    status = 415
    detail_by_default = "Send JSON, with Content-Type application/json."


class InternalError(HubError):
    status = 500


class CsrfMissing(Forbidden):
    detail_by_default = "The header X-CSRF-Token must carry the value of the cookie csrf."


def invalid_fields(error: ValidationError, prefix: str = "") -> Invalid:
    """The refusal that tells, per field by its wire name, what is wrong."""
    fields: dict[str, str] = {}
    for one in error.errors(include_url=False, include_input=False, include_context=False):
        name = prefix + ".".join(str(part) for part in one["loc"])
        fields.setdefault(name or "body", one["msg"].removeprefix("Value error, "))
    return Invalid(fields=fields)


def json_response(content: object, status: int) -> Response:
    text = json.dumps(to_jsonable_python(content, by_alias=True), ensure_ascii=False)
    return Response(text, status, media_type="application/json")


def answer(refusal: HubError) -> Response:
    """The wire form of a refusal, with Retry-After where waiting helps."""
    response = json_response(refusal.body(), refusal.status)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    elif refusal.status == 503:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


async def answer_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HubError)
    log.info("request_refused", error=error.error, status=error.status, path=request.url.path)
    return answer(error)


async def answer_http_exception(_request: Request, error: Exception) -> Response:
    """Routing's own refusals (404, 405) in our shape."""
    assert isinstance(error, HTTPException)
    known: dict[int, HubError] = {404: NotFound(), 405: MethodNotAllowed()}
    refusal = known.get(error.status_code)
    if refusal is None:
        return json_response({"error": "refused", "detail": error.detail}, error.status_code)
    response = answer(refusal)
    response.headers.update(error.headers or {})
    return response


async def answer_store_failure(_request: Request, error: Exception) -> Response:
    """What the store did not translate: unreachable or out of time is for now, the rest a defect."""
    assert isinstance(error, PyMongoError)
    passing = isinstance(error, ConnectionFailure) or error.timeout
    if passing or error.has_error_label("TransientTransactionError"):
        log.warning("store_failed", failure=type(error).__name__)
        return answer(Unavailable())
    return unexpected(error)


def unexpected(error: Exception) -> Response:
    """Never a traceback to the caller: a reference that stands beside it in the log."""
    reference = secrets.token_hex(6)
    log.error("request_failed", reference=reference, exc_info=error)
    return answer(
        InternalError(
            f"Something went wrong on our side. Reference: {reference}.",
            extra={"reference": reference},
        )
    )
