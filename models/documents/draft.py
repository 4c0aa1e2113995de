"""What somebody has begun to write and not sent yet."""

from typing import ClassVar

from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.documents.message import AttachedFile, UsedTemplate
from models.words import DraftKind

KEPT_EMPTY = 30 * 24 * 60 * 60
"""Seconds after which an emptied draft is really gone."""


class DraftMail(BaseModel):
    """The head of a mail as far as it was written, and its formatted text."""

    to: list[str] | None = None
    cc: list[str] | None = None
    bcc: list[str] = Field(default_factory=list)
    subject: str | None = None
    html: str | None = None
    quotes: bool = True


class Draft(Doc):
    """One for each author, conversation and kind; it outlives his sight of the conversation.

    A draft that was sent or thrown away stays, empty, so that its version goes on rising and a
    save that comes late finds itself overtaken. ``filled`` exists only while there is something in
    it. ``files`` are staged; ``template`` is one that was filled in and taken back.
    """

    member_id: Id
    conversation_id: Id
    kind: DraftKind
    text: str = ""
    mention_ids: list[Id] = Field(default_factory=list)
    mail: DraftMail | None = None
    files: list[AttachedFile] = Field(default_factory=list)
    template: UsedTemplate | None = None
    reply_to_id: Id | None = None
    filled: bool | None = None
    emptied_at: Time | None = None
    updated_at: Time
    version: int = 1

    class Settings(Doc.Settings):
        name = "drafts"
        indexes: ClassVar = [
            IndexModel(
                [("member_id", ASCENDING), ("conversation_id", ASCENDING), ("kind", ASCENDING)],
                name="one_of_an_author",
                unique=True,
            ),
            IndexModel(
                [("member_id", ASCENDING), ("updated_at", DESCENDING)],
                name="filled_of_an_author",
                partialFilterExpression={"filled": True},
            ),
            IndexModel([("conversation_id", ASCENDING)]),
            IndexModel([("files.id", ASCENDING)], sparse=True),
            IndexModel([("emptied_at", ASCENDING)], expireAfterSeconds=KEPT_EMPTY),
        ]
