"""An address of a contact, or one that stood in a mail, to be offered when one is typed."""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class MailAddress(Doc):
    """``words``: the folded words of its name, the address itself, its domain; found by how one of
    them begins. ``department_ids``: in whose mails it stood. ``uses``: how often we wrote to it.
    """

    address: str
    name: str | None = None
    words: list[str] = Field(default_factory=list)
    contact_id: Id | None = None
    department_ids: list[Id] = Field(default_factory=list)
    uses: int = 0
    seen_at: Time

    class Settings(Doc.Settings):
        name = "mail_addresses"
        indexes: ClassVar = [
            IndexModel([("address", ASCENDING)], unique=True),
            IndexModel([("words", ASCENDING)]),
            IndexModel(
                [("contact_id", ASCENDING)],
                name="of_a_contact",
                partialFilterExpression={"contact_id": {"$exists": True}},
            ),
        ]
