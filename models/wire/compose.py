"""Writing mails: what an answer begins with, known addresses, signatures."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.words import Language, SignatureScope

MAX_SIGNATURE = 20_000
"""Characters of its html."""


class ReplyMail(Wire):
    """What an answer by mail goes out with unless the agent says otherwise.

    ``cc``: who had the last mail besides its writer, that is Reply all. ``known``: of all these the
    addresses that have written or been written to before in this conversation. ``signature`` is
    html, its variables filled in. ``max_total``: bytes of all files together.
    """

    from_address: str | None = None
    from_name: str
    to: list[str]
    cc: list[str]
    subject: str
    known: list[str]
    signature: str | None = None
    quoted_id: WireId | None = None
    max_total: int


class KnownAddress(Wire):
    """``contact_id`` when it belongs to a contact."""

    address: str
    name: str | None = None
    contact_id: WireId | None = None


class AddressQuery(Closed):
    """``q``: how an address, or a word of a name, begins."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    limit: Annotated[int, Field(ge=1, le=20)] = 8


class MailPageQuery(Closed):
    """``pictures`` of the web are loaded only when they are asked for."""

    pictures: bool = False
    language: Language | None = None


class Signature(Wire):
    """Below the mails of its owner: a member's stands before a department's, that before a channel's."""

    scope: SignatureScope
    owner_id: WireId
    html: str
    updated_at: UtcTime


class SignatureBody(Closed):
    """Blank ``html`` takes the signature away. ``{{agent.name}}`` and its like are filled in."""

    html: Annotated[str, StringConstraints(max_length=MAX_SIGNATURE)]
