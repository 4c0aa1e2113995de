"""An invitation to join the staff, by a link that works once."""

from typing import Any, ClassVar, Self

from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Person, Time
from models.words import InvitationState, Language, MailState, MailTrouble, Role


class Invitation(Doc):
    """``round`` goes up with each sending: the links of earlier rounds are worth nothing.

    ``open`` is there while it is pending, so that an address has one open invitation at most.
    ``mail_state`` and ``mail_trouble`` are how far the newest mail of it got.
    """

    email: str
    role: Role
    department_ids: list[Id] = Field(default_factory=list)
    supervised_ids: list[Id] = Field(default_factory=list)
    state: InvitationState = InvitationState.PENDING
    open: bool | None = True
    round: int = 1
    invited_by: Person
    language: Language | None = None
    created_at: Time
    sent_at: Time
    expires_at: Time
    member_id: Id | None = None
    mail_state: MailState = MailState.PENDING
    mail_trouble: MailTrouble | None = None
    version: int = 1

    @classmethod
    def from_mongo(cls, raw: dict[str, Any]) -> Self:
        """A new one is open; a stored one only if it says so."""
        return super().from_mongo({"open": None, **raw})

    class Settings(Doc.Settings):
        name = "invitations"
        indexes: ClassVar = [
            IndexModel(
                [("email", ASCENDING)],
                name="one_open_for_each_address",
                unique=True,
                partialFilterExpression={"open": True},
            ),
            IndexModel([("open", ASCENDING), ("sent_at", DESCENDING)]),
        ]
