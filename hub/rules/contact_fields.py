"""What staff may write about a contact, as we keep it, and whose edit was first."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from hub.kit.errors import Invalid
from hub.rules.addresses import clean_email, clean_phone
from hub.rules.custom_values import clean_values
from hub.rules.names import clean_name
from models.documents import Contact, ContactField
from models.wire.contact import ContactBody, ContactPatch

MAX_ADDRESS = 300
EARLIEST_BIRTHDAY = date(1900, 1, 1)


def wanted_fields(
    patch: ContactPatch | ContactBody,
    country_code: str,
    today: date,
    fields: Iterable[ContactField] = (),
    present: Mapping[str, Any] | None = None,
) -> dict[str, object]:
    """The fields to set, cleaned; custom ones as ``custom.`` and their id.

    ``fields`` are the house's own, ``present`` the values that are there. Raises Invalid naming every
    field that cannot be kept.
    """
    given = patch.model_fields_set
    values: dict[str, object] = {}
    wrong: dict[str, str] = {}

    def keep(field: str, wire_name: str, clean: Callable[[], object]) -> None:
        try:
            values[field] = clean()
        except Invalid as refusal:
            words = next(iter((refusal.fields or {}).values()), refusal.detail)
            wrong[wire_name] = words

    if patch.name is not None:
        keep("name", "name", lambda: clean_name(patch.name or ""))
    for field, texts, clean in (
        ("phones", patch.phones, lambda text: clean_phone(text, country_code)),
        ("emails", patch.emails, clean_email),
    ):
        if texts is not None:
            kept, faults = _cleaned(texts, clean)
            values[field] = kept
            wrong |= {f"{field}.{at}": words for at, words in faults.items()}
    if "address" in given:
        keep("address", "address", lambda: _clean_address(patch.address))
    if "birthday" in given:
        keep("birthday", "birthday", lambda: _clean_birthday(patch.birthday, today))
    if "nik" in given:
        keep("nik", "nik", lambda: _clean_nik(patch.nik))
    if patch.custom is not None:
        custom, faults_of = clean_values(fields, patch.custom, present or {})
        values |= {f"custom.{id}": value for id, value in custom.items()}
        wrong |= {f"custom.{id}": words for id, words in faults_of.items()}
    if "language" in given:
        values["language"] = patch.language
    if "priority" in given:
        values["priority"] = patch.priority
    if "time_zone" in given:
        keep("time_zone", "timeZone", lambda: _known_zone(patch.time_zone))
    if wrong:
        raise Invalid(fields=wrong)
    return values


def _cleaned(texts: list[str], clean: Callable[[str], str]) -> tuple[list[str], dict[int, str]]:
    """Without empty lines and repeats; and what is wrong, by place."""
    kept: list[str] = []
    wrong: dict[int, str] = {}
    for at, text in enumerate(texts):
        if not text.strip():
            continue
        try:
            kept.append(clean(text))
        except Invalid as refusal:
            wrong[at] = next(iter((refusal.fields or {}).values()), refusal.detail)
    return list(dict.fromkeys(kept)), wrong


def _clean_address(text: str | None) -> str | None:
    lines = [" ".join(line.split()) for line in (text or "").replace("\0", "").splitlines()]
    address = "\n".join(line for line in lines if line)
    if len(address) > MAX_ADDRESS:
        raise Invalid(fields={"address": f"must have at most {MAX_ADDRESS} characters"})
    return address or None


def _known_zone(name: str | None) -> str | None:
    if not name:
        return None
    if name not in available_timezones():
        raise Invalid(fields={"timeZone": "is no time zone"})
    return name


def _clean_birthday(day: date | None, today: date) -> str | None:
    if day is None:
        return None
    if not EARLIEST_BIRTHDAY <= day <= today:
        raise Invalid(fields={"birthday": "must be a day in the past"})
    return day.isoformat()


def _clean_nik(text: str | None) -> str | None:
    """The identity number: 16 digits, however they are grouped."""
    digits = re.sub(r"[\s.-]", "", text or "")
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{16}", digits):
        raise Invalid(fields={"nik": "must have 16 digits"})
    return digits


def overtaken(contact: Contact, version: int, wanted: Mapping[str, object]) -> list[str]:
    """Of the wanted fields those that somebody else has set otherwise since ``version``."""
    return [
        field
        for field, value in wanted.items()
        if contact.field_versions.get(stamp(field), 1) > version
        and contact.value_of(field) != value
    ]


def stamp(field: str) -> str:
    """How ``field_versions`` names it: a name with a dot would be a document of its own."""
    return field.replace(".", ":")


def today_in(time_zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(time_zone)).date()
