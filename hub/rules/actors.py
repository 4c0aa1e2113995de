"""Who did it, as the journal names him."""

from models.documents import Member
from models.documents.base import ContactName
from models.documents.event import Actor
from models.words import ActorKind

SYSTEM = Actor(kind=ActorKind.SYSTEM)


def actor_of(member: Member) -> Actor:
    return Actor(kind=ActorKind(member.role.value), id=member.id, name=member.name)


def customer(contact: ContactName) -> Actor:
    return Actor(kind=ActorKind.CUSTOMER, id=contact.id, name=contact.name)
