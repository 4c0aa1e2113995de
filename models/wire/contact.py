"""A contact as staff see and edit him, and what he has had with us before."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.conversation import Conversation
from models.words import Language

MOST_ADDRESSES = 20
"""Phones, and e-mail addresses, of one contact."""

Line = Annotated[str, StringConstraints(max_length=320)]


class Contact(Wire):
    """``phones`` are E.164; ``address`` is where he lives or works; ``timeZone`` an IANA name."""

    id: WireId
    name: str
    phones: list[str]
    emails: list[str]
    address: str | None = None
    language: Language | None = None
    time_zone: str | None = None
    created_at: UtcTime
    version: int


class ContactPatch(Closed):
    """Absent fields stay; null empties ``address``, ``language`` and ``timeZone``.

    ``version`` is the one that was edited. What others changed meanwhile stays; the same field
    changed twice is refused with the present contact.
    """

    version: int
    name: Line | None = None
    phones: Annotated[list[Line], Field(max_length=MOST_ADDRESSES)] | None = None
    emails: Annotated[list[Line], Field(max_length=MOST_ADDRESSES)] | None = None
    address: Line | None = None
    language: Language | None = None
    time_zone: Line | None = None


class ContactConversations(Wire):
    """The newest first. ``seen`` counts those the caller may see, ``total`` all; up to 1,000 each."""

    items: list[Conversation]
    next_cursor: str | None = None
    seen: int
    total: int
