"""A person, and the addresses under which he is known."""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import Language


class Contact(Doc):
    """``address`` is where he lives or works; ``time_zone`` an IANA name.

    ``field_versions``: the version at which each field was last changed, so that two who edit
    different fields at once do not disturb each other.
    """

    name: str
    phones: list[str] = Field(default_factory=list)
    emails: list[str] = Field(default_factory=list)
    address: str | None = None
    language: Language | None = None
    time_zone: str | None = None
    created_at: Time
    field_versions: dict[str, int] = Field(default_factory=dict)
    version: int = 1

    class Settings(Doc.Settings):
        name = "contacts"
        indexes: ClassVar = [
            IndexModel([("emails", ASCENDING)]),
            IndexModel([("phones", ASCENDING)]),
        ]


class Identity(Doc):
    """One address of a contact on one channel (a visitor id, a number, an e-mail address).

    ``aliases``: other ids of the provider for the same person. ``unreachable``: he has blocked us.
    """

    channel_id: Id
    address: str
    contact_id: Id
    name: str | None = None
    aliases: list[str] | None = None
    unreachable: bool | None = None
    created_at: Time

    class Settings(Doc.Settings):
        name = "identities"
        indexes: ClassVar = [
            IndexModel([("channel_id", ASCENDING), ("address", ASCENDING)], unique=True),
            IndexModel([("contact_id", ASCENDING)]),
            IndexModel(
                [("channel_id", ASCENDING), ("aliases", ASCENDING)],
                name="one_of_an_alias",
                partialFilterExpression={"aliases": {"$exists": True}},
            ),
        ]
