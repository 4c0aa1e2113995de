"""A conversation to keep or to pass on."""

from enum import StrEnum

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import transcript
from hub.rules.policy import Act
from hub.services import conversations, messages
from models.documents.base import Id
from models.wire.base import Closed

doors = Doors("Conversations")

MOST_MESSAGES = 5_000
"""The newest so many; a longer one says that it is cut."""


class Format(StrEnum):
    HTML = "html"
    TXT = "txt"


class TranscriptQuery(Closed):
    format: Format = Format.HTML


@doors.get("/conversations/{conversation_id}/transcript", Act.READ_CONVERSATION, gives="*/*")
async def read_transcript(call: Call, conversation_id: Id, query: TranscriptQuery) -> Response:
    """What was said, as a page or as plain text: never a private note, staff by first name."""
    store, house = call.hub.store, call.hub.directory.workspace
    conversation = await conversations.seen_by(store, call.caller.member, conversation_id)
    found = await messages.public_ones(store, conversation.id, limit=MOST_MESSAGES + 1)
    said, cut = found[-MOST_MESSAGES:], len(found) > MOST_MESSAGES
    headers = {
        "Content-Disposition": f'attachment; filename="chat-{conversation.number}.{query.format}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    if query.format is Format.TXT:
        text = transcript.as_text(conversation, said, house, cut=cut)
        return PlainTextResponse(text, headers=headers)
    page = transcript.as_page(conversation, said, house, cut=cut)
    return HTMLResponse(page, headers=headers)
