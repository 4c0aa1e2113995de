"""A contact as staff see and edit him, and what he has had with us before."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from models.wire.base import ClientId, Closed, UtcTime, Wire, WireId
from models.wire.conversation import Conversation
from models.words import FieldType, Language, Priority, SharedKind

MOST_ADDRESSES = 20
"""Phones, and e-mail addresses, of one contact."""

MOST_FIELDS = 60
"""Custom fields of a house."""

Line = Annotated[str, StringConstraints(max_length=320)]
Lines = Annotated[list[Line], Field(max_length=MOST_ADDRESSES)]
CustomText = Annotated[str, StringConstraints(max_length=4_000)]
CustomValue = bool | float | CustomText | Annotated[list[Line], Field(max_length=50)]
"""Of a custom field, by its type: yes or no, a number, a text, or several choices."""

CustomValues = Annotated[dict[WireId, CustomValue | None], Field(max_length=MOST_FIELDS)]
"""By the id of their field; null empties one."""


class Contact(Wire):
    """``phones`` are E.164; ``address`` is where he lives or works; ``timeZone`` an IANA name; ``priority``
    that of his new conversations.

    ``nik``, the identity number, is masked but for its end. ``erased``: nothing of him is left.
    """

    id: WireId
    name: str
    phones: list[str]
    emails: list[str]
    address: str | None = None
    birthday: date | None = None
    nik: str | None = None
    custom: dict[WireId, CustomValue] = Field(default_factory=dict)
    erased: bool = False
    language: Language | None = None
    time_zone: str | None = None
    priority: Priority | None = None
    created_at: UtcTime
    version: int


class CardBody(Closed):
    """A contact that a customer has shared: in which message, and the how many-th there, from 0."""

    message_id: WireId
    index: Annotated[int, Field(ge=0, lt=1000)]


class ContactBody(Closed):
    """Only the name is required, and what the house marked as required among its custom fields.

    ``card``: saved from there, which is done once whoever does it.
    """

    client_id: ClientId
    name: Line
    phones: Lines = Field(default_factory=list)
    emails: Lines = Field(default_factory=list)
    address: Line | None = None
    birthday: date | None = None
    nik: Line | None = None
    custom: CustomValues = Field(default_factory=dict)
    language: Language | None = None
    time_zone: Line | None = None
    priority: Priority | None = None
    card: CardBody | None = None


class ContactPatch(Closed):
    """Absent fields stay; null empties all but ``name``, ``phones`` and ``emails``.

    ``version`` is the one that was edited. What others changed meanwhile stays; the same field
    changed twice is refused with the present contact. Of ``custom`` only the fields given change.
    """

    version: int
    name: Line | None = None
    phones: Lines | None = None
    emails: Lines | None = None
    address: Line | None = None
    birthday: date | None = None
    nik: Line | None = None
    custom: CustomValues | None = None
    language: Language | None = None
    time_zone: Line | None = None
    priority: Priority | None = None


class Nik(Wire):
    """The identity number as it is; who asked for it stands in the journal."""

    nik: str | None = None


class Identity(Wire):
    """An address of his on one of our channels. ``verified``: the provider vouches for it."""

    id: WireId
    channel_id: WireId
    channel_kind: str
    address: str
    name: str | None = None
    verified: bool
    unreachable: bool
    created_at: UtcTime


class MergeBody(Closed):
    """``take``: fields in which the vanishing contact is right; custom ones as ``custom.`` and their id."""

    into_id: WireId
    take: Annotated[list[Line], Field(max_length=70)] = Field(default_factory=list)


class UnmergeBody(Closed):
    merge_id: WireId


class FieldDifference(Wire):
    """A field that both have, each in another way. The identity number stays masked."""

    field: str
    kept: CustomValue
    gone: CustomValue


class MergePreview(Wire):
    """``contact`` is the kept one as he would be; the rest is what he would take over."""

    contact: Contact
    gone: Contact
    differences: list[FieldDifference]
    identities: list[Identity]
    conversations: int
    open_conversations: int


class MergedContact(Wire):
    contact: Contact
    merge_id: WireId
    undo_until: UtcTime


class PastMerge(Wire):
    """A merge that can still be taken back. ``name`` is that of the contact that vanished."""

    id: WireId
    name: str
    by_name: str
    at: UtcTime
    undo_until: UtcTime


class SharedAddress(Wire):
    kind: SharedKind
    value: str


class MergeSuggestion(Wire):
    """Two contacts that may be one person, because of what they share."""

    id: WireId
    contacts: list[Contact]
    shared: list[SharedAddress]
    at: UtcTime


class ExportBody(Closed):
    """``notes``: with the staff's private notes."""

    notes: bool = False


class EraseBody(Closed):
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]


class Erasure(Wire):
    """What was erased, counted."""

    contact_id: WireId
    counts: dict[str, int]


class ContactConversations(Wire):
    """The newest first. ``seen`` counts those the caller may see, ``total`` all; up to 1,000 each."""

    items: list[Conversation]
    next_cursor: str | None = None
    seen: int
    total: int


FieldName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Choices = Annotated[list[FieldName], Field(max_length=50)]


class ContactField(Wire):
    """A field that the house added. ``choices`` are those one may choose from, in their order."""

    id: WireId
    name: str
    type: FieldType
    choices: list[str]
    required: bool
    position: int
    archived: bool
    version: int


class ContactFieldBody(Closed):
    name: FieldName
    type: FieldType
    choices: Choices = Field(default_factory=list)
    required: bool = False


class ContactFieldPatch(Closed):
    """The type stays. ``position`` counts from 0; the others make room."""

    name: FieldName | None = None
    choices: Choices | None = None
    required: bool | None = None
    archived: bool | None = None
    position: Annotated[int, Field(ge=0, le=1_000)] | None = None
