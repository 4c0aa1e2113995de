"""Who wrote: a phone number, user ids, a name; any of them can be missing.

A phone number goes first where there is one, because writing to it keeps the number in what Meta
sends us. Since 2026 people may write without one; then their business-scoped user id stands for them.
Both are handed on, so that a person who is first known by the one is found again by the other.
"""

from dataclasses import dataclass

from channels_adapters.kit.cleaning import clean_line
from channels_adapters.whatsapp.payloads import Sender, WaMessage
from models.words import Direction


@dataclass(frozen=True)
class Person:
    """``id`` is the address, ``aliases`` what else Meta calls him."""

    id: str
    aliases: list[str]
    name: str | None
    phone: str | None

    def ids(self) -> list[str]:
        return [self.id, *self.aliases]


@dataclass(frozen=True)
class People:
    """Who is named beside the messages of a value. ``alone``: all of them are one person's."""

    senders: list[Sender]
    alone: bool


def people_of(messages: list[WaMessage], senders: list[Sender], direction: Direction) -> People:
    writers = {_ids_of(message, direction)[:2] for message in messages}
    return People(senders, alone=len(writers) == 1)


def _ids_of(message: WaMessage, direction: Direction) -> tuple[str | None, str | None, str | None]:
    """Number, user id and parent user id of the customer: whom an echo of ours went to."""
    if direction is Direction.OUTBOUND:
        return message.to, message.to_user_id, message.to_parent_user_id
    return message.sender, message.from_user_id, message.from_parent_user_id


def person_of(message: WaMessage, people: People, direction: Direction) -> Person | None:
    """The customer of a message, also where it is an echo of ours. None when nobody is named."""
    number, user_id, parent_id = _ids_of(message, direction)
    sender = _sender_of(number, user_id, people)
    user_id = user_id or sender.user_id
    number = number or sender.wa_id
    known = [number, user_id, sender.wa_id, parent_id, sender.parent_user_id]
    ids = list(dict.fromkeys(each for each in known if each))
    if not ids:
        return None
    return Person(
        id=ids[0],
        aliases=ids[1:],
        name=clean_line(sender.profile.name) or _handle(sender.profile.username),
        phone=phone_of(number),
    )


def _sender_of(number: str | None, user_id: str | None, people: People) -> Sender:
    """With one contact and one writer it is he, whatever the digits say: some countries write them in
    two ways.
    """
    senders = people.senders
    for sender in senders:
        if (number and sender.wa_id == number) or (user_id and sender.user_id == user_id):
            return sender
    if (
        people.alone
        and len(senders) == 1
        and senders[0].user_id in (None, user_id or senders[0].user_id)
    ):
        return senders[0]
    return Sender()


def _handle(username: str | None) -> str | None:
    name = clean_line(username)
    return f"@{name.lstrip('@')}" if name else None


def phone_of(number: str | None) -> str | None:
    """E.164 of the digits that Meta sends. None for a user id."""
    if number and number.isascii() and number.isdigit() and 6 <= len(number) <= 15:
        return f"+{number}"
    return None


def written_phone_of(number: str | None) -> str | None:
    """E.164 of a number as people write it: with its country, and whatever between the digits."""
    if not (number or "").strip().startswith("+"):
        return None
    return phone_of("".join(letter for letter in number or "" if letter.isdigit()))


def is_user_id(address: str) -> bool:
    """``GB.1349...``, ``GB.ENT.118...``: no digits alone, so it may not stand in ``to``."""
    return phone_of(address.removeprefix("+")) is None
