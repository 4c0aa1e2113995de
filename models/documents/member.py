"""A staff account, and the places where it is signed in."""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import Language, MemberState, Role


class Member(Doc):
    """A person of the workspace's staff. ``supervised_ids`` are the agents under a supervisor.

    ``department_priorities``: by the id of a department how early he gets its work, 0 where none is named:
    before colleagues with a lower one, and before the work of his other departments.
    ``capacity`` and ``forced_capacity``: None takes those of the workspace. ``last_seen_at`` is as
    exact as that of his sign-ins, and outlives them; it is no part of the snapshot.
    ``undo_mail_seconds`` and ``undo_chat_seconds``: how long what he sends is held, so that he can
    still take it back.
    """

    email: str
    name: str
    role: Role
    state: MemberState = MemberState.ACTIVE
    department_ids: list[Id] = Field(default_factory=list)
    department_priorities: dict[str, int] = Field(default_factory=dict)
    supervised_ids: list[Id] = Field(default_factory=list)
    password_hash: str | None = None
    language: Language | None = None
    capacity: int | None = None
    forced_capacity: int | None = None
    undo_mail_seconds: int = 10
    undo_chat_seconds: int = 0
    created_at: Time
    last_seen_at: Time | None = None
    version: int = 1

    class Settings(Doc.Settings):
        name = "members"
        indexes: ClassVar = [
            IndexModel([("email", ASCENDING)], unique=True),
            IndexModel([("department_ids", ASCENDING)]),
            IndexModel([("role", ASCENDING)]),
        ]


class SignIn(Doc):
    """One signed-in place of a member. The token itself is never stored, only its hash."""

    member_id: Id
    token_hash: str
    created_at: Time
    expires_at: Time
    last_seen_at: Time
    device: str = ""
    address: str = ""

    class Settings(Doc.Settings):
        name = "sign_ins"
        indexes: ClassVar = [
            IndexModel([("token_hash", ASCENDING)], unique=True),
            IndexModel([("member_id", ASCENDING), ("created_at", ASCENDING)]),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ]
