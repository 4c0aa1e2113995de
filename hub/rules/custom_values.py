"""Whether a value fits a custom field, and how it is kept."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from models.documents import ContactField
from models.words import FieldType

MAX_LINE, MAX_TEXT, MAX_DIGITS = 320, 4_000, 40
DIGITS = re.compile(rf"[0-9]{{1,{MAX_DIGITS}}}")


class Unfit(Exception):
    """What is wrong, in words."""


def clean_values(
    fields: Iterable[ContactField], given: Mapping[str, Any], present: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values to set, by field id, None to empty one; and what is wrong, by field id.

    A required field must be filled once somebody writes any of them.
    """
    known = {str(field.id): field for field in fields}
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for id, value in given.items():
        field = known.get(id)
        if field is None:
            wrong[id] = "is no field of this house"
            continue
        try:
            values[id] = _cleaned(field, value)
        except Unfit as refusal:
            wrong[id] = str(refusal)
    for id, field in known.items():
        if field.required and id not in wrong and values.get(id, present.get(id)) is None:
            wrong[id] = "must be filled"
        if field.required and id in values and values[id] is None:
            wrong[id] = "must be filled"
    return values, wrong


def _cleaned(field: ContactField, value: Any) -> Any:
    if value is None or value == "" or value == []:
        return None
    match field.type:
        case FieldType.YES_NO:
            return _of_type(value, bool, "must be yes or no")
        case FieldType.NUMBER:
            if isinstance(value, bool):
                raise Unfit("must be a number")
            return _of_type(value, float, "must be a number")
        case FieldType.CHOICES:
            chosen = _of_type(value, list, "must be a list of choices")
            if not set(chosen) <= set(field.choices):
                raise Unfit("must be among the choices")
            return [choice for choice in field.choices if choice in chosen]
    text = _of_type(value, str, "must be a text").replace("\0", "").strip()
    if not text:
        return None
    return _text(field, text)


def _text(field: ContactField, text: str) -> str:
    limit = MAX_TEXT if field.type is FieldType.LONG_TEXT else MAX_LINE
    if len(text) > limit:
        raise Unfit(f"must have at most {limit} characters")
    if field.type is FieldType.DIGITS and not DIGITS.fullmatch(text):
        raise Unfit(f"must be up to {MAX_DIGITS} digits")
    if field.type is FieldType.CHOICE and text not in field.choices:
        raise Unfit("must be one of the choices")
    if field.type is FieldType.DATE:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Unfit("must be a date") from None
    return text if field.type is FieldType.LONG_TEXT else " ".join(text.split())


def _of_type(value: Any, kind: type, otherwise: str) -> Any:
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise Unfit(otherwise)
    return value
