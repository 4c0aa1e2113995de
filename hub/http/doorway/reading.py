"""Request bodies and queries, read within limits and checked before any code of ours sees them."""

import asyncio
from collections.abc import Iterator
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json
from starlette.requests import ClientDisconnect, Request

from hub.http.doorway.refusals import RequestTimeout, UnsupportedMediaType, invalid_fields
from hub.kit.errors import Invalid, Malformed, TooLarge

M = TypeVar("M", bound=BaseModel)

MAX_JSON = 256 * 1024
"""Bytes of a JSON body."""

BODY_PATIENCE = 20.0
"""Seconds that a JSON body may take to arrive."""

MAX_WHOLE_NUMBER = 2**53
"""Beyond it a JSON number is not exact in browsers, nor fit for the database."""


async def read_json(request: Request, model: type[M]) -> M:
    """Read and validate a JSON body.

    Raises TooLarge before all of it is read, Malformed when it is no JSON, Invalid per field.
    """
    raw = await read_within(request, MAX_JSON)
    if not raw:
        raw = b"{}"
    elif not _says_json(request):
        raise UnsupportedMediaType
    _refuse_unstorable(_parsed(raw))
    try:
        # From text, so that strict means strict JSON: an enum may be a string, a number may not.
        return model.model_validate_json(raw, strict=True)
    except ValidationError as error:
        raise invalid_fields(error) from None


def read_query(request: Request, model: type[M]) -> M:
    """Validate the query; a field that is a list takes its name several times."""
    given: dict[str, Any] = {}
    lists = _list_names(model)
    for name in request.query_params:
        values = request.query_params.getlist(name)
        given[name] = values if name in lists else values[-1]
    _refuse_unstorable(given)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise invalid_fields(error) from None


async def read_within(request: Request, limit: int) -> bytes:
    """The whole body. Raises TooLarge before all of it is read, RequestTimeout, Malformed."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limit:
        raise TooLarge(f"A body may have at most {limit} bytes.")
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_PATIENCE):
            async for chunk in request.stream():
                size += len(chunk)
                if size > limit:
                    raise TooLarge(f"A body may have at most {limit} bytes.")
                chunks.append(chunk)
    except TimeoutError:
        raise RequestTimeout from None
    except ClientDisconnect:
        raise Malformed("The connection ended before the body did.") from None
    return b"".join(chunks)


def _says_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json"


def _parsed(raw: bytes) -> Any:
    try:
        return from_json(raw, allow_inf_nan=False)
    except ValueError as error:
        if "hex escape" in str(error):
            raise Invalid("The body holds half of a character.") from None
        raise Malformed(f"The body is not valid JSON: {error}") from None


def _refuse_unstorable(parsed: Any) -> None:
    """NUL, half characters and numbers past 2^53 are refused wherever they stand, by field."""
    fields = dict(_unstorable(parsed, ""))
    if fields:
        raise Invalid(fields=fields)


def _unstorable(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if "\x00" in value:
            yield name or "body", "must not contain the character NUL"
    elif isinstance(value, bool):
        return
    elif isinstance(value, int):
        if abs(value) > MAX_WHOLE_NUMBER:
            yield name or "body", "is too large a number"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unstorable(item, f"{name}.{index}" if name else str(index))
    elif isinstance(value, dict):
        for key, item in value.items():
            inner = f"{name}.{key}" if name else key
            yield from _unstorable(key, inner.replace("\x00", "\ufffd"))
            yield from _unstorable(item, inner.replace("\x00", "\ufffd"))


def _list_names(model: type[BaseModel]) -> set[str]:
    return {
        field.alias or name
        for name, field in model.model_fields.items()
        if _is_list(field.annotation)
    }


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, UnionType):
        return any(_is_list(part) for part in get_args(annotation))
    return get_origin(annotation) is list
