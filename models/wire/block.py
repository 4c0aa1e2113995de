"""Who is blocked, by whom and why."""

from typing import Annotated

from pydantic import StringConstraints

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.people import NamedMember
from models.words import BlockKind

Reason = Annotated[str, StringConstraints(max_length=300)]


class Block(Wire):
    """``value``: of an address or domain itself; ``named`` is what people call it."""

    id: WireId
    kind: BlockKind
    value: str | None = None
    identity_id: WireId | None = None
    named: str
    reason: str | None = None
    by: NamedMember
    at: UtcTime


class BlockIdentityBody(Closed):
    reason: Reason | None = None


class BlockBody(Closed):
    """An address or a whole domain of mail, for all mailboxes."""

    kind: BlockKind
    value: Annotated[str, StringConstraints(max_length=254)]
    reason: Reason | None = None
