"""Whom the house does not want to hear from: what he writes is stored as spam and told to nobody."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Person, Time
from models.words import BlockKind


class Block(Doc):
    """``value``: of an identity its id, of a network its fingerprint, else the address or domain,
    lower-cased. ``named`` is how it was called when it was blocked; ``until``: a network is blocked for a
    while only, named after the visitor ``identity_id`` because of whom.
    """

    kind: BlockKind
    value: str
    identity_id: Id | None = None
    named: str
    reason: str | None = None
    by: Person
    at: Time
    until: Time | None = None

    class Settings(Doc.Settings):
        name = "blocks"
        indexes: ClassVar = [
            IndexModel([("kind", ASCENDING), ("value", ASCENDING)], unique=True),
            IndexModel([("identity_id", ASCENDING)]),
        ]
