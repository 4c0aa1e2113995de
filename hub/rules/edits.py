"""Several who edit one thing at once: other fields are merged, of the same field the first one counts."""

from collections.abc import Mapping
from typing import Any, Protocol

from hub.kit.errors import Conflict


class Edited(Protocol):
    """``field_versions``: the version at which each field was last changed."""

    version: int
    field_versions: dict[str, int]


class EditedWithNames(Edited, Protocol):
    """``field_editors``: by whom, by name."""

    field_editors: dict[str, str]


class SettingsOvertaken(Conflict):
    """Somebody else has changed the same setting since it was read."""

    detail_by_default = "Somebody else has changed this meanwhile."


def overtaken(document: Edited, version: int, wanted: Mapping[str, object]) -> list[str]:
    """Of the wanted fields those that somebody else has set otherwise since ``version``."""
    return [
        field
        for field, value in wanted.items()
        if document.field_versions.get(field, 1) > version and getattr(document, field) != value
    ]


def refuse_overtaken(
    document: EditedWithNames, version: int | None, wanted: Mapping[str, object], present: object
) -> None:
    """Raises SettingsOvertaken with who was first and the present object; None checks nothing."""
    lost = [] if version is None else overtaken(document, version, wanted)
    if not lost:
        return
    by = document.field_editors.get(lost[0]) or "Somebody else"
    raise SettingsOvertaken(
        f"{by} has changed this meanwhile.", extra={"present": present, "changed": lost, "by": by}
    )


def edit(document: EditedWithNames, news: Mapping[str, Any], by: str | None) -> dict[str, Any]:
    """The update that sets ``news`` and keeps who did it at which version; None empties a field."""
    version = document.version + 1
    kept = {field: value for field, value in news.items() if value is not None}
    stamps = {f"field_versions.{field}": version for field in news}
    names = {f"field_editors.{field}": by or "" for field in news}
    update: dict[str, Any] = {"$set": {**kept, **stamps, **names, "version": version}}
    if emptied := dict.fromkeys(news.keys() - kept.keys(), ""):
        update["$unset"] = emptied
    return update
