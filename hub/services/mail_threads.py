"""Where a mail that has come in belongs, when it answers another one: by the ids it names, else by the
token in the address it was sent to or in the subject. Never by the subject's words.
"""

import re
from collections.abc import Iterable

from hub.kit.tokens import Signer
from hub.rules.thread_tokens import read_thread_token
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Channel, Conversation, Message, SystemMail
from models.documents.base import Id
from models.envelopes import MessageEnvelope
from models.words import Direction

OUR_MAIL = re.compile(r"([0-9a-f]{24})@")
"""The local part of a Message-ID that we gave."""

SUBJECT_TOKEN = re.compile(r"\[#([a-z2-7]{32})\]", re.I)

MOST_NAMED = 50


async def led_to(
    store: Store, signer: Signer, channel: Channel, envelope: MessageEnvelope
) -> Conversation | None:
    """The conversation that it goes on with; None when it leads to none of ours."""
    conversation_id = await _named_by_ids(store, channel, envelope)
    if conversation_id is None:
        addresses = (*envelope.delivered_to, *envelope.to, *envelope.cc)
        tokens = (read_thread_token(signer, _tag_of(address)) for address in addresses)
        conversation_id = next((id for id in tokens if id is not None), None)
    if conversation_id is None:
        marks = SUBJECT_TOKEN.findall(envelope.subject or "")
        found = (read_thread_token(signer, token) for token in marks)
        conversation_id = next((id for id in found if id is not None), None)
    if conversation_id is None:
        return None
    return await store.get(Conversation, {"_id": conversation_id})


def joined(
    envelope: MessageEnvelope, came_to: Channel, conversation: Conversation, house: Directory
) -> tuple[Channel, MessageEnvelope]:
    """The mail as a message of that conversation's thread, also when its channel is another: what was
    answered by mail goes on in the chat it began in.
    """
    channel = house.channels.get(conversation.channel_id)
    if channel is None:
        return came_to, envelope
    of = {"thread_key": conversation.thread_key}
    if channel.id != came_to.id:
        of |= {"sender_id": conversation.address, "identity_id": str(conversation.identity_id)}
    return channel, envelope.model_copy(update=of)


async def _named_by_ids(store: Store, channel: Channel, envelope: MessageEnvelope) -> Id | None:
    """The newest id first: what a mail answers is nearer than where its thread began."""
    ids = [envelope.in_reply_to or "", *reversed(envelope.references)]
    named = list(dict.fromkeys(id for id in ids if id))[:MOST_NAMED]
    if not named:
        return None
    by_id = await _messages_by_id(store, channel, named)
    by_id |= await _house_mails_by_id(store, named)
    return next((by_id[id] for id in named if id in by_id), None)


async def _messages_by_id(store: Store, channel: Channel, named: list[str]) -> dict[str, Id]:
    """Mails that came in or went out there, under each id they are known by."""
    of_channel = [
        {"channel_id": channel.id, key: {"$in": named}}
        for key in ("external_id", "part_ids", "other_ids")
    ]
    ours = {"_id": {"$in": _our_ids(named)}, "channel_id": channel.id}
    found = await store.find(Message, {"$or": [*of_channel, ours]}, limit=2 * MOST_NAMED)
    by_id = {}
    for message in found:
        own = message.mail.message_id if message.mail else None
        for id in (message.external_id, own, *(message.part_ids or ()), *(message.other_ids or ())):
            if id:
                by_id[id] = message.conversation_id
    return by_id


async def _house_mails_by_id(store: Store, named: list[str]) -> dict[str, Id]:
    """Mails of the house that carried a live chat's answers."""
    if not (ids := _our_ids(named)):
        return {}
    carried = {"_id": {"$in": ids}, "conversation_id": {"$exists": True}}
    by_mail = {mail.id: mail.conversation_id for mail in await store.find(SystemMail, carried)}
    found = ((id, by_mail.get(Id(id[:24]))) for id in named if OUR_MAIL.match(id))
    return {id: conversation_id for id, conversation_id in found if conversation_id}


async def sent_as(store: Store, channel: Channel, named: list[str]) -> Message | None:
    """The mail of ours that one of these ids names."""
    found = await store.find(
        Message,
        {
            "$or": [
                *(
                    {"channel_id": channel.id, key: {"$in": named}}
                    for key in ("external_id", "part_ids", "other_ids")
                ),
                {"_id": {"$in": _our_ids(named)}, "channel_id": channel.id},
            ]
        },
        limit=MOST_NAMED,
    )
    ours = [one for one in found if one.direction is Direction.OUTBOUND and one.mail]
    return max(ours, key=lambda one: one.at, default=None)


async def last_sent(store: Store, conversation_id: Id, address: str | None) -> Message | None:
    """The newest mail of a conversation that went to this address."""
    of_conversation = {"conversation_id": conversation_id, "mail": {"$exists": True}}
    newest = await store.find(Message, of_conversation, sort=[("number", -1)], limit=MOST_NAMED)
    for one in newest:
        if one.direction is Direction.OUTBOUND and one.mail is not None:
            to = [*one.mail.to, *one.mail.cc, *one.mail.bcc]
            if address is None or address in {each.lower() for each in to}:
                return one
    return None


def _our_ids(named: Iterable[str]) -> list[Id]:
    return [Id(found.group(1)) for found in map(OUR_MAIL.match, named) if found]


def _tag_of(address: str) -> str:
    """What stands behind the plus: ``help+TOKEN@...``."""
    return address.rpartition("@")[0].partition("+")[2]
