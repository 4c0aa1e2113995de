"""A person, and the addresses under which he is known."""

from typing import Any, ClassVar

from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import Language, Priority, Suspicion


class Contact(Doc):
    """``address`` is where he lives or works; ``time_zone`` an IANA name; ``birthday`` an ISO date;
    ``priority`` that of his new conversations, None when it makes no difference.

    ``nik`` is the national identity number: 16 digits, shown masked. ``custom``: values by the id of
    their field (contact_field.py). ``field_versions``: the version at which each field was last changed,
    so that two who edit different fields at once do not disturb each other. ``words``: what he is found
    by (hub/kit/contact_words.py); searched, never loaded. ``used`` goes up with each conversation that
    begins, so that who merges or erases him meets who begins one. ``card``: the shared contact that he was
    saved from, its message and place there. ``erased_at``: nothing of the person
    is left.
    """

    UNLOADED: ClassVar = {"words": 0}

    name: str
    phones: list[str] = Field(default_factory=list)
    emails: list[str] = Field(default_factory=list)
    address: str | None = None
    birthday: str | None = None
    nik: str | None = None
    custom: dict[str, Any] = Field(default_factory=dict)
    language: Language | None = None
    time_zone: str | None = None
    priority: Priority | None = None
    created_at: Time
    created_by: Id | None = None
    client_id: str | None = None
    fingerprint: str | None = None
    card: str | None = None
    erased_at: Time | None = None
    field_versions: dict[str, int] = Field(default_factory=dict)
    words: list[str] = Field(default_factory=list)
    used: int = 0
    version: int = 1

    def value_of(self, field: str) -> Any:
        """Of a field as edits name it; custom ones are ``custom.`` and their id."""
        kind, _, id = field.partition(".")
        return self.custom.get(id) if kind == "custom" and id else getattr(self, field)

    class Settings(Doc.Settings):
        name = "contacts"
        indexes: ClassVar = [
            IndexModel([("emails", ASCENDING)]),
            IndexModel([("phones", ASCENDING)]),
            IndexModel([("created_at", DESCENDING), ("_id", DESCENDING)], name="newest_first"),
            IndexModel(
                [("words", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)],
                name="search_newest_first",
            ),
            IndexModel(
                [("created_by", ASCENDING), ("client_id", ASCENDING)],
                name="one_of_an_author",
                unique=True,
                partialFilterExpression={"client_id": {"$exists": True}},
            ),
            IndexModel(
                [("card", ASCENDING)],
                name="one_of_a_card",
                unique=True,
                partialFilterExpression={"card": {"$exists": True}},
            ),
        ]


class Identity(Doc):
    """One address of a contact on one channel (a visitor id, a number, an e-mail address).

    ``aliases``: other ids of the provider for the same person. ``unreachable``: he has blocked us.
    ``verified``: the provider vouches for it, he has not merely said so.
    ``preference`` as the provider words it, such as ``stop`` of marketing. ``cleared_of``: marks of spam
    that somebody has said mean nothing with him.
    """

    channel_id: Id
    address: str
    contact_id: Id
    name: str | None = None
    aliases: list[str] | None = None
    unreachable: bool | None = None
    verified: bool = False
    preference: str | None = None
    cleared_of: list[Suspicion] | None = None
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


class VerifiedAddress(Doc):
    """A phone number (E.164) or e-mail address that a provider vouched for, and whose it is.

    Its id is the address itself: there is one contact at most.
    """

    id: str = Field(alias="_id")  # type: ignore[assignment]
    contact_id: Id
    used: int = 0

    class Settings(Doc.Settings):
        name = "verified_addresses"
        indexes: ClassVar = [IndexModel([("contact_id", ASCENDING)])]
