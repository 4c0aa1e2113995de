"""The thread of a conversation: its messages, its history, and writing into it."""

from hub.http.conversation_query import MessagesQuery, PageQuery
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import NotFound
from hub.presenters import history, tools
from hub.presenters import message as present
from hub.rules.cursors import cursor_of, read_number
from hub.rules.policy import Act
from hub.services import conversations, messages, thread_events
from models.documents import Message as Stored
from models.documents.base import Id
from models.wire.base import Page
from models.wire.conversation import HistoryRow
from models.wire.draft import Draft
from models.wire.message import Message, MessageBody

doors = Doors("Messages")


@doors.get("/conversations/{conversation_id}/messages", Act.READ_CONVERSATION)
async def list_messages(call: Call, conversation_id: Id, query: MessagesQuery) -> Page[Message]:
    """A page of the thread in its order, ending with the newest; the cursor leads further back."""
    store = call.hub.store
    await conversations.seen_by(store, call.caller.member, conversation_id)
    before = read_number(query.cursor)
    if query.around is not None:
        middle = await store.get(
            Stored, {"_id": Id(query.around), "conversation_id": conversation_id}
        )
        if middle is None:
            raise NotFound("This message is not in this conversation.")
        before = middle.number + query.limit // 2 + 1
    found = await messages.page(store, conversation_id, before=before, limit=query.limit)
    has_more = bool(found) and found[0].number > 1
    return Page(
        items=[present.for_staff(one) for one in found],
        next_cursor=cursor_of(found[0].number) if has_more else None,
    )


@doors.get("/conversations/{conversation_id}/events", Act.READ_CONVERSATION)
async def list_conversation_events(
    call: Call, conversation_id: Id, query: PageQuery
) -> Page[HistoryRow]:
    """What happened to the conversation, in order, ending with the newest: its system lines."""
    store = call.hub.store
    await conversations.seen_by(store, call.caller.member, conversation_id)
    before = read_number(query.cursor)
    found = await thread_events.page(store, conversation_id, before=before, limit=query.limit + 1)
    rows = found[-query.limit :]
    return Page(
        items=[history.row(one) for one in rows],
        next_cursor=cursor_of(rows[0].seq or 0) if len(found) > query.limit else None,
    )


@doors.post(
    "/conversations/{conversation_id}/messages",
    Act.WRITE_MESSAGE,
    status=201,
    also=(200,),
    refuses=(409,),
)
async def post_message(call: Call, conversation_id: Id, body: MessageBody) -> Message:
    """Write to the customer, or a private note. 201 once it is stored; delivery goes on behind.

    The same `clientId` again answers 200 with the stored message. A waiting conversation is taken
    by answering it.
    """
    done = await call.hub.answer_conversation(call.caller.member, conversation_id, body)
    if not done.created:
        call.reply.status = 200
    return present.for_staff(done.message)


@doors.post("/messages/{message_id}/retry", Act.RETRY_MESSAGE, refuses=(409,))
async def retry_message(call: Call, message_id: Id) -> Message:
    """Send once more what has failed, or of which nobody knows whether it was sent.

    The customer may get the latter twice. It keeps its place in the thread.
    """
    return present.for_staff(await call.hub.retry_message(call.caller.member, message_id))


@doors.post("/messages/{message_id}/undo", Act.UNDO_SEND, refuses=(409,))
async def undo_send(call: Call, message_id: Id) -> Draft:
    """Take back what one has sent while it is held: nothing goes out, and it is one's draft again.

    What had been begun since stands below it. 409 once it is on its way.
    """
    return tools.draft(await call.hub.undo_send(call.caller.member, message_id))


@doors.post("/messages/{message_id}/fetch", Act.FETCH_FILES)
async def fetch_files_again(call: Call, message_id: Id) -> Message:
    """Try once more to get the files of a message that the provider did not give."""
    return present.for_staff(await call.hub.fetch_files.again(call.caller.member, message_id))
