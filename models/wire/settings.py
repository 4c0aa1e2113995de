"""Departments and channels as admins set them up."""

from typing import Any

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.hours import Hours
from models.words import AssignmentMode, Language


class DepartmentBody(Closed):
    name: str
    mode: AssignmentMode = AssignmentMode.OPEN
    hours: Hours | None = None


class DepartmentPatch(Closed):
    """``is_default`` can only be given, to another one: there is always exactly one default.

    ``hours``: null takes the company's. ``version``: what one has seen; who changed the same field
    meanwhile wins.
    """

    version: int | None = None
    name: str | None = None
    is_default: bool | None = None
    mode: AssignmentMode | None = None
    hours: Hours | None = None


class DepartmentRemoval(Closed):
    """``move_to``: the department that takes over open chats, channels and members."""

    move_to: WireId | None = None


class Channel(Wire):
    """A channel as staff see it. ``settings`` is for admins, and never holds a secret."""

    id: WireId
    kind: str
    name: str
    enabled: bool
    department_id: WireId | None = None
    settings: dict[str, Any] | None = None
    version: int


class ChannelBody(Closed):
    kind: str
    name: str
    enabled: bool = True
    department_id: WireId | None = None
    settings: dict[str, Any] = {}


class ChannelKind(Wire):
    """``settings_schema`` is JSON Schema; ``titles`` and ``descriptions`` in it by language."""

    kind: str
    titles: dict[Language, str]
    settings_schema: dict[str, Any]


class SiteSeen(Wire):
    origin: str
    last_at: UtcTime


class SiteRefused(Wire):
    """``count`` tries since ``since``, none of them older than an hour after the one before."""

    origin: str
    count: int
    since: UtcTime
    last_at: UtcTime


class ChannelSites(Wire):
    """Where a chat is shown, the newest first, and where it was refused in the last hour."""

    seen: list[SiteSeen]
    refused: list[SiteRefused]


class ChannelPatch(Closed):
    """``settings`` replaces only the settings it names. ``version``: what one has seen."""

    version: int | None = None
    name: str | None = None
    enabled: bool | None = None
    department_id: WireId | None = None
    settings: dict[str, Any] | None = None
