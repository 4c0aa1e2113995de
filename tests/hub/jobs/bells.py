"""What the bells of a house hold, once the journal is read to its end."""

from uuid import uuid4

from hub.jobs.reactions.notifications import Notifications
from hub.jobs.reactions.reader import ReactionReader
from hub.services import notifications
from hub.store.sequencer import Sequencer
from models.documents import Conversation, Member, Notification
from models.documents.base import Id
from models.words import (
    NotificationKind,
)
from tests.hub.flows.conftest import House


async def read_on(house: House) -> None:
    """The journal is put in order and read to its end."""
    sequencer = Sequencer(house.store)
    await sequencer.begin_term()
    while await sequencer.stamp():
        pass
    reader = ReactionReader(house.store, Notifications())
    while await reader.read_batch():
        pass


async def waiting(house: House) -> Conversation:
    visitor = Id()
    await house.write(visitor, uuid4().hex, "Halo")
    return await house.conversation_of(visitor)


async def assigned_to_sari(house: House) -> Conversation:
    await house.store.change(Member, {"_id": house.sari.id}, {"$set": {"capacity": 100}})
    conversation = await waiting(house)
    return await house.assign(house.hana, conversation.id, house.sari.id)


async def bell_of(house: House, member: Member, *kinds: NotificationKind) -> list[Notification]:
    entries = await notifications.page(house.store, member, unread_only=False, after=None, limit=99)
    wanted = kinds or set(NotificationKind) - {NotificationKind.QUEUED}
    return [entry for entry in entries if entry.kind in wanted]
