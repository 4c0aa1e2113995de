"""Staff write first: where somebody can be reached, and beginning there."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import NotFound
from hub.presenters import conversation as present
from hub.presenters.reach import reachable
from hub.rules.policy import Act
from hub.services import reachability
from models.documents import Contact
from models.documents.base import Id
from models.wire.conversation import Conversation
from models.wire.starting import ReachableChannels, StartBody

doors = Doors("Starting")


@doors.post("/conversations", Act.START_CONVERSATION, status=201, also=(200,), refuses=(409,))
async def start_conversation(call: Call, body: StartBody) -> Conversation:
    """Begin a conversation with a contact or at an address; the caller handles it.

    The same `clientId` again answers 200 with it. 409 names the open conversation of the same thread
    as `conversationId`: go on in that one.
    """
    begun = await call.hub.answer_conversation.begin(call.caller.member, body)
    if not begun.created:
        call.reply.status = 200
    return present.for_staff(begun.conversation, call.hub.directory, call.hub.clock.now())


@doors.get("/reachable", Act.START_CONVERSATION)
async def list_channels_to_start_on(call: Call) -> ReachableChannels:
    """The channels on which a typed address can be written to first."""
    return await _reachable(call, None)


@doors.get("/contacts/{contact_id}/reachable", Act.START_CONVERSATION)
async def list_reachable_channels(call: Call, contact_id: Id) -> ReachableChannels:
    """The channels on which this contact can be written to, and where."""
    contact = await call.hub.store.get(Contact, {"_id": contact_id})
    if contact is None:
        raise NotFound("There is no such contact.")
    return await _reachable(call, contact)


async def _reachable(call: Call, contact: Contact | None) -> ReachableChannels:
    channels = sorted(call.hub.directory.channels.values(), key=lambda one: one.name)
    found = await reachability.of_contact(call.hub.store, contact, channels)
    return ReachableChannels(items=[reachable(one) for one in found])
