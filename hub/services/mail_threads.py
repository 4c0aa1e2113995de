"""Where a mail that has come in belongs, when it answers one of ours: by the token in the address it
was sent to, or by the Message-ID of a mail that carried a live chat's answers.
"""

import re

from hub.kit.tokens import Signer
from hub.rules.thread_tokens import read_thread_token
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Channel, Conversation, SystemMail
from models.documents.base import Id
from models.envelopes import MessageEnvelope

OUR_MAIL = re.compile(r"([0-9a-f]{24})@")
"""The local part of a Message-ID that we gave."""


async def led_to(store: Store, signer: Signer, envelope: MessageEnvelope) -> Conversation | None:
    """The conversation that it names by a signed token, or whose answers it replies to."""
    for address in (*envelope.delivered_to, *envelope.to, *envelope.cc):
        conversation_id = read_thread_token(signer, _tag_of(address))
        if conversation_id is not None:
            return await store.get(Conversation, {"_id": conversation_id})
    named = [envelope.in_reply_to or "", *reversed(envelope.references)]
    ids = [Id(found.group(1)) for found in map(OUR_MAIL.match, named) if found]
    if not ids:
        return None
    carried = {"_id": {"$in": ids}, "conversation_id": {"$exists": True}}
    mail = await store.get(SystemMail, carried)
    return mail and await store.get(Conversation, {"_id": mail.conversation_id})


def _tag_of(address: str) -> str:
    """What stands behind the plus: ``help+TOKEN@...``."""
    return address.rpartition("@")[0].partition("+")[2]


def joined(
    envelope: MessageEnvelope, came_to: Channel, conversation: Conversation, house: Directory
) -> tuple[Channel, MessageEnvelope]:
    """The mail as a message of that conversation's customer, also when its channel is another: what
    was answered by mail goes on in the chat it began in.
    """
    channel = house.channels.get(conversation.channel_id)
    if channel is None:
        return came_to, envelope
    of = {"thread_key": conversation.thread_key}
    if channel.id != came_to.id:
        of |= {"sender_id": conversation.address, "identity_id": str(conversation.identity_id)}
    return channel, envelope.model_copy(update=of)
