"""What an envelope becomes as a message of ours, and what it means for its conversation."""

from collections.abc import Iterable

from channels_adapters.registry import adapter_of
from hub.rules.audience import visitor_room
from models.documents import Channel, Conversation, Message
from models.documents.base import Id
from models.documents.message import (
    AttachedFile,
    Author,
    BouncedTo,
    Location,
    Mail,
    RemoteFile,
    SharedContact,
)
from models.envelopes import AttachmentEnvelope, MessageEnvelope
from models.words import (
    AttachmentKind,
    AuthorKind,
    Direction,
    FileState,
    MessageKind,
    MessageStatus,
)

FILE_KINDS = {
    "image": AttachmentKind.IMAGE,
    "sticker": AttachmentKind.IMAGE,
    "voice": AttachmentKind.AUDIO,
    "audio": AttachmentKind.AUDIO,
    "video": AttachmentKind.VIDEO,
    "video_note": AttachmentKind.VIDEO,
    "animation": AttachmentKind.VIDEO,
}


def asks(envelope: MessageEnvelope) -> bool:
    """A person wants something: not an echo of our own, not a machine's mail."""
    automatic = envelope.is_auto or envelope.is_bounce
    return envelope.direction is Direction.INBOUND and not automatic


def uploader_of(channel: Channel, identity_id: Id) -> str:
    """In whose name the files of a message lie in our store until it keeps them."""
    if adapter_of(channel.kind).traits.delivers_by_feed:
        return visitor_room(identity_id)
    return f"channel:{channel.id}"


def message_of(
    envelope: MessageEnvelope,
    conversation: Conversation,
    *,
    id: Id,
    files: list[AttachedFile],
    reply_to_id: Id | None,
) -> Message:
    inbound = envelope.direction is Direction.INBOUND
    return Message(
        _id=id,
        conversation_id=conversation.id,
        channel_id=conversation.channel_id,
        number=conversation.last_number,
        direction=envelope.direction,
        author=_author_of(envelope, conversation),
        kind=envelope.kind,
        text=envelope.text,
        attachments=_placed(files, envelope),
        remote_files=list(_elsewhere(envelope.attachments)),
        reply_to_id=reply_to_id,
        status=MessageStatus.RECEIVED if inbound else MessageStatus.SENT,
        location=envelope.location and Location(**envelope.location.model_dump()),
        contacts=[SharedContact(**one.model_dump()) for one in envelope.contacts],
        payload=envelope.payload,
        referral=envelope.referral,
        order=envelope.order,
        unsupported_type=envelope.unsupported_type,
        forwarded=envelope.forwarded,
        mail=_mail_of(envelope) if envelope.kind is MessageKind.EMAIL else None,
        external_id=envelope.channel_message_id,
        fingerprint=envelope.fingerprint,
        at=envelope.timestamp,
    )


def _author_of(envelope: MessageEnvelope, conversation: Conversation) -> Author:
    """Whoever writes beside the customer, by mail or in a group, takes part and is not taken for him.
    An echo was written elsewhere: by one of ours, but nobody knows by whom.
    """
    if envelope.direction is not Direction.INBOUND:
        return Author(kind=AuthorKind.AGENT)
    contact = conversation.contact
    beside = envelope.kind is MessageKind.EMAIL and envelope.sender_id != conversation.address
    if beside or envelope.group:
        name = envelope.sender_name or envelope.sender_phone or envelope.sender_id
        return Author(kind=AuthorKind.CUSTOMER, name=name)
    return Author(kind=AuthorKind.CUSTOMER, id=contact.id, name=contact.name)


def _placed(files: list[AttachedFile], envelope: MessageEnvelope) -> list[AttachedFile]:
    """Pictures that stand in the text of a mail are named by it."""
    named = {file.stored_id: file.content_id for file in envelope.attachments if file.inline}
    return [
        file.model_copy(update={"content_id": named[str(file.id)]})
        if named.get(str(file.id))
        else file
        for file in files
    ]


def _elsewhere(attachments: Iterable[AttachmentEnvelope]) -> Iterable[RemoteFile]:
    """Files that do not lie in our store: still at the provider, or refused."""
    for file in attachments:
        if file.stored_id is not None:
            continue
        refused = file.refused or (None if file.remote_id else "has no content")
        yield RemoteFile(
            remote_id=file.remote_id or "",
            kind=FILE_KINDS.get(file.kind, AttachmentKind.DOCUMENT),
            name=file.name,
            mime=file.mime,
            size=file.size,
            state=FileState.FAILED if refused else FileState.FETCHING,
            error=refused,
        )


def _mail_of(envelope: MessageEnvelope) -> Mail:
    return Mail(
        subject=envelope.subject or "",
        # In a chat that goes on by mail the sender is known by his chat.
        from_address=next(iter(envelope.emails), envelope.sender_id),
        from_name=envelope.sender_name,
        to=envelope.to,
        cc=envelope.cc,
        reply_to=envelope.reply_to,
        in_reply_to=envelope.in_reply_to,
        references=envelope.references,
        message_id=envelope.message_id,
        html=envelope.html,
        reply_text=envelope.reply_text,
        is_auto=bool(envelope.is_auto),
        suspected=bool(envelope.suspected),
        suppress_auto_reply=bool(envelope.suppress_auto_reply),
        bounced=[
            BouncedTo(
                address=envelope.bounce.recipient,
                status=envelope.bounce.status,
                gave_up=envelope.bounce.gave_up,
            )
        ]
        if envelope.bounce and envelope.bounce.recipient
        else [],
    )
