"""Departments and channels as admins set them up."""

from typing import Any

from models.wire.base import Closed, Wire, WireId
from models.wire.hours import Hours
from models.words import AssignmentMode


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


class ChannelPatch(Closed):
    """``settings`` replaces only the settings it names."""

    name: str | None = None
    enabled: bool | None = None
    department_id: WireId | None = None
    settings: dict[str, Any] | None = None
