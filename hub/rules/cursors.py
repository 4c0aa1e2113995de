"""Places in a list, as opaque text for the client to hand back."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

from bson import ObjectId

from hub.kit.errors import Invalid
from models.documents.base import Id

MOST_CHARACTERS = 200
MOST_MILLISECONDS = 2**47


def cursor_of(*values: int | str | None) -> str:
    packed = json.dumps(values, separators=(",", ":")).encode()
    return urlsafe_b64encode(packed).rstrip(b"=").decode()


def time_cursor(at: datetime, id: Id) -> str:
    return cursor_of(int(at.timestamp() * 1000), str(id))


Place = tuple[datetime | int | Id | None, ...]
"""Where a list was left: the values of its order, the id last."""


def place_cursor(order: str, place: Place) -> str:
    """``order`` names the list's order: in another one the place means nothing."""
    return cursor_of(order, *(_packed(value) for value in place))


def read_place(cursor: str | None, order: str) -> Place | None:
    """Raises Invalid, also for a place in another order."""
    if cursor is None:
        return None
    match _unpacked(cursor):
        case [str(name), *values, str(id)] if name == order and ObjectId.is_valid(id):
            return (*(_value(each) for each in values), Id(id))
    raise _invalid()


def read_number(cursor: str | None) -> int | None:
    """Raises Invalid."""
    if cursor is None:
        return None
    match _unpacked(cursor):
        case [int(number)] if 0 <= number < MOST_MILLISECONDS:
            return number
    raise _invalid()


def read_time(cursor: str | None) -> tuple[datetime, Id] | None:
    """Raises Invalid."""
    if cursor is None:
        return None
    match _unpacked(cursor):
        case [int(at), str(id)] if 0 <= at < MOST_MILLISECONDS and ObjectId.is_valid(id):
            return datetime.fromtimestamp(at / 1000, UTC), Id(id)
    raise _invalid()


def read_id(cursor: str | None) -> Id | None:
    """Raises Invalid."""
    if cursor is None:
        return None
    match _unpacked(cursor):
        case [str(id)] if ObjectId.is_valid(id):
            return Id(id)
    raise _invalid()


def read_id_and_number(cursor: str | None) -> tuple[Id, int] | None:
    """Raises Invalid."""
    if cursor is None:
        return None
    match _unpacked(cursor):
        case [str(id), int(number)] if ObjectId.is_valid(id) and 0 <= number < MOST_MILLISECONDS:
            return Id(id), number
    raise _invalid()


def _unpacked(cursor: str) -> object:
    if len(cursor) > MOST_CHARACTERS:
        raise _invalid()
    try:
        return json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise _invalid() from None


def _packed(value: datetime | int | Id | None) -> str | int | None:
    """Times as text of milliseconds, which tells them from numbers."""
    if isinstance(value, datetime):
        return f"t{int(value.timestamp() * 1000)}"
    return str(value) if isinstance(value, Id) else value


def _value(packed: object) -> datetime | int | None:
    match packed:
        case None:
            return None
        case int(number) if 0 <= number < MOST_MILLISECONDS:
            return number
        case str(text) if re.fullmatch(r"t\d{1,14}", text) and int(text[1:]) < MOST_MILLISECONDS:
            return datetime.fromtimestamp(int(text[1:]) / 1000, UTC)
    raise _invalid()


def _invalid() -> Invalid:
    return Invalid(fields={"cursor": "is none that this list gave"})
