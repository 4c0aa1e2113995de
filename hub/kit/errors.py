"""Refusals in words. The class name in snake_case is the word on the wire; the class carries its status.

A service or flow raises; the entrances translate. Expected refusals are logged at info.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


class HubError(Exception):
    """Base of every refusal the hub makes on purpose.

    ``detail`` is a sentence for people, ``fields`` tells per input field what is wrong, and
    ``extra`` adds top-level values to the answer, such as the present object of a conflict.
    """

    status: ClassVar[int] = 500
    error: ClassVar[str] = "hub_error"
    detail_by_default: ClassVar[str] = "Something went wrong on our side."

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.error = _snake_case(cls.__name__)

    def __init__(
        self,
        detail: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        self.detail = detail or self.detail_by_default
        self.fields = dict(fields) if fields else None
        self.extra = dict(extra or {})
        super().__init__(self.detail)

    def body(self) -> dict[str, Any]:
        """The answer as it goes over the wire: ``{error, detail, fields?, ...extra}``."""
        body: dict[str, Any] = {**self.extra, "error": self.error, "detail": self.detail}
        if self.fields:
            body["fields"] = self.fields
        return body


class Malformed(HubError):
    status = 400
    detail_by_default = "The request could not be read."


class Unauthenticated(HubError):
    status = 401
    detail_by_default = "Sign in first."


class Forbidden(HubError):
    status = 403
    detail_by_default = "You may not do this."


class NotFound(HubError):
    """Also the answer for what one may not see."""

    status = 404
    detail_by_default = "There is nothing here that you may see."


class Conflict(HubError):
    """Someone else was first; ``extra`` carries the present state."""

    status = 409
    detail_by_default = "Someone else was first."


class TooLarge(HubError):
    """The detail names the limit."""

    status = 413
    detail_by_default = "This is larger than allowed."


class Invalid(HubError):
    status = 422
    detail_by_default = "Some values are not valid."


class TooMany(HubError):
    """Rate limited; ``retry_after`` in whole seconds becomes the Retry-After header."""

    status = 429
    detail_by_default = "Too many attempts. Wait a moment."

    def __init__(self, detail: str | None = None, *, retry_after: int = 1) -> None:
        super().__init__(detail)
        self.retry_after = max(1, retry_after)


class Unavailable(HubError):
    """Something the hub needs is away; trying again later makes sense."""

    status = 503
    detail_by_default = "Not available at the moment. Try again shortly."
