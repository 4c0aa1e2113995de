"""What stands below the mails of an agent, a department or an account."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import SignatureScope


class Signature(Doc):
    """At most one of an owner. ``html`` is made safe; its variables are filled in when it is used."""

    scope: SignatureScope
    owner_id: Id
    html: str
    updated_at: Time
    version: int = 1

    class Settings(Doc.Settings):
        name = "signatures"
        indexes: ClassVar = [
            IndexModel(
                [("scope", ASCENDING), ("owner_id", ASCENDING)],
                name="one_of_an_owner",
                unique=True,
            )
        ]
