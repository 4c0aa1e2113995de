"""Two contacts that are one person: what suggests it, and what was moved when they became one."""

from typing import Any, ClassVar

from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Person, Time
from models.words import SharedKind


class SharedAddress(BaseModel):
    """What both contacts have."""

    kind: SharedKind
    value: str


class MergeSuggestion(Doc):
    """``contact_ids``: the two, in rising order. A dismissed one stays, and is not made again."""

    contact_ids: list[Id]
    shared: list[SharedAddress]
    open: bool | None = True
    at: Time

    @classmethod
    def from_mongo(cls, raw: dict[str, Any]) -> "MergeSuggestion":
        """A new one is open; a stored one only if it says so."""
        return super().from_mongo({"open": None, **raw})

    class Settings(Doc.Settings):
        name = "merge_suggestions"
        indexes: ClassVar = [
            IndexModel(
                [("contact_ids.0", ASCENDING), ("contact_ids.1", ASCENDING)],
                name="one_of_a_pair",
                unique=True,
            ),
            IndexModel([("contact_ids", ASCENDING)], name="of_a_contact"),
            IndexModel(
                [("at", DESCENDING), ("_id", DESCENDING)],
                name="open_ones",
                partialFilterExpression={"open": True},
            ),
        ]


class ContactMerge(Doc):
    """Enough to take it back: the contact that vanished as he was stored, and what went over.

    ``before`` and ``after`` are of the fields of the kept contact that it changed, at ``version`` of his.
    ``names``: of the conversations that got his name, the one they had. ``added_words``: by which
    conversations are found only since. It goes away by itself after ``undo_until``.
    """

    kept_id: Id
    gone_id: Id
    gone: dict[str, Any]
    by: Person
    at: Time
    undo_until: Time
    undone_at: Time | None = None
    identity_ids: list[Id] = Field(default_factory=list)
    verified: list[str] = Field(default_factory=list)
    names: dict[str, str] = Field(default_factory=dict)
    added_words: dict[str, list[str]] = Field(default_factory=dict)
    before: dict[str, Any] = Field(default_factory=dict)
    after: dict[str, Any] = Field(default_factory=dict)
    version: int

    class Settings(Doc.Settings):
        name = "contact_merges"
        indexes: ClassVar = [
            IndexModel([("kept_id", ASCENDING), ("at", DESCENDING)]),
            IndexModel([("gone_id", ASCENDING)]),
            IndexModel(
                [("gone.card", ASCENDING)],
                name="gone_from_a_card",
                partialFilterExpression={"gone.card": {"$exists": True}},
            ),
            IndexModel([("undo_until", ASCENDING)], expireAfterSeconds=0),
        ]


class Erasure(Doc):
    """That a person was erased, by whom and why, and how much; nothing of what it was."""

    contact_id: Id
    by: Person
    reason: str
    at: Time
    counts: dict[str, int]

    class Settings(Doc.Settings):
        name = "erasures"
        indexes: ClassVar = [IndexModel([("contact_id", ASCENDING)])]
