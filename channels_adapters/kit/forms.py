"""What an admin's form says about a setting, in both languages. The form is drawn from the schema."""

from typing import Any

from models.words import Language

EN, ID = Language.ENGLISH, Language.INDONESIAN


def told(
    en: str,
    id: str,
    en_more: str = "",
    id_more: str = "",
    *,
    group: str | None = None,
    shown_when: dict[str, Any] | None = None,
    choices: dict[str, tuple[str, str]] | None = None,
    placeholder: str | None = None,
    needed: bool = False,
    generated: bool = False,
    given: bool = False,
    without_address: str | None = None,
    offered: bool = False,
) -> dict[str, Any]:
    """For ``json_schema_extra`` of a field: its title and explanation.

    ``group``: fields of one group stand together, in the order of the first of each; the groups are
    named in ``groups`` of the model's own schema (``grouped``). ``shown_when``: other settings and the
    value at which this one matters. ``needed``: without it a channel cannot be switched on.
    ``generated``: a secret that the hub makes up itself. ``given``: an admin has to tell it to the
    provider, so he may read it. ``without_address``: the value for a hub that no provider can call.
    ``offered``: the adapter can ask the provider what there is (``Offers``).
    ``choices`` names the values of an enumeration: English, Indonesian.
    """
    extra: dict[str, Any] = {
        "titles": {EN: en, ID: id},
        "descriptions": {EN: en_more, ID: id_more},
    }
    if needed:
        extra["needed"] = True
    if generated:
        extra["generated"] = True
    if given:
        extra["given"] = True
    if offered:
        extra["offered"] = True
    if without_address is not None:
        extra["withoutAddress"] = without_address
    if group is not None:
        extra["group"] = group
    if shown_when is not None:
        extra["shownWhen"] = shown_when
    if choices is not None:
        extra["choices"] = {
            value: {EN: english, ID: indonesian} for value, (english, indonesian) in choices.items()
        }
    if placeholder is not None:
        extra["placeholder"] = placeholder
    return extra


def grouped(
    groups: dict[str, tuple[str, str]], presets: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """For ``json_schema_extra`` of the model: titles of its groups, English and Indonesian.

    A preset is ``{"name": "Gmail", "settings": {...}}``: values that one choice fills in.
    """
    named = {key: {EN: english, ID: indonesian} for key, (english, indonesian) in groups.items()}
    return {"groups": named, "presets": presets or []}
