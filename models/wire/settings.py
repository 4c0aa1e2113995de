"""Departments and channels as admins set them up."""

from typing import Any

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.hours import Hours
from models.wire.people import AnswerTargets
from models.words import AssignmentMode, ChannelState, Language, MessageStatus, Priority


class DepartmentBody(Closed):
    name: str
    mode: AssignmentMode = AssignmentMode.OPEN
    hours: Hours | None = None
    targets: list[AnswerTargets] = []


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
    targets: list[AnswerTargets] | None = None


class DepartmentRemoval(Closed):
    """``move_to``: the department that takes over open chats, channels and members."""

    move_to: WireId | None = None


class ChannelTrouble(Wire):
    """Why a channel needs an admin. ``code`` as the provider words it, or ours. ``until``: when it ends by
    itself. Whether messages wait meanwhile is said by the channel's state.
    """

    code: str
    detail: str
    since: UtcTime
    until: UtcTime | None = None


class ChannelLimits(Wire):
    """What a message on such a channel may hold. ``window`` in seconds; files in bytes.

    ``max_file_of`` is another limit for a kind of file; ``max_caption`` of a text with a file.
    ``file_types``: those that it takes, with the extension they go by; None for all that we take.
    """

    max_text: int
    max_caption: int | None = None
    max_files: int
    max_file: int
    max_file_of: dict[str, int] = {}
    file_types: dict[str, str] | None = None
    window: int | None = None
    has_templates: bool
    starts: bool
    medium: str
    reports_reading: bool


class Channel(Wire):
    """A channel as staff see it. ``settings``, ``secretNames`` (which are set), ``webhookPath`` and
    ``trouble`` are for admins; a secret itself is never given.
    """

    id: WireId
    kind: str
    name: str
    enabled: bool
    department_id: WireId | None = None
    priority: Priority
    settings: dict[str, Any] | None = None
    secret_names: list[str] | None = None
    webhook_path: str | None = None
    state: ChannelState = ChannelState.CONNECTED
    trouble: ChannelTrouble | None = None
    limits: ChannelLimits | None = None
    version: int


class ChannelBody(Closed):
    """``priority``: of what begins here. ``secrets`` are taken and never given back."""

    kind: str
    name: str
    enabled: bool = True
    department_id: WireId | None = None
    priority: Priority = Priority.NORMAL
    settings: dict[str, Any] = {}
    secrets: dict[str, str] = {}


class ChannelKind(Wire):
    """The schemas are JSON Schema; ``titles`` and ``descriptions`` in them by language."""

    kind: str
    titles: dict[Language, str]
    settings_schema: dict[str, Any]
    secrets_schema: dict[str, Any]
    limits: ChannelLimits


class CheckStep(Wire):
    """One line of the verdict on a connection. ``remedy``: what to do when it is not well; ``at``: when it
    happened, or when it ends.
    """

    name: str
    titles: dict[Language, str]
    well: bool
    detail: str
    remedy: dict[Language, str]
    at: UtcTime | None = None


class ChannelCheck(Wire):
    """``well``: all of its steps are."""

    well: bool
    steps: list[CheckStep]


class ChannelHandover(Wire):
    """What an admin tells the provider: where it may call, and the secrets that belong to it by name."""

    webhook_url: str | None = None
    secrets: dict[str, str] = {}


class ChannelOffers(Wire):
    """What the provider has for a setting; none when it cannot be asked now."""

    values: list[str]


class TrialStatus(Wire):
    """How far the newest test message has come. ``code`` and ``detail`` as the provider words it."""

    to: str
    status: MessageStatus
    sent_at: UtcTime
    moved_at: UtcTime
    code: str | None = None
    detail: str | None = None


class TrialRecipient(Wire):
    """Somebody who wrote lately, by the conversation in which he did."""

    conversation_id: WireId
    name: str
    address: str


class ChannelTrial(Wire):
    """``recipients``: to whom a test message may go; none where it goes to the mailbox itself."""

    newest: TrialStatus | None = None
    recipients: list[TrialRecipient]


class TrialBody(Closed):
    """``conversation_id``: of whom it goes to; none for a mailbox."""

    conversation_id: WireId | None = None


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
    """``settings`` and ``secrets`` replace only what they name; an empty secret is taken away.
    ``version``: what one has seen.
    """

    version: int | None = None
    name: str | None = None
    enabled: bool | None = None
    department_id: WireId | None = None
    priority: Priority | None = None
    settings: dict[str, Any] | None = None
    secrets: dict[str, str] | None = None
