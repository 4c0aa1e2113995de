"""Who is blocked, by whom and why."""

from typing import Annotated

from pydantic import StringConstraints

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.people import NamedMember
from models.words import BlockKind

Reason = Annotated[str, StringConstraints(max_length=300)]


class Block(Wire):
    """``value``: of an address or domain itself; ``named`` is what people call it, of a network the visitor
    because of whom it is blocked, ``until`` a time. Networks are never shown.
    """

    id: WireId
    kind: BlockKind
    value: str | None = None
    identity_id: WireId | None = None
    named: str
    reason: str | None = None
    by: NamedMember
    at: UtcTime
    until: UtcTime | None = None


class VisitorNetwork(Wire):
    """``known``: it can be blocked. ``others``: so many more visitors wrote from it within 24 hours."""

    known: bool
    others: int = 0
    blocked_until: UtcTime | None = None


class BlockIdentityBody(Closed):
    """``network``: also from where this visitor writes, for 24 hours."""

    reason: Reason | None = None
    network: bool = False


class BlockBody(Closed):
    """An address or a whole domain of mail, for all mailboxes."""

    kind: BlockKind
    value: Annotated[str, StringConstraints(max_length=254)]
    reason: Reason | None = None
