"""Drafts on the wire: seen by their author alone."""

from typing import Annotated

from pydantic import Field

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.message import (
    MAX_FILES,
    MAX_MENTIONS,
    Attachment,
    MailHead,
    Text,
    UsedTemplate,
)
from models.wire.template import TemplateBody
from models.words import DraftKind


class Draft(Wire):
    """One that was sent or thrown away is empty. ``template``: filled in, sent and taken back."""

    id: WireId
    conversation_id: WireId
    kind: DraftKind
    text: str
    mentions: list[WireId]
    email: MailHead | None = None
    attachments: list[Attachment] = []
    template: UsedTemplate | None = None
    reply_to: WireId | None = None
    updated_at: UtcTime
    version: int


class Drafts(Wire):
    """The caller's own in one conversation; null where he never wrote any."""

    conversation_id: WireId
    reply: Draft | None = None
    note: Draft | None = None


class DraftBody(Closed):
    """``version`` is that of the draft it was written upon, 0 for none; absent overwrites."""

    kind: DraftKind = DraftKind.REPLY
    text: Text
    mentions: Annotated[list[WireId], Field(max_length=MAX_MENTIONS)] = []
    email: MailHead | None = None
    attachment_ids: Annotated[list[WireId], Field(max_length=MAX_FILES)] = []
    template: TemplateBody | None = None
    reply_to: WireId | None = None
    version: Annotated[int, Field(ge=0)] | None = None


class DraftQuery(Closed):
    """Without ``kind`` both."""

    kind: DraftKind | None = None
