"""The bell and its settings on the wire."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from models.wire.base import Closed, Page, UtcTime, Wire, WireId
from models.wire.conversation import EventActor
from models.wire.people import NamedContact
from models.words import AlertSound, NotificationKind

ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""HH:MM."""


class Notification(Wire):
    """One entry. ``hidden``: it is about a conversation that the member may not see (any more);
    then neither the conversation nor its contact is named.

    ``count``: how many of its kind it stands for. ``bell``: whether it is listed.
    """

    id: WireId
    kind: NotificationKind
    actor: EventActor
    at: UtcTime
    read_at: UtcTime | None = None
    count: int
    bell: bool
    hidden: bool
    conversation_id: WireId | None = None
    contact: NamedContact | None = None
    message_id: WireId | None = None
    department_id: WireId | None = None
    department_name: str | None = None
    channel_id: WireId | None = None
    channel_name: str | None = None
    version: int


class NotificationPage(Page[Notification]):
    """``unread``: how many entries of the whole bell are unread."""

    unread: int


class UnreadFigure(Wire):
    unread: int


class ReadNotificationsBody(Closed):
    """One of the three. ``up_to``: this one and all that are older."""

    ids: Annotated[list[WireId], Field(max_length=100)] | None = None
    all: bool | None = None
    up_to: WireId | None = None


class KindOfNotification(Wire):
    """By what a member is told of one kind."""

    kind: NotificationKind
    sound: bool
    desktop: bool
    bell: bool


class QuietHours(Wire):
    """Daily, on the clock of the member's own device; may go over midnight."""

    start: ClockTime
    end: ClockTime


class NotificationSettings(Wire):
    """How a member wants to be told. ``kinds`` are all that concern his role.

    ``volume`` in percent; ``show_text``: a desktop notification may quote the message;
    ``quiet_until``: do not disturb. ``oldest_wait`` in seconds and ``unanswered`` in chats are a
    supervisor's limits; 0 switches one off. ``mention_mail``: be told by mail of an unread mention
    after 10 minutes away.
    """

    id: WireId
    kinds: list[KindOfNotification]
    sound: AlertSound
    volume: int
    show_text: bool
    quiet_hours: QuietHours | None = None
    quiet_until: UtcTime | None = None
    muted: list[WireId]
    oldest_wait: int
    unanswered: int
    mention_mail: bool
    version: int


class NotificationSettingsPatch(Closed):
    """Only what is named changes; ``quietHours`` and ``quietUntil`` take null. ``kinds`` changes
    the kinds that it names."""

    kinds: list[KindOfNotification] | None = None
    sound: AlertSound | None = None
    volume: Annotated[int, Field(ge=0, le=100)] | None = None
    show_text: bool | None = None
    quiet_hours: QuietHours | None = None
    quiet_until: AwareDatetime | None = None
    oldest_wait: Annotated[int, Field(ge=0, le=24 * 3600)] | None = None
    unanswered: Annotated[int, Field(ge=0, le=1000)] | None = None
    mention_mail: bool | None = None
