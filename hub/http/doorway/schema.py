"""OpenAPI 3.1 from declared doors."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from hub.http.doorway.door import PATH_PARAMETER, Door
from hub.rules.policy import TABLE, Act, Who, is_open
from models.documents.base import Id
from models.wire.base import Refusal

JsonSchema = dict[str, Any]
Mode = Literal["validation", "serialization"]

COMPONENTS = "#/components/schemas/"

REASONS = {
    400: "The body or query cannot be read.",
    401: "Nobody is signed in, or the token has ended.",
    403: "The caller may not do this, or the csrf header is missing.",
    404: "There is nothing here that the caller may see.",
    408: "The body took too long to arrive.",
    409: "Somebody else was first; the present state is told.",
    413: "The body is larger than allowed.",
    415: "The body is of another media type.",
    416: "The range begins after the end.",
    422: "Some values are not valid; told by field.",
    429: "Too many attempts; Retry-After tells when to come back.",
    500: "A defect of ours; the reference finds it in the log.",
    503: "Not possible right now; Retry-After tells when to come back.",
}

ID_SCHEMA: JsonSchema = {"type": "string", "pattern": "^[0-9a-f]{24}$"}

UPLOAD_SCHEMA: JsonSchema = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
}

FILE_FORM: JsonSchema = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
}
"""A door that takes a form takes one file."""


def document(doors: Sequence[tuple[str, Door]], info: JsonSchema) -> JsonSchema:
    """The whole document of doors, each with the prefix that it is mounted under."""
    schemas, references = _schemas(door for _, door in doors)
    paths: dict[str, JsonSchema] = {}
    for prefix, door in doors:
        path = PATH_PARAMETER.sub(lambda match: "{" + _camel(match[1]) + "}", prefix + door.path)
        paths.setdefault(path, {})[door.method.lower()] = _operation(door, references)
    return {
        "openapi": "3.1.0",
        "info": info,
        "tags": [{"name": tag} for tag in dict.fromkeys(door.tag for _, door in doors)],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": _security_schemes()},
    }


def _schemas(
    doors: Iterable[Door],
) -> tuple[dict[str, JsonSchema], dict[type[BaseModel], JsonSchema]]:
    wanted: dict[tuple[type[BaseModel], Mode], None] = {(Refusal, "serialization"): None}
    for door in doors:
        for model, mode in _models(door):
            wanted[model, mode] = None
    by_model, definitions = models_json_schema(list(wanted), ref_template=COMPONENTS + "{model}")
    names = {name: _plain_name(name) for name in definitions.get("$defs", {})}
    if len(set(names.values())) != len(names):
        raise ValueError("two wire shapes have one name")
    schemas = {names[name]: schema for name, schema in definitions.get("$defs", {}).items()}
    references = {model: by_model[model, mode] for model, mode in wanted}
    renamed = {COMPONENTS + name: COMPONENTS + plain for name, plain in names.items()}
    _rename(schemas, renamed)
    _rename(references, renamed)
    return dict(sorted(schemas.items())), references


def _models(door: Door) -> Iterable[tuple[type[BaseModel], Mode]]:
    if door.body is not None:
        yield door.body, "validation"
    if door.answer is not None:
        yield door.answer, "serialization"


def _plain_name(name: str) -> str:
    """``Page_Message_`` becomes ``MessagePage``."""
    if name.startswith("Page_"):
        return name.removeprefix("Page_").strip("_") + "Page"
    return name


def _rename(node: Any, renamed: dict[str, str]) -> None:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            node["$ref"] = renamed.get(node["$ref"], node["$ref"])
        for value in node.values():
            _rename(value, renamed)
    elif isinstance(node, list):
        for value in node:
            _rename(value, renamed)


def _operation(door: Door, references: dict[type[BaseModel], JsonSchema]) -> JsonSchema:
    operation: JsonSchema = {
        "operationId": _camel(door.name),
        "tags": [door.tag],
        "summary": door.summary.removesuffix("."),
        "responses": _responses(door, references),
        "security": _security(door.act),
        "x-act": door.act.value,
    }
    if door.description:
        operation["description"] = door.description
    if parameters := [*_path_parameters(door), *_query_parameters(door)]:
        operation["parameters"] = parameters
    if door.body is not None:
        needs_body = any(field.is_required() for field in door.body.model_fields.values())
        operation["requestBody"] = {
            "required": needs_body,
            "content": {"application/json": {"schema": references[door.body]}},
        }
    elif door.takes:
        schema = UPLOAD_SCHEMA if door.takes == "multipart/form-data" else {}
        operation["requestBody"] = {"required": True, "content": {door.takes: {"schema": schema}}}
    return operation


def _path_parameters(door: Door) -> list[JsonSchema]:
    return [
        {
            "name": _camel(name),
            "in": "path",
            "required": True,
            "schema": ID_SCHEMA if kind is Id else {"type": "string"},
        }
        for name, kind in door.parameters
    ]


def _query_parameters(door: Door) -> list[JsonSchema]:
    if door.query is None:
        return []
    schema = door.query.model_json_schema(ref_template=COMPONENTS + "{model}")
    local = schema.get("$defs", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", []),
            "schema": _inlined(field, local),
            **({"description": field["description"]} if "description" in field else {}),
        }
        for name, field in schema.get("properties", {}).items()
    ]


def _inlined(node: Any, local: dict[str, JsonSchema]) -> Any:
    """Vocabularies of a query stand in the parameter itself."""
    if isinstance(node, dict):
        if "$ref" in node:
            return _inlined(local[node["$ref"].removeprefix(COMPONENTS)], local)
        return {key: _inlined(value, local) for key, value in node.items() if key != "title"}
    if isinstance(node, list):
        return [_inlined(value, local) for value in node]
    return node


def _responses(door: Door, references: dict[type[BaseModel], JsonSchema]) -> JsonSchema:
    good: JsonSchema = {"description": "Done."}
    if door.answer is not None:
        good = {
            "description": "The answer.",
            "content": {"application/json": {"schema": references[door.answer]}},
        }
    elif door.gives:
        good = {"description": "The answer.", "content": {door.gives: {"schema": {}}}}
    responses = {str(status): good for status in (door.status, *door.also)}
    for status in sorted(_refusals(door)):
        responses[str(status)] = {
            "description": REASONS[status],
            "content": {"application/json": {"schema": {"$ref": COMPONENTS + "Refusal"}}},
        }
    return responses


def _refusals(door: Door) -> set[int]:
    """What every door of its kind may answer, besides what it declares itself."""
    statuses = {400, 500, 503, *door.refuses}
    if not is_open(door.act):
        statuses |= {401, 403}
    if door.parameters:
        statuses.add(404)
    if door.body is not None:
        statuses |= {408, 413, 415, 422}
    if door.query is not None:
        statuses.add(422)
    return statuses


def _security(act: Act) -> list[JsonSchema]:
    if is_open(act):
        return []
    row = TABLE[act]
    security: list[JsonSchema] = []
    if row.keys() & {Who.ADMIN, Who.SUPERVISOR, Who.AGENT}:
        security += [{"bearer": []}, {"cookie": [], "csrf": []}]
    if Who.VISITOR in row:
        security.append({"visitor": []})
    return security


def _security_schemes() -> JsonSchema:
    return {
        "bearer": {"type": "http", "scheme": "bearer", "description": "The token of sign-in."},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
        "csrf": {
            "type": "apiKey",
            "in": "header",
            "name": "X-CSRF-Token",
            "description": "With the cookie, on unsafe methods: the value of the cookie csrf.",
        },
        "visitor": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The token of a chat session.",
        },
    }


def _camel(snake: str) -> str:
    head, *rest = snake.split("_")
    return head + "".join(part.capitalize() for part in rest)
