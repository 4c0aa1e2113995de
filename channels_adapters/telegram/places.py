"""Where a message stands: which thread, where an answer goes, who wrote it.

An id of ours that has to name more than a chat is written ``chat``, ``chat:topic`` or
``chat@connection``; ``Target`` reads it again when something is sent there.
"""

from dataclasses import dataclass

from channels_adapters.kit.cleaning import clean_line
from channels_adapters.telegram.payloads import Chat, Message, User
from models.envelopes import GroupEnvelope

ANONYMOUS = {1087968824, 136817688, 777000}
"""Telegram's own accounts that stand for a group's admin, a channel, the service."""

PRIVATE = "private"
GROUPS = {"group", "supergroup"}


@dataclass(frozen=True)
class Target:
    """``topic``: of a forum, or of direct messages to a channel."""

    chat_id: int
    topic: int | None = None
    direct: bool = False
    connection: str | None = None

    def __str__(self) -> str:
        text = str(self.chat_id)
        if self.topic is not None:
            text += f":{'d' if self.direct else ''}{self.topic}"
        return text + (f"@{self.connection}" if self.connection else "")

    @classmethod
    def read(cls, text: str) -> "Target":
        """Raises ValueError."""
        place, _, connection = text.partition("@")
        chat, _, topic = place.partition(":")
        return cls(
            int(chat),
            int(topic.removeprefix("d")) if topic else None,
            topic.startswith("d"),
            connection or None,
        )


def target_of(message: Message) -> Target | None:
    chat = message.chat
    if chat is None or chat.id is None:
        return None
    direct = message.direct_messages_topic
    if direct is not None and direct.topic_id is not None:
        return Target(chat.id, direct.topic_id, direct=True)
    if message.is_topic_message and message.message_thread_id is not None:
        return Target(chat.id, message.message_thread_id)
    return Target(chat.id, connection=message.business_connection_id)


def group_of(message: Message) -> GroupEnvelope | None:
    """None where one person talks with us; also in direct messages to a channel, which are his."""
    chat = message.chat
    if chat is None or chat.id is None or chat.type not in GROUPS or message.direct_messages_topic:
        return None
    return GroupEnvelope(id=str(chat.id), name=name_of(chat), topic=_topic_of(message))


def _topic_of(message: Message) -> str | None:
    """The first message of a topic says how it is called; what answers nothing else has it with it."""
    first = message.reply_to_message or {}
    created = first.get("forum_topic_created") if message.is_topic_message else None
    name = created.get("name") if isinstance(created, dict) else None
    return clean_line(name) if isinstance(name, str) else None


def message_key(chat_id: int, message_id: int | str, connection: str | None = None) -> str:
    """Ids of messages count within their chat; a connected business account counts apart from the bot,
    although its chat with a person has the same id."""
    return f"{chat_id}@{connection}:{message_id}" if connection else f"{chat_id}:{message_id}"


def writer_of(message: Message) -> tuple[str, str | None]:
    """Id and name. A chat that speaks wins over the account that stands for it."""
    speaker, sender = message.sender_chat, message.sender
    if speaker is not None and speaker.id is not None:
        return str(speaker.id), name_of(speaker)
    if sender is not None and sender.id is not None and sender.id not in ANONYMOUS:
        return str(sender.id), name_of(sender)
    chat = message.chat
    return (str(chat.id), name_of(chat)) if chat and chat.id is not None else ("", None)


def name_of(person: User | Chat) -> str | None:
    title = person.title if isinstance(person, Chat) else None
    whole = " ".join(part for part in (person.first_name, person.last_name) if part)
    handle = f"@{person.username}" if person.username else None
    return next((line for line in map(clean_line, (title, whole, handle)) if line), None)
