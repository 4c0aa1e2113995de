"""Files up and down: of staff by their sign-in, of visitors by their token, of the widget's pictures
by signed addresses.
"""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from channels_adapters.registry import adapter_of
from hub.http.doorway.call import Call, Caller
from hub.http.doorway.door import Doors
from hub.http.serving import serve
from hub.http.uploading import MAX_AROUND, ArrivingFile
from hub.kit.errors import NotFound
from hub.presenters import attachment as present
from hub.rules.audience import member_room, visitor_room
from hub.rules.file_links import signed_url, staff_url
from hub.rules.policy import Act
from hub.services import attachment_rights, attachments, attempts
from hub.services.attachment_rights import SignedLink
from hub.services.attachments import MAX_FILE, FileTooLarge, Upload
from models.documents import Attachment as Stored
from models.documents.base import Id
from models.wire.base import Closed
from models.wire.message import Attachment

FORM = "multipart/form-data"

MOST_UPLOADS, UPLOAD_WINDOW = 100, 600
"""Files that one person may send within so many seconds."""

MOST_FROM_ONE_ADDRESS = 300
"""Of visitors, in the same time: anybody can become any number of visitors."""

doors = Doors("Attachments")


class SignedQuery(Closed):
    """``exp`` in seconds since 1970, ``sig`` as told with the file."""

    exp: Annotated[int, Field(ge=0, le=2**40)]
    sig: Annotated[str, Field(max_length=100)]


@doors.post(
    "/attachments",
    Act.UPLOAD_FILE,
    status=201,
    takes=FORM,
    refuses=(408, 413, 415, 422, 429),
)
async def upload_attachment(call: Call) -> Attachment:
    """Upload a file, in the field `file`, to attach it to a message within 24 hours.

    What it is is judged by its bytes. Refused with 422 when its type is not allowed (`allowed`
    tells the media types) and with 413 over the limit (`limit` in bytes), before it is stored.
    """
    stored = await _take(call, member_room(call.caller.member.id), MAX_FILE)
    return present.attachment(stored, staff_url(stored.id))


@doors.get(
    "/attachments/{attachment_id}",
    Act.READ_FILE,
    also=(206,),
    gives="*/*",
    refuses=(416,),
)
async def read_attachment(call: Call, attachment_id: Id) -> Response:
    """The bytes of a file whose conversation the caller sees, or that he has just uploaded.

    Takes `Range` (one range), `If-Range` and `If-None-Match`.
    """
    store = call.hub.store
    if isinstance(call.known, Caller):
        found = await attachment_rights.seen_by_member(store, attachment_id, call.known.member)
    else:
        visitor = call.visitor
        found = await attachment_rights.seen_by_visitor(
            store, attachment_id, visitor.channel_id, visitor.identity_id
        )
    return serve(call.request, call.hub.files, found)


@doors.post(
    "/chat/{channel_id}/attachments",
    Act.UPLOAD_CHAT_FILE,
    status=201,
    takes=FORM,
    refuses=(408, 413, 415, 422, 429),
)
async def upload_chat_attachment(call: Call, channel_id: Id) -> Attachment:
    """Upload a file as a visitor, in the field `file`; refused like those of staff."""
    channel = call.hub.directory.channels.get(channel_id)
    if channel is None or not channel.enabled:
        raise NotFound
    identity_id = call.visitor.identity_id
    limit = adapter_of(channel.kind).traits.max_file
    others = attempts.Limit(f"upload-from:{call.address}", MOST_FROM_ONE_ADDRESS, UPLOAD_WINDOW)
    stored = await _take(call, visitor_room(identity_id), limit, others)
    now = call.hub.store.clock.now()
    url = signed_url(call.signer, channel_id, identity_id, stored.id, now)
    return present.attachment(stored, url)


@doors.get(
    "/chat/{channel_id}/attachments/{attachment_id}",
    Act.READ_CHAT_FILE,
    also=(206,),
    gives="*/*",
    refuses=(416,),
)
async def read_chat_attachment(
    call: Call, channel_id: Id, attachment_id: Id, query: SignedQuery
) -> Response:
    """The bytes of a file by the signed address that its visitor was told.

    Such an address is good for 12 to 24 hours; a newer one comes with the messages.
    """
    link = SignedLink(channel_id, attachment_id, query.exp, query.sig)
    found = await attachment_rights.seen_by_link(call.hub.store, call.signer, link)
    ends = datetime.fromtimestamp(query.exp, UTC)
    return serve(call.request, call.hub.files, found, fresh_until=ends)


async def _take(call: Call, uploader: str, limit: int, *more: attempts.Limit) -> Stored:
    announced = call.request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limit + MAX_AROUND:
        raise FileTooLarge(limit)
    file = ArrivingFile(call.request)
    uploads = [attempts.Limit(f"upload:{uploader}", MOST_UPLOADS, UPLOAD_WINDOW), *more]
    await attempts.check(call.hub.store, uploads)
    await attempts.count_failure(call.hub.store, uploads)
    await file.begin()
    upload = Upload(file.pieces(), file.name, file.mime, uploader, limit)
    return await attachments.receive(call.hub.store, call.hub.files, upload)
