"""One act on many conversations: who did it, and what became of each."""

from typing import ClassVar

from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Person, Time
from models.words import BulkKind

KEPT = 4 * 24 * 60 * 60
"""Seconds; no client catches up with what was longer ago."""


class Given(BaseModel):
    """A conversation that was forced on an agent, and when."""

    conversation_id: Id
    agent_id: Id
    at: Time


class Bulk(Doc):
    """``done`` and ``refused`` count. ``given``: what can be taken back for a while, if it was forced."""

    kind: BulkKind
    by: Person
    at: Time
    done: int
    refused: int
    given: list[Given] = Field(default_factory=list)
    version: int = 1

    class Settings(Doc.Settings):
        name = "bulks"
        indexes: ClassVar = [IndexModel([("at", ASCENDING)], expireAfterSeconds=KEPT)]
