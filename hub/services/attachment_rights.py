"""Who may read a file: its uploader while it waits, afterwards whoever sees its conversation.

All raise NotFound alike, so nobody learns whether a file is there.
"""

from dataclasses import dataclass

from hub.kit.errors import NotFound
from hub.kit.tokens import Signer
from hub.rules.audience import member_room, sees, visitor_room
from hub.rules.file_links import is_signed_url
from hub.store.mongo import Store
from models.documents import Attachment, Conversation, Member, Message
from models.documents.base import Id
from models.words import AttachmentState, Visibility


@dataclass(frozen=True)
class SignedLink:
    """What the widget's address of a file says; ``expires`` in seconds since 1970."""

    channel_id: Id
    attachment_id: Id
    expires: int
    signature: str


async def seen_by_member(store: Store, id: Id, member: Member) -> Attachment:
    attachment = await _get(store, id)
    if attachment.state is AttachmentState.STAGED:
        if attachment.uploader != member_room(member.id):
            raise NotFound
    elif not sees(member, await _conversation_of(store, attachment)):
        raise NotFound
    return attachment


async def seen_by_visitor(store: Store, id: Id, channel_id: Id, identity_id: Id) -> Attachment:
    attachment = await _get(store, id)
    if attachment.state is AttachmentState.STAGED:
        if attachment.uploader != visitor_room(identity_id):
            raise NotFound
        return attachment
    conversation = await _conversation_of(store, attachment)
    if (conversation.channel_id, conversation.identity_id) != (channel_id, identity_id):
        raise NotFound
    return await _if_public(store, attachment)


async def seen_by_link(store: Store, signer: Signer, link: SignedLink) -> Attachment:
    """By the signature in its address, which stands for the visitor it was made for."""
    attachment = await _get(store, link.attachment_id)
    if attachment.state is AttachmentState.STAGED:
        room, _, identity = attachment.uploader.partition(":")
        if room != "visitor":
            raise NotFound
        identity_id = Id(identity)
    else:
        conversation = await _conversation_of(store, attachment)
        if conversation.channel_id != link.channel_id:
            raise NotFound
        identity_id = conversation.identity_id
    if not is_signed_url(
        signer,
        link.channel_id,
        identity_id,
        attachment.id,
        store.clock.now(),
        expires=link.expires,
        signature=link.signature,
    ):
        raise NotFound
    return await _if_public(store, attachment)


async def _get(store: Store, id: Id) -> Attachment:
    attachment = await store.get(Attachment, {"_id": id})
    if attachment is None:
        raise NotFound
    return attachment


async def _conversation_of(store: Store, attachment: Attachment) -> Conversation:
    conversation = await store.get(Conversation, {"_id": attachment.conversation_id})
    if conversation is None:
        raise NotFound
    return conversation


async def _if_public(store: Store, attachment: Attachment) -> Attachment:
    """Files of internal notes are not for customers, however they came by the address."""
    if attachment.state is AttachmentState.STAGED:
        return attachment
    message = await store.get(Message, {"_id": attachment.message_id})
    if message is None or message.visibility is not Visibility.PUBLIC:
        raise NotFound
    return attachment
