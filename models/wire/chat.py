"""The live-chat widget's own surface."""

from typing import Any

from models.wire.base import ClientId, Closed, UtcTime, Wire, WireId
from models.wire.message import Attachment, Text
from models.wire.rating import Rating
from models.words import (
    AuthorKind,
    ConversationState,
    Direction,
    Language,
    LauncherSide,
    MessageKind,
    MessageStatus,
)


class SessionBody(Closed):
    """``token`` continues an earlier visit; without it a new visitor begins."""

    token: str | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    fields: dict[str, Any] | None = None
    identity_token: str | None = None
    resume_token: str | None = None
    language: Language | None = None


class Visitor(Wire):
    id: WireId
    name: str | None = None
    email: str | None = None


class AgentFace(Wire):
    """What a customer sees of an agent: first name, no address."""

    name: str


class VisitorConversation(Wire):
    """A conversation as its own visitor may see it. ``asks_rating``: it has ended and may be rated."""

    id: WireId
    state: ConversationState
    agent: AgentFace | None = None
    department_name: str | None = None
    started_at: UtcTime
    assigned_at: UtcTime | None = None
    resolved_at: UtcTime | None = None
    asks_rating: bool
    rating: Rating | None = None
    received_number: int
    read_number: int
    staff_read_number: int
    version: int


class VisitorAuthor(Wire):
    kind: AuthorKind
    name: str | None = None


class VisitorMessage(Wire):
    id: WireId
    conversation_id: WireId
    number: int
    direction: Direction
    author: VisitorAuthor
    kind: MessageKind
    text: str
    attachments: list[Attachment]
    status: MessageStatus
    client_id: str | None = None
    at: UtcTime
    version: int


class Limits(Wire):
    """Told before sending. ``max_file`` in bytes."""

    max_text: int
    max_files: int
    max_file: int
    mimes: list[str]


class ChatTopic(Wire):
    """What a visitor may choose in the form before a chat."""

    id: str
    name: dict[Language, str]


class Appearance(Wire):
    """How the widget looks and speaks. Colours as #RRGGBB."""

    brand_color: str
    brand_text: str
    welcome: dict[Language, str]
    launcher_side: LauncherSide
    ask_name: bool
    require_name: bool
    ask_email: bool
    require_email: bool
    ask_topic: bool
    require_topic: bool
    topics: list[ChatTopic]
    offline_form: bool


class ChatChannel(Wire):
    """``next_opening`` is there while it is closed, unless it never opens."""

    id: WireId
    name: str
    appearance: Appearance
    languages: list[Language]
    default_language: Language
    usual_answer_seconds: int | None = None
    is_open: bool
    next_opening: UtcTime | None = None
    limits: Limits


class ChatSession(Wire):
    token: str
    visitor: Visitor
    conversation: VisitorConversation | None = None
    channel: ChatChannel


class ChatMessageBody(Closed):
    client_id: ClientId
    text: Text | None = None
    attachment_ids: list[WireId] = []


class ReceiptsBody(Closed):
    """Numbers of the newest agent message that has been received, and read."""

    delivered: int | None = None
    read: int | None = None


class Place(Wire):
    """``position`` from 1; absent past 50. ``estimate_seconds`` when there is ground for one."""

    conversation_id: WireId
    position: int | None = None
    estimate_seconds: int | None = None
