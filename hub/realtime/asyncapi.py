"""The AsyncAPI 3.0 document of the sockets, made from the catalogue; needs no database."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from hub.presenters.catalogue import AGENT, EVENTS, PLAIN, VISITOR, Told
from hub.rules.policy import SOCKET_VERBS
from models.wire.base import Wire
from models.wire.event import (
    ActivitySignal,
    AgentHandshake,
    EventEnvelope,
    TypingSignal,
    ViewSignal,
    VisitorHandshake,
)

JsonSchema = dict[str, Any]
COMPONENTS = "#/components/schemas/"

HANDSHAKES: Mapping[str, type[Wire]] = {AGENT: AgentHandshake, VISITOR: VisitorHandshake}
SIGNALS: Mapping[str, type[Wire]] = {
    "typing": TypingSignal,
    "activity": ActivitySignal,
    "view": ViewSignal,
    "unview": ViewSignal,
}


def build() -> JsonSchema:
    """The whole document."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Simpul",
            "version": "1",
            "description": (
                "What comes down by Socket.IO, at /socket.io/, and the signals that go up. Events "
                "hold whole snapshots; keep what is newer by version. Go on from `since`."
            ),
        },
        "servers": {"hub": {"host": "localhost:8000", "protocol": "socket.io"}},
        "channels": {_name(namespace): _channel(namespace) for namespace in HANDSHAKES},
        "operations": {
            key: operation for namespace in HANDSHAKES for key, operation in _operations(namespace)
        },
        "components": {"messages": dict(_messages()), "schemas": _schemas()},
    }


def _name(namespace: str) -> str:
    return namespace.removeprefix("/")


def _down(namespace: str) -> list[str]:
    enveloped = [kind.value for kind, told in EVENTS.items() if namespace in told.snapshots]
    return enveloped + [name for name, (_, _, heard) in PLAIN.items() if namespace in heard]


def _up(namespace: str) -> list[str]:
    return [verb for place, verb in SOCKET_VERBS if place == namespace]


def _channel(namespace: str) -> JsonSchema:
    keys = [f"{_name(namespace)}.{name}" for name in _down(namespace)]
    keys += [f"{_name(namespace)}.up.{verb}" for verb in _up(namespace)]
    return {
        "address": namespace,
        "messages": {key: {"$ref": f"#/components/messages/{key}"} for key in keys},
        "x-auth": _reference(HANDSHAKES[namespace]),
    }


def _operations(namespace: str) -> Iterator[tuple[str, JsonSchema]]:
    name = _name(namespace)
    for action, keys in (
        ("send", [f"{name}.{each}" for each in _down(namespace)]),
        ("receive", [f"{name}.up.{verb}" for verb in _up(namespace)]),
    ):
        yield (
            f"{name}.{action}",
            {
                "action": action,
                "channel": {"$ref": f"#/channels/{name}"},
                "messages": [{"$ref": f"#/channels/{name}/messages/{key}"} for key in keys],
            },
        )


def _messages() -> Iterator[tuple[str, JsonSchema]]:
    for namespace in HANDSHAKES:
        for kind, told in EVENTS.items():
            if namespace in told.snapshots:
                payload = _enveloped(kind.value, told, namespace)
                yield _message(namespace, kind.value, told.story, payload)
        for name, (story, body, heard) in PLAIN.items():
            if namespace in heard:
                yield _message(namespace, name, story, _reference(body))
        for verb in _up(namespace):
            yield _message(namespace, f"up.{verb}", "A signal.", _reference(SIGNALS[verb]))


def _message(namespace: str, name: str, story: str, payload: JsonSchema) -> tuple[str, JsonSchema]:
    bare = name.removeprefix("up.")
    return (
        f"{_name(namespace)}.{name}",
        {"name": bare, "summary": story, "contentType": "application/json", "payload": payload},
    )


def _enveloped(type: str, told: Told, namespace: str) -> JsonSchema:
    snapshots = {kind: _reference(shape) for kind, shape in told.snapshots[namespace].items()}
    gone = {"type": "object", "properties": {"gone": {"const": True}}, "required": ["gone"]}
    data = {"anyOf": [{"type": "object", "properties": snapshots}, gone]}
    return {
        "allOf": [
            _reference(EventEnvelope),
            {"type": "object", "properties": {"type": {"const": type}, "data": data}},
        ]
    }


def _reference(model: type[Wire]) -> JsonSchema:
    return {"$ref": COMPONENTS + model.__name__}


def _schemas() -> JsonSchema:
    shapes: dict[type[Wire], None] = dict.fromkeys((EventEnvelope, *HANDSHAKES.values()))
    shapes |= dict.fromkeys(SIGNALS.values())
    shapes |= dict.fromkeys(body for _, body, _ in PLAIN.values())
    for told in EVENTS.values():
        for snapshots in told.snapshots.values():
            shapes |= dict.fromkeys(snapshots.values())
    _, definitions = models_json_schema(
        [(shape, "serialization") for shape in shapes], ref_template=COMPONENTS + "{model}"
    )
    schemas: JsonSchema = definitions["$defs"]
    return dict(sorted(schemas.items()))
