"""Members and departments on the wire."""

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.words import Language, MemberState, Role


class NamedMember(Wire):
    id: WireId
    name: str


class NamedContact(Wire):
    id: WireId
    name: str


class Member(Wire):
    """A staff account as staff see it."""

    id: WireId
    name: str
    email: str
    role: Role
    state: MemberState
    department_ids: list[WireId]
    supervised_ids: list[WireId]
    language: Language | None = None
    version: int


class Department(Wire):
    id: WireId
    name: str
    is_default: bool
    version: int


class SignInBody(Closed):
    email: str
    password: str


class SignedIn(Wire):
    token: str
    member: Member


class MePatch(Closed):
    name: str | None = None
    language: Language | None = None


class MemberBody(Closed):
    """A new member. The password is set by himself later, unless given here."""

    email: str
    name: str
    role: Role
    department_ids: list[WireId] = []
    supervised_ids: list[WireId] = []
    password: str | None = None


class MemberPatch(Closed):
    name: str | None = None
    role: Role | None = None
    state: MemberState | None = None
    department_ids: list[WireId] | None = None
    supervised_ids: list[WireId] | None = None


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
