"""The thread as its visitor sees it, and what he sends into it."""

from channels_adapters.livechat.adapter import Post, envelope_of
from hub.http.chat_session import chat_channel
from hub.http.conversation_query import PageQuery
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import Invalid
from hub.presenters import conversation as conversation_face
from hub.presenters import message as present
from hub.rules.audience import visitor_room
from hub.rules.cursors import cursor_of, read_id_and_number
from hub.rules.incoming import Incoming
from hub.rules.policy import Act
from hub.services import attachments, conversations, messages
from models.documents import Channel
from models.documents import Message as Stored
from models.documents.base import Id
from models.envelopes import AttachmentEnvelope
from models.wire.base import Page
from models.wire.chat import (
    ChatMessageBody,
    ReceiptsBody,
    VisitorConversation,
    VisitorMessage,
)
from models.wire.message import MAX_FILES
from models.wire.rating import RatingBody

doors = Doors("Live chat")


@doors.get("/chat/{channel_id}/messages", Act.READ_CHAT)
async def list_chat_messages(call: Call, channel_id: Id, query: PageQuery) -> Page[VisitorMessage]:
    """A page of everything said, in its order, ending with the newest; the cursor leads back."""
    store, identity_id = call.hub.store, call.visitor.identity_id
    ids = await conversations.thread_ids(store, channel_id, str(identity_id))
    before = read_id_and_number(query.cursor)
    found = await messages.page_for_customer(store, ids, before=before, limit=query.limit + 1)
    page = found[-query.limit :]
    shown = [present.for_customer(one, identity_id, call.signer, store.clock.now()) for one in page]
    return Page(
        items=[one for one in shown if one is not None],
        next_cursor=_place(page[0]) if len(found) > query.limit else None,
    )


@doors.post("/chat/{channel_id}/messages", Act.WRITE_CHAT, status=201, also=(200,), refuses=(429,))
async def post_chat_message(call: Call, channel_id: Id, body: ChatMessageBody) -> VisitorMessage:
    """Write to the house. 201 once it is stored; the same `clientId` again answers 200 with it.

    Much faster than people write is answered 429 with `Retry-After`; nothing is stored then.
    """
    channel = chat_channel(call, channel_id)
    _refuse_empty(body)
    call.hub.visitors_pace.step(str(call.visitor.identity_id))
    envelope = envelope_of(await _post(call, channel, body))
    incoming = Incoming(channel, envelope, network=call.network)
    received = await call.hub.ingest.submit(incoming)
    if received.refusal is not None:
        raise received.refusal
    assert received.message is not None
    if not received.created:
        call.reply.status = 200
    now = call.hub.clock.now()
    shown = present.for_customer(received.message, call.visitor.identity_id, call.signer, now)
    assert shown is not None
    return shown


@doors.post("/chat/{channel_id}/receipts", Act.ACKNOWLEDGE_CHAT)
async def acknowledge_chat_messages(call: Call, channel_id: Id, body: ReceiptsBody) -> None:
    """Say up to which numbers our messages have arrived and been read. It never goes back."""
    await call.hub.acknowledge_messages(
        channel_id, str(call.visitor.identity_id), delivered=body.delivered, read=body.read
    )


@doors.post("/chat/{channel_id}/rating", Act.RATE_CHAT, refuses=(409, 429))
async def rate_chat(call: Call, channel_id: Id, body: RatingBody) -> VisitorConversation:
    """Say how one was helped in the chat that has ended. The last word holds."""
    chat_channel(call, channel_id)
    call.hub.visitors_pace.step(str(call.visitor.identity_id))
    rated = await call.hub.rate_conversation(
        channel_id, str(call.visitor.identity_id), score=body.score, comment=body.comment
    )
    return conversation_face.for_customer(rated, call.hub.directory)


def _refuse_empty(body: ChatMessageBody) -> None:
    if not (body.text and body.text.strip()) and not body.attachment_ids:
        raise Invalid("Write something or attach a file.", fields={"text": "is empty"})
    if len(body.attachment_ids) > MAX_FILES:
        detail = f"A message takes up to {MAX_FILES} files."
        raise Invalid(detail, fields={"attachmentIds": detail})


async def _post(call: Call, channel: Channel, body: ChatMessageBody) -> Post:
    visitor = call.visitor.identity_id
    ids = [Id(id) for id in body.attachment_ids]
    files = await attachments.uploaded_by(call.hub.store, ids, visitor_room(visitor))
    return Post(
        channel_id=str(channel.id),
        visitor_id=str(visitor),
        client_id=body.client_id,
        text=body.text or "",
        topic=call.visitor.topic,
        attachments=[
            AttachmentEnvelope(
                kind=file.kind.value,
                name=file.name,
                mime=file.mime,
                size=file.size,
                stored_id=str(file.id),
            )
            for file in files
        ],
        at=call.hub.clock.now(),
    )


def _place(oldest: Stored) -> str:
    return cursor_of(str(oldest.conversation_id), oldest.number)
