"""What staff may write about a contact, as we keep it, and whose edit was first."""

from collections.abc import Callable
from zoneinfo import available_timezones

from hub.kit.errors import Invalid
from hub.rules.addresses import clean_email, clean_phone
from hub.rules.names import clean_name
from models.wire.contact import ContactPatch

MAX_ADDRESS = 300


def wanted_fields(patch: ContactPatch, country_code: str) -> dict[str, object]:
    """The fields to set, cleaned. Raises Invalid naming every field that cannot be kept."""
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
    if "language" in given:
        values["language"] = patch.language
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
