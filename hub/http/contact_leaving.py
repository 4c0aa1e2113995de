"""What the law lets a person ask for: everything we hold of him, and that nothing is left of him."""

from collections.abc import Iterator
from typing import IO

from starlette.responses import Response, StreamingResponse

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.rules.policy import Act
from models.documents.base import Id
from models.wire.contact import EraseBody, Erasure, ExportBody

doors = Doors("Contacts")

PIECE = 64 * 1024
ZIP = "application/zip"


@doors.post("/contacts/{contact_id}/export", Act.EXPORT_CONTACT, gives=ZIP, refuses=(409,))
async def export_contact(call: Call, contact_id: Id, body: ExportBody) -> Response:
    """All that is held of him as one ZIP: JSON, a readable page, the files. Noted in the journal.

    Private notes of the staff come along only with `notes`.
    """
    archive = await call.hub.export_contact(call.caller.member, contact_id, notes=body.notes)
    name = f"contact-{contact_id}.zip"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(_pieces(archive), media_type=ZIP, headers=headers)


def _pieces(archive: IO[bytes]) -> Iterator[bytes]:
    with archive:
        while piece := archive.read(PIECE):
            yield piece


@doors.post("/contacts/{contact_id}/erase", Act.ERASE_CONTACT)
async def erase_contact(call: Call, contact_id: Id, body: EraseBody) -> Erasure:
    """Nothing of the person is left; figures stay, and a record of who did it and why. No way back."""
    done = await call.hub.erase_contact(call.caller.member, contact_id, body.reason)
    return Erasure(contact_id=str(contact_id), counts=done.counts)
