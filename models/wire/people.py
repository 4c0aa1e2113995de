"""Members and departments on the wire."""

from typing import Annotated

from pydantic import Field

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.hours import Hours
from models.words import AssignmentMode, Language, MemberState, Role

Capacity = Annotated[int, Field(ge=0, le=1_000)]

DepartmentPriority = Annotated[int, Field(ge=0, le=99)]
DepartmentPriorities = Annotated[dict[WireId, DepartmentPriority], Field(max_length=200)]
"""By the id of a department: the higher is filled first, 0 where none is named."""

UndoMailSeconds = Annotated[int, Field(ge=0, le=30)]
UndoChatSeconds = Annotated[int, Field(ge=0, le=10)]
"""Less: in a chat somebody waits for the answer."""


class NamedMember(Wire):
    id: WireId
    name: str


class NamedContact(Wire):
    id: WireId
    name: str


class Member(Wire):
    """A staff account as staff see it. No ``capacity`` of his own: the workspace's holds.

    ``undoMailSeconds``, ``undoChatSeconds``: how long what he sends can still be taken back.
    """

    id: WireId
    name: str
    email: str
    role: Role
    state: MemberState
    department_ids: list[WireId]
    department_priorities: DepartmentPriorities
    supervised_ids: list[WireId]
    language: Language | None = None
    capacity: int | None = None
    forced_capacity: int | None = None
    undo_mail_seconds: int
    undo_chat_seconds: int
    version: int


class AnswerTargets(Wire):
    """How soon customers are to be answered, in seconds of working time; 0 is no target, null what is
    usual on the channel. ``channelId``: of one channel; null of all others.
    """

    channel_id: WireId | None = None
    first_answer: int | None = None
    next_answer: int | None = None


class Department(Wire):
    id: WireId
    name: str
    is_default: bool
    mode: AssignmentMode
    hours: Hours | None = None
    targets: list[AnswerTargets] = []
    version: int


class SignInBody(Closed):
    email: str
    password: str


class SignedIn(Wire):
    token: str
    member: Member


class MePatch(Closed):
    """``undo...Seconds``: how long a mail, or a message of a chat, can be taken back after sending."""

    name: str | None = None
    language: Language | None = None
    undo_mail_seconds: UndoMailSeconds | None = None
    undo_chat_seconds: UndoChatSeconds | None = None


class MemberBody(Closed):
    """A new member. The password is set by himself later, unless given here."""

    email: str
    name: str
    role: Role
    department_ids: list[WireId] = []
    supervised_ids: list[WireId] = []
    password: str | None = None


class MemberPatch(Closed):
    """``capacity`` and ``forcedCapacity``: null takes those of the workspace again. ``departmentPriorities``
    are given as a whole; those of departments he is not in are left out.
    """

    name: str | None = None
    role: Role | None = None
    state: MemberState | None = None
    department_ids: list[WireId] | None = None
    department_priorities: DepartmentPriorities | None = None
    supervised_ids: list[WireId] | None = None
    capacity: Capacity | None = None
    forced_capacity: Capacity | None = None


class LastSeen(Wire):
    """When a member was last at work, to five minutes; absent if never."""

    member_id: WireId
    at: UtcTime | None = None


class Standing(Wire):
    """What an admin should know before he deactivates a member."""

    open_conversations: int


class SignedInPlace(Wire):
    """One of the places where a member is signed in."""

    id: WireId
    device: str
    address: str
    created_at: UtcTime
    last_seen_at: UtcTime
    current: bool


class Workspace(Wire):
    """What the sign-in page may know."""

    name: str
    default_language: Language
    languages: list[Language]
    time_zone: str
    version: int
