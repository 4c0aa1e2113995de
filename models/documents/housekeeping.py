"""Small documents that the machinery keeps for itself."""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Time


class Lease(Doc):
    """Who leads a task, until when by the database server's clock."""

    id: str = Field(alias="_id")  # type: ignore[assignment]
    holder: str
    until: Time

    class Settings(Doc.Settings):
        name = "leases"


class Cursor(Doc):
    """How far a reaction has read the journal; moved in the transaction of its effect. ``met`` goes up
    with who must not write beside it.
    """

    id: str = Field(alias="_id")  # type: ignore[assignment]
    seq: int = 0
    met: int = 0

    class Settings(Doc.Settings):
        name = "cursors"


class Counter(Doc):
    """The last number given of a series (``conversation``)."""

    id: str = Field(alias="_id")  # type: ignore[assignment]
    value: int = 0

    class Settings(Doc.Settings):
        name = "counters"


class Attempt(Doc):
    """Failed tries under one key (an address, an account) inside a window of time."""

    id: str = Field(alias="_id")  # type: ignore[assignment]
    tries: int = 0
    until: Time

    class Settings(Doc.Settings):
        name = "attempts"
        indexes: ClassVar = [IndexModel([("until", ASCENDING)], expireAfterSeconds=0)]


class Migration(Doc):
    """The schema version that this database has reached."""

    id: str = Field(default="schema", alias="_id")  # type: ignore[assignment]
    version: int = 0

    class Settings(Doc.Settings):
        name = "migrations"
