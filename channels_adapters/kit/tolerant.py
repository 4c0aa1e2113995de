"""Reads what a provider sends into a model that may be wrong about it.

Providers add fields and change types without notice. What does not fit is left out, as if it had not
been sent; everything beside it stays.
"""

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from channels_adapters.kit.cleaning import whole

MOST_ROUNDS = 20

Model = TypeVar("Model", bound=BaseModel)


class Loose(BaseModel):
    """What a provider sent: every field optional, unknown ones kept, numbers for text accepted."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True)


def parsed(raw: bytes) -> Any:
    """The JSON value with valid text all through, None when there is none. Never raises."""
    try:
        value = json.loads(raw)
        return _whole(value) if b"\\u" in raw or b"\xed" in raw else value
    except (ValueError, RecursionError):
        return None


def _whole(value: Any) -> Any:
    """JSON can hold half a surrogate pair, escaped or as it is, which no database takes."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {whole(key): _whole(each) for key, each in value.items()}
    return value


def read(model: type[Model], value: Any) -> Model:
    """``value`` as the model, without what does not fit. It changes ``value``. Never raises.

    The model must be valid without any field.
    """
    for _ in range(MOST_ROUNDS):
        try:
            return model.model_validate(value)
        except ValidationError as error:
            places = {each["loc"] for each in error.errors(include_url=False, include_input=False)}
        if not isinstance(value, dict) or () in places:
            break
        # The last of a list first, so that the others keep their places.
        for place in sorted(places, key=_from_the_end, reverse=True):
            _leave_out(value, place)
    return model()


def _from_the_end(place: tuple[int | str, ...]) -> list[tuple[bool, int, str]]:
    return [
        (isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in place
    ]


def _leave_out(value: Any, place: tuple[int | str, ...]) -> None:
    *way, last = place
    try:
        for step in way:
            value = value[step]
        del value[last]
    except (KeyError, IndexError, TypeError):
        return
