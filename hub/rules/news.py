"""Of which rows of the journal a member is told in person, and by what unless he chose otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bson import ObjectId

from hub.rules.actors import SYSTEM
from models.documents import (
    Conversation,
    Event,
    Member,
    Message,
    Notification,
    NotificationSettings,
)
from models.documents.base import Id
from models.documents.event import Actor
from models.documents.notification import KEPT_FOR, Media
from models.words import (
    ActorKind,
    Direction,
    EventType,
    NotificationKind,
    PresenceSource,
    PresenceState,
    Role,
    Visibility,
)

TOGETHER = timedelta(seconds=5)
"""Of one kind and by one person within this time: one notification ("8 chats from Sari")."""

NEWS_FOR = timedelta(hours=12)
"""What happened longer ago is history: nobody is told of it when a worker comes back."""

EVERYWHERE = Media(sound=True, desktop=True, bell=True)

DEFAULTS: Mapping[NotificationKind, Media] = {
    NotificationKind.ASSIGNED: EVERYWHERE,
    NotificationKind.TRANSFERRED: EVERYWHERE,
    NotificationKind.MENTIONED: Media(desktop=True, bell=True),
    NotificationKind.TAKEN: Media(desktop=True, bell=True),
    NotificationKind.MESSAGE: Media(sound=True, desktop=True),
    NotificationKind.QUEUED: Media(bell=True),
    NotificationKind.CHANGED: Media(bell=True),
    NotificationKind.SET_AWAY: Media(desktop=True, bell=True),
    NotificationKind.LONG_WAIT: EVERYWHERE,
    NotificationKind.UNANSWERED: Media(desktop=True, bell=True),
    NotificationKind.TARGET_MISSED: Media(bell=True),
    NotificationKind.SILENT: Media(desktop=True, bell=True),
    NotificationKind.CHANNEL_BROKEN: Media(desktop=True, bell=True),
}

OF_SUPERVISION = frozenset(
    {
        NotificationKind.LONG_WAIT,
        NotificationKind.UNANSWERED,
        NotificationKind.TARGET_MISSED,
        NotificationKind.SILENT,
        NotificationKind.CHANNEL_BROKEN,
    }
)

TOO_SILENT = 2
"""How often a chat comes back unanswered before supervisors are told."""

HEARD_LIVE = frozenset({NotificationKind.MESSAGE, NotificationKind.QUEUED})
"""Their sound and desktop come from the conversation's own events; only the bell needs an entry."""

ONCE_UNTIL_READ = frozenset(
    {
        NotificationKind.QUEUED,
        NotificationKind.LONG_WAIT,
        NotificationKind.UNANSWERED,
        NotificationKind.TARGET_MISSED,
        NotificationKind.CHANNEL_BROKEN,
    }
)
"""One entry until it is read, whatever else of its kind comes: it says that there is something."""

GROWS_UNTIL_READ = frozenset({NotificationKind.MESSAGE})
"""One entry that counts until it is read; other kinds only within ``TOGETHER``."""

FLEETING = timedelta(hours=1)
"""How long what is not listed is kept: it was made for a sound."""

EVEN_IF_MUTED = frozenset(
    {NotificationKind.ASSIGNED, NotificationKind.TRANSFERRED, NotificationKind.MENTIONED}
)

MOVES = frozenset({"conversation.assigned", "conversation.transferred", "conversation.requeued"})
"""Types of rows by which a chat leaves whoever held it."""

CHANGES = frozenset({"conversation.resolved", "conversation.labels_changed"})
"""What somebody else may do to a chat of mine that I am told of and keep sight of."""


OF_OVERSEERS = frozenset({"conversation.target_missed"})
"""What supervisors are told of, whoever holds the chat."""


@dataclass(frozen=True)
class News:
    """One thing that one member is to be told. ``key``: what it is folded by with its like."""

    member_id: Id
    kind: NotificationKind
    key: str
    actor: Actor
    at: datetime
    conversation_id: Id | None = None
    message_id: Id | None = None
    department_id: Id | None = None
    channel_id: Id | None = None


def kinds_for(role: Role) -> list[NotificationKind]:
    """The kinds that can reach a member of this role."""
    return [kind for kind in DEFAULTS if role is not Role.AGENT or kind not in OF_SUPERVISION]


def is_wanted(
    news: News, member: Member | None, settings: Mapping[Id, NotificationSettings]
) -> bool:
    """Whether this member is there and wants to be told, by anything."""
    if member is None or news.kind not in kinds_for(member.role):
        return False
    chosen = settings.get(member.id)
    muted = chosen is not None and news.conversation_id in chosen.muted_ids
    if muted and news.conversation_id is not None and news.kind not in EVEN_IF_MUTED:
        return False
    media = media_for(news.kind, chosen)
    live = news.kind not in HEARD_LIVE and (media.sound or media.desktop)
    return media.bell or live


def media_for(kind: NotificationKind, settings: NotificationSettings | None) -> Media:
    own = settings.kinds.get(kind) if settings else None
    return own or DEFAULTS[kind]


