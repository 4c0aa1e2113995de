"""A journal row as a line of history, for staff. Personal values stay in the journal."""

from typing import Any

from bson import ObjectId
from pydantic_core import to_jsonable_python

from models.documents.event import Event
from models.wire.conversation import EventActor, EventObject, HistoryRow


def row(event: Event) -> HistoryRow:
    return HistoryRow(
        id=str(event.id),
        type=event.type.value,
        at=event.at,
        actor=EventActor(
            kind=event.actor.kind,
            id=str(event.actor.id) if event.actor.id else None,
            name=event.actor.name,
        ),
        object=EventObject(
            kind=event.object.kind.value, id=str(event.object.id), version=event.object.version
        ),
        changes=_plain(event.changes),
    )


def _plain(value: Any) -> Any:
    """Ids as strings, the rest as JSON has it."""
    return to_jsonable_python(
        value, fallback=lambda one: str(one) if isinstance(one, ObjectId) else None
    )
