"""What becomes of two contacts that are made one, and what an undo gives back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from hub.kit.errors import Invalid
from hub.rules.contact_fields import stamp
from models.documents import Contact
from models.documents.merging import ContactMerge
from models.wire.contact import MOST_ADDRESSES

LISTS = ("phones", "emails")
SINGLE = ("name", "address", "birthday", "nik", "language", "time_zone", "priority")


@dataclass(frozen=True)
class Difference:
    """A field that both have, each in another way."""

    field: str
    kept: Any
    gone: Any


def merged_values(kept: Contact, gone: Contact, take: Collection[str]) -> dict[str, Any]:
    """The fields of ``kept`` that change: addresses are joined, what he lacks comes from ``gone``, of
    what both have he keeps his own, but for the fields in ``take``. Raises Invalid.
    """
    values: dict[str, Any] = {}
    for field in LISTS:
        joined = list(dict.fromkeys([*kept.value_of(field), *gone.value_of(field)]))
        if len(joined) > MOST_ADDRESSES:
            raise Invalid(
                f"Together they have more than {MOST_ADDRESSES} {field}. Remove some first."
            )
        if joined != kept.value_of(field):
            values[field] = joined
    for field in _singles(gone):
        own, other = kept.value_of(field), gone.value_of(field)
        if other is not None and other != own and (own is None or field in take):
            values[field] = other
    return values


def differences(kept: Contact, gone: Contact) -> list[Difference]:
    """Between which one may choose."""
    both = [
        Difference(field, kept.value_of(field), gone.value_of(field)) for field in _singles(gone)
    ]
    return [one for one in both if None not in (one.kept, one.gone) and one.kept != one.gone]


def as_merged(kept: Contact, values: Mapping[str, Any]) -> Contact:
    """The contact as he would be."""
    plain = {field: value for field, value in values.items() if "." not in field}
    custom = {field.partition(".")[2]: value for field, value in values.items() if "." in field}
    merged: Contact = kept.model_copy(update={**plain, "custom": {**kept.custom, **custom}})
    return merged


def values_given_back(kept: Contact, merge: ContactMerge) -> dict[str, Any]:
    """What the kept contact is to have after an undo: the merged fields as they were, unless somebody
    has changed one since; then only what came by the merge goes out of a list.
    """
    values: dict[str, Any] = {}
    for stamped, after in merge.after.items():
        field = stamped.replace(":", ".", 1) if stamped.startswith("custom:") else stamped
        before, now = merge.before.get(stamped), kept.value_of(field)
        if kept.field_versions.get(stamp(field)) == merge.version:
            values[field] = before
        elif field in LISTS:
            came = set(after) - set(before or [])
            values[field] = [one for one in now if one not in came]
    return {field: value for field, value in values.items() if value != kept.value_of(field)}


def _singles(gone: Contact) -> list[str]:
    return [*SINGLE, *(f"custom.{id}" for id in gone.custom)]