def entry_of(news: News, settings: NotificationSettings | None) -> Notification:
    bell = media_for(news.kind, settings).bell
    actor = news.actor
    return Notification(
        member_id=news.member_id,
        kind=news.kind,
        key=news.key,
        # Who a customer is stands in his conversation, for those who may see it.
        actor=Actor(kind=actor.kind) if actor.kind is ActorKind.CUSTOMER else actor,
        conversation_id=news.conversation_id,
        message_id=news.message_id,
        department_id=news.department_id,
        channel_id=news.channel_id,
        bell=bell,
        at=news.at,
        expires_at=news.at + (KEPT_FOR if bell else FLEETING),
    )


def folds(entry: Notification, news: News) -> bool:
    """Whether this unread entry stands for that, too."""
    if news.kind in ONCE_UNTIL_READ or news.kind in GROWS_UNTIL_READ:
        return True
    return abs(news.at - entry.at) <= TOGETHER


def grow(entry: Notification, news: News) -> bool:
    """Let the entry stand for one more; False where it says the same as before."""
    if news.kind in ONCE_UNTIL_READ:
        return False
    entry.times += 1
    entry.version += 1
    entry.at = max(entry.at, news.at)
    if entry.conversation_id == news.conversation_id:
        entry.message_id = news.message_id
    else:
        entry.conversation_id = entry.message_id = None
    return True


def news_of_conversation(row: Event, conversation: Conversation) -> Iterator[News]:
    """Who is told that it was assigned to him, taken from him, or changed."""
    type = row.type.value
    holder_id = _id_in(row.changes.get("assignee"))
    if type in MOVES:
        if holder_id is not None:
            moved = type == "conversation.transferred"
            kind = NotificationKind.TRANSFERRED if moved else NotificationKind.ASSIGNED
            yield of_holder(row, kind, holder_id)
        before_id = _id_in(row.changes.get("from"))
        if before_id is not None and before_id != holder_id:
            yield of_holder(row, NotificationKind.TAKEN, before_id)
    elif type in CHANGES and conversation.last_agent is not None:
        yield of_holder(row, NotificationKind.CHANGED, conversation.last_agent.id)


def of_holder(row: Event, kind: NotificationKind, member_id: Id) -> News:
    by = row.actor.id or row.actor.kind.value
    return News(member_id, kind, f"{kind}:{by}", row.actor, row.at, row.conversation_id)


def _id_in(person: object) -> Id | None:
    id = person.get("id") if isinstance(person, dict) else None
    return Id(str(id)) if id is not None and ObjectId.is_valid(str(id)) else None


def news_of_message(row: Event, message: Message, conversation: Conversation) -> Iterator[News]:
    """Whoever is mentioned; and who holds the chat, of what others write into it."""
    for member_id in dict.fromkeys(message.mention_ids):
        yield News(
            member_id,
            NotificationKind.MENTIONED,
            f"{NotificationKind.MENTIONED}:{conversation.id}",
            row.actor,
            row.at,
            conversation.id,
            message.id,
        )
    holder = conversation.assignee
    told = message.direction is Direction.INBOUND or message.visibility is Visibility.INTERNAL
    if holder is not None and told and holder.id not in message.mention_ids:
        yield News(
            holder.id,
            NotificationKind.MESSAGE,
            f"{NotificationKind.MESSAGE}:{conversation.id}",
            row.actor,
            row.at,
            conversation.id,
            message.id,
        )


def news_of_queue(row: Event, conversation: Conversation, member_ids: list[Id]) -> Iterator[News]:
    """Everybody of the department: somebody waits."""
    for member_id in member_ids:
        yield News(
            member_id,
            NotificationKind.QUEUED,
            f"{NotificationKind.QUEUED}:{conversation.department_id}",
            row.actor,
            row.at,
            department_id=conversation.department_id,
        )


def news_of_presence(row: Event) -> Iterator[News]:
    """An agent whom somebody else has set away."""
    if (_after(row, "state"), _after(row, "source")) == (
        PresenceState.AWAY,
        PresenceSource.SUPERVISOR,
    ):
        yield of_holder(row, NotificationKind.SET_AWAY, row.object.id)


def _after(row: Event, field: str) -> object:
    pair = row.changes.get(field)
    return pair[1] if isinstance(pair, list) and len(pair) == 2 else None


def news_of_limit(
    kind: NotificationKind, member_id: Id, at: datetime, department_id: Id | None = None
) -> News:
    """A supervisor's limit has been passed."""
    key = f"{kind}:{department_id or 'all'}"
    return News(member_id, kind, key, SYSTEM, at, department_id=department_id)


def is_too_silent(row: Event) -> bool:
    """A chat is back in the queue because once more nobody answered it."""
    return row.type is EventType.CONVERSATION_REQUEUED and (
        row.changes.get("silences", 0) >= TOO_SILENT
    )


def news_of_silence(row: Event, conversation: Conversation, member_id: Id) -> News:
    key = f"{NotificationKind.SILENT}:{conversation.id}"
    kind, place = NotificationKind.SILENT, conversation.department_id
    return News(member_id, kind, key, SYSTEM, row.at, conversation.id, department_id=place)


def is_broken_channel(row: Event) -> bool:
    """A channel has begun to need an admin."""
    return row.type is EventType.CHANNEL_STATUS_CHANGED and _after(row, "trouble") is not None


def news_of_channel(row: Event, member_id: Id) -> News:
    key = f"{NotificationKind.CHANNEL_BROKEN}:{row.object.id}"
    kind = NotificationKind.CHANNEL_BROKEN
    return News(member_id, kind, key, SYSTEM, row.at, channel_id=row.object.id)
