"""One declaration per route: routing, rights, validation and the OpenAPI document are drawn from it.

A handler's signature is the rest of the declaration: ``body`` and ``query`` are validated into
their models, other parameters come from the path, the returned model is the answer.
"""

import inspect
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel

from hub.rules.policy import TABLE, Act

Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Any]])

PATH_PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")


class BadDoor(Exception):
    """A declaration that cannot stand; found when the module is imported."""


@dataclass(frozen=True)
class Door:
    """``path`` as Starlette writes it. ``also``: further statuses with the same answer.

    ``takes`` and ``gives`` name other media types than JSON; the handler then reads the body, or
    builds the response, itself.
    """

    method: str
    path: str
    act: Act
    handler: Callable[..., Awaitable[Any]]
    status: int
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    answer: type[BaseModel] | None
    parameters: tuple[tuple[str, type], ...]
    tag: str
    also: tuple[int, ...] = ()
    refuses: tuple[int, ...] = ()
    takes: str | None = None
    gives: str | None = None

    @property
    def name(self) -> str:
        return self.handler.__name__

    @property
    def summary(self) -> str:
        return (inspect.getdoc(self.handler) or self.name).partition("\n\n")[0].replace("\n", " ")

    @property
    def description(self) -> str:
        return (inspect.getdoc(self.handler) or "").partition("\n\n")[2]


class Doors:
    """The doors of one module, under one heading of the document."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._doors: list[Door] = []

    def __iter__(self) -> Iterator[Door]:
        return iter(self._doors)

    def door(
        self,
        method: str,
        path: str,
        act: Act,
        *,
        status: int = 200,
        also: tuple[int, ...] = (),
        refuses: tuple[int, ...] = (),
        takes: str | None = None,
        gives: str | None = None,
    ) -> Callable[[Handler], Handler]:
        """Declare the decorated handler. Raises BadDoor when act, path or signature do not fit."""
        if act not in TABLE:
            raise BadDoor(f"{method} {path}: the act {act} has no row in the policy table")

        def declare(handler: Handler) -> Handler:
            body, query, answer, parameters = _signature(handler, path)
            self._doors.append(
                Door(
                    method=method,
                    path=path,
                    act=act,
                    handler=handler,
                    status=204 if answer is None and not gives else status,
                    body=body,
                    query=query,
                    answer=answer,
                    parameters=parameters,
                    tag=self.tag,
                    also=also,
                    refuses=refuses,
                    takes=takes,
                    gives=gives,
                )
            )
            return handler

        return declare

    def get(self, path: str, act: Act, **more: Any) -> Callable[[Handler], Handler]:
        return self.door("GET", path, act, **more)

    def post(self, path: str, act: Act, **more: Any) -> Callable[[Handler], Handler]:
        return self.door("POST", path, act, **more)

    def patch(self, path: str, act: Act, **more: Any) -> Callable[[Handler], Handler]:
        return self.door("PATCH", path, act, **more)

    def put(self, path: str, act: Act, **more: Any) -> Callable[[Handler], Handler]:
        return self.door("PUT", path, act, **more)

    def delete(self, path: str, act: Act, **more: Any) -> Callable[[Handler], Handler]:
        return self.door("DELETE", path, act, **more)


_Signature = tuple[
    type[BaseModel] | None,
    type[BaseModel] | None,
    type[BaseModel] | None,
    tuple[tuple[str, type], ...],
]


def _signature(handler: Callable[..., Any], path: str) -> _Signature:
    hints = get_type_hints(handler)
    returned = hints.pop("return", None)
    hints.pop("call", None)
    body = hints.pop("body", None)
    query = hints.pop("query", None)
    names = PATH_PARAMETER.findall(path)
    if sorted(names) != sorted(hints):
        raise BadDoor(f"{path}: {handler.__name__} takes {sorted(hints)}, the path has {names}")
    is_model = inspect.isclass(returned) and issubclass(returned, BaseModel)
    return body, query, returned if is_model else None, tuple((name, hints[name]) for name in names)
