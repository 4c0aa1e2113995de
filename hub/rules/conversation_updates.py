"""What is stored of a conversation that was changed in memory."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.documents import Conversation


def fields_of(conversation: Conversation) -> dict[str, Any]:
    """All that is loaded, to be compared with later."""
    fields: dict[str, Any] = conversation.model_dump(exclude={"id", "revision_id", "words"})
    return fields


def update_from(
    stored: Mapping[str, Any], conversation: Conversation, words: Iterable[str]
) -> dict[str, dict[str, object]]:
    """The update that makes of the ``stored`` fields what it is now, and adds words to those it is found by.

    Only what is another: whatever an update names, MongoDB looks for in all indexes.
    """
    changed = {
        name: value for name, value in fields_of(conversation).items() if value != stored[name]
    }
    update: dict[str, dict[str, object]] = {
        "$set": {name: value for name, value in changed.items() if value is not None},
        # What is None is not stored: indexes tell by a field's being there.
        "$unset": {name: "" for name, value in changed.items() if value is None},
    }
    if added := list(words):
        update["$addToSet"] = {"words": {"$each": added}}
    return {operator: fields for operator, fields in update.items() if fields}
