"""Invitations, and what stands behind the links of mails."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.people import NamedMember
from models.words import (
    InvitationState,
    InviteResult,
    Language,
    MailState,
    MailTrouble,
    Role,
)

Token = Annotated[str, StringConstraints(max_length=200)]
Address = Annotated[str, StringConstraints(max_length=320)]
Password = Annotated[str, StringConstraints(max_length=1000)]


class Invitation(Wire):
    """``mail_state`` tells how far the newest mail of it got."""

    id: WireId
    email: str
    role: Role
    department_ids: list[WireId]
    supervised_ids: list[WireId]
    state: InvitationState
    invited_by: NamedMember
    created_at: UtcTime
    sent_at: UtcTime
    expires_at: UtcTime
    mail_state: MailState
    mail_trouble: MailTrouble | None = None
    version: int


class InvitationsBody(Closed):
    """Many addresses at once, all with the same role and places. ``language`` is that of the mails."""

    emails: Annotated[list[Address], Field(min_length=1, max_length=200)]
    role: Role
    department_ids: list[WireId] = []
    supervised_ids: list[WireId] = []
    language: Language | None = None


class InvitedAddress(Wire):
    email: str
    result: InviteResult
    invitation: Invitation | None = None


class InvitationResults(Wire):
    """One for each different address, in their order."""

    items: list[InvitedAddress]


class LinkBody(Closed):
    """What stands behind the ``#`` of a link."""

    token: Token


class InvitationShown(Wire):
    """What whoever holds the link is shown before he accepts."""

    workspace: str
    email: str
    role: Role
    invited_by: str
    language: Language
    expires_at: UtcTime


class AcceptBody(Closed):
    token: Token
    name: Annotated[str, StringConstraints(max_length=200)]
    password: Password
    language: Language | None = None


class ForgotBody(Closed):
    email: Address


class ResetShown(Wire):
    workspace: str
    email: str


class ResetBody(Closed):
    token: Token
    password: Password


class PasswordBody(Closed):
    """``present``: the password until now."""

    present: Password
    password: Password
