"""How long what staff send is held, so that its author can still take it back."""

from datetime import datetime, timedelta

from channels_adapters.base import Medium, Traits
from models.documents import Member, Message
from models.words import MessageStatus


def held_until(member: Member, traits: Traits, now: datetime) -> datetime | None:
    """None where it goes out at once: what the feed delivers has been seen as soon as it is stored."""
    mail = traits.medium is Medium.MAIL
    seconds = member.undo_mail_seconds if mail else member.undo_chat_seconds
    if traits.delivers_by_feed or not seconds:
        return None
    return now + timedelta(seconds=seconds)


def is_held(message: Message) -> bool:
    """Nobody has begun to send it, and nobody ever had. It may stay so beyond its time."""
    untried = not message.part_ids and message.external_id is None
    return message.status is MessageStatus.PENDING and message.held_until is not None and untried
