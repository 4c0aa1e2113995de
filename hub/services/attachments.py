"""Attachments: taken in while they are checked, kept by a message, seen by who may see it.

A file is ``staged`` until the transaction of its message keeps it. What nobody kept within a day
is swept by its due time, which is set before the first byte is stored, so that not even an upload
cut off by a crash leaves bytes behind.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bson import ObjectId

from hub.kit.errors import Invalid, TooLarge
from hub.rules.file_claims import FileClaim
from hub.rules.file_safety import Inspection, Verdict
from hub.rules.file_starts import HEAD_BYTES
from hub.store.due_times import clear_due, due_write
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Attachment, Due
from models.documents.base import Id
from models.documents.message import AttachedFile
from models.words import AttachmentState, DueKind

MAX_FILE = 25 * 1024 * 1024
"""Bytes of one file, where the channel does not say less."""

STAGED_FOR = timedelta(hours=24)


class FileTooLarge(TooLarge):
    """``extra.limit`` in bytes."""

    def __init__(self, limit: int) -> None:
        detail = f"This file is larger than the limit of {in_megabytes(limit)}."
        super().__init__(detail, fields={"file": detail}, extra={"limit": limit})


class FileEmpty(Invalid):
    detail_by_default = "This file is empty."


class AttachmentUnusable(Invalid):
    """Not there, not the writer's own, or already part of a message."""

    def __init__(self, id: Id | str) -> None:
        super().__init__(
            f"The file {id} cannot be attached: upload it again.",
            fields={"attachmentIds": f"{id} is no file of yours that waits to be attached"},
        )


def in_megabytes(size: int) -> str:
    """``size`` in bytes as people are told it: 26214400 is 25 MB."""
    return f"{size / (1024 * 1024):.1f}".removesuffix(".0") + " MB"


@dataclass(frozen=True)
class Upload:
    """What a sender says of a file, and its bytes as they come. ``uploader`` is his room."""

    pieces: AsyncIterator[bytes]
    name: str
    mime: str
    uploader: str
    limit: int = MAX_FILE


async def receive(store: Store, files: Files, upload: Upload) -> Attachment:
    """Check and store a file as it comes; small and forbidden ones are judged before any write.

    Raises FileTypeRefused, FileTooLarge, FileEmpty, and whatever ``pieces`` raises; then nothing
    of the file is left.
    """
    intake = _Intake(upload)
    await intake.begin()
    verdict = intake.verdict() if intake.is_whole else None
    id, now = Id(), store.clock.now()
    await store.change(Due, *due_write(DueKind.SWEEP_ATTACHMENT, id, now + STAGED_FOR), upsert=True)
    try:
        writer = await files.writer(id)
        await writer.write(intake.head)
        async for piece in intake.rest():
            await writer.write(piece)
        verdict = verdict or intake.verdict()
        await writer.finish(verdict.name, verdict.type.mime)
        attachment = Attachment(
            id=id,
            uploader=upload.uploader,
            kind=verdict.kind,
            name=verdict.name,
            mime=verdict.type.mime,
            size=intake.size,
            sha256=intake.digest.hexdigest(),
            width=verdict.size[0] if verdict.size else None,
            height=verdict.size[1] if verdict.size else None,
            created_at=now,
        )
        await store.insert(attachment)
    except BaseException:
        # Also of a cancelled request. Should even this fail, the due time is left to do it.
        await asyncio.shield(_forget(store, files, id))
        raise
    return attachment


class _Intake:
    """Counts, hashes and inspects the bytes of one upload as they pass."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self._inspection: Inspection | None = None
        self.head = b""
        self.size = 0
        self.digest = hashlib.sha256()

    @property
    def is_whole(self) -> bool:
        return self.size < HEAD_BYTES

    async def begin(self) -> None:
        """Gather the start and judge it. Raises FileEmpty, FileTooLarge, FileTypeRefused."""
        head = bytearray()
        while len(head) < HEAD_BYTES:
            piece = await anext(self._upload.pieces, None)
            if piece is None:
                break
            head += self._counted(piece)
        if not head:
            raise FileEmpty
        self.head = bytes(head)
        self._inspection = Inspection(self.head, self._upload.name, self._upload.mime)

    async def rest(self) -> AsyncIterator[bytes]:
        """What follows the start."""
        assert self._inspection is not None
        async for piece in self._upload.pieces:
            self._inspection.see(piece)
            yield self._counted(piece)

    def verdict(self) -> Verdict:
        assert self._inspection is not None
        return self._inspection.end()

    def _counted(self, piece: bytes) -> bytes:
        self.size += len(piece)
        if self.size > self._upload.limit:
            raise FileTooLarge(self._upload.limit)
        self.digest.update(piece)
        return piece


async def _forget(store: Store, files: Files, id: Id) -> None:
    await files.delete(id)
    await store.delete(Attachment, {"_id": id})
    await store.delete(Due, {"kind": DueKind.SWEEP_ATTACHMENT, "object_id": id})


async def uploaded_by(store: Store, ids: Sequence[Id], uploader: str) -> list[Attachment]:
    """His own files in the order asked for, kept or waiting. Raises AttachmentUnusable."""
    if not ids:
        return []
    found = await store.find(Attachment, {"_id": {"$in": list(ids)}, "uploader": uploader})
    by_id = {attachment.id: attachment for attachment in found}
    for id in ids:
        if id not in by_id:
            raise AttachmentUnusable(id)
    return [by_id[id] for id in ids]


async def keep_many(tx: Transaction, claims: Sequence[FileClaim]) -> list[list[AttachedFile]]:
    """Make staged files part of messages; one list per claim, each in the order asked for.

    Raises AttachmentUnusable.
    """
    wanted = [(claim, _id(id)) for claim in claims for id in claim.ids]
    if not wanted:
        return [[] for _ in claims]
    found = await tx.find(
        Attachment, {"_id": {"$in": [id for _, id in wanted]}, "state": AttachmentState.STAGED}
    )
    waiting = {attachment.id: attachment for attachment in found}
    kept: dict[Id, Attachment] = {}
    for claim, id in wanted:
        attachment = waiting.pop(id, None)
        if attachment is None or attachment.uploader != claim.uploader:
            raise AttachmentUnusable(id)
        kept[id] = attachment
    await tx.change_each(
        Attachment,
        [
            (
                id,
                {
                    "$set": {
                        "state": AttachmentState.KEPT,
                        "conversation_id": claim.conversation_id,
                        "message_id": claim.message_id,
                    }
                },
            )
            for claim, id in wanted
        ],
    )
    await clear_due(tx, DueKind.SWEEP_ATTACHMENT, list(kept))
    return [[_attached(kept[_id(id)]) for id in claim.ids] for claim in claims]


async def waiting(tx: Transaction, ids: Sequence[Id], uploader: str) -> list[AttachedFile]:
    """Of these files those that are his and wait to be attached, in the order asked for."""
    if not ids:
        return []
    staged = {"state": AttachmentState.STAGED, "uploader": uploader}
    found = await tx.find(Attachment, {"_id": {"$in": list(ids)}, **staged})
    by_id = {attachment.id: attachment for attachment in found}
    return [_attached(by_id[id]) for id in ids if id in by_id]


async def release(tx: Transaction, message_id: Id) -> None:
    """What its message had kept waits again, as if it had just been uploaded."""
    found = await tx.find(Attachment, {"message_id": message_id})
    staged = {"$set": {"state": AttachmentState.STAGED}}
    free = {**staged, "$unset": {"conversation_id": "", "message_id": ""}}
    await tx.change_each(Attachment, [(one.id, free) for one in found])
    sweep_at = tx.now + STAGED_FOR
    await tx.upsert_each(
        Due, [due_write(DueKind.SWEEP_ATTACHMENT, one.id, sweep_at) for one in found]
    )


def _id(id: Id | str) -> Id:
    if not ObjectId.is_valid(id):
        raise AttachmentUnusable(id)
    return Id(id)


def _attached(attachment: Attachment) -> AttachedFile:
    return AttachedFile.model_validate(
        attachment.model_dump(include=set(AttachedFile.model_fields))
    )


async def sweep(tx: Transaction, files: Files, id: Id) -> bool:
    """Take a file away for good unless a message has kept it; whether it was taken."""
    kept = await tx.get(Attachment, {"_id": id, "state": AttachmentState.KEPT})
    if kept is not None:
        return False
    await tx.delete(Attachment, {"_id": id})
    await files.delete(id, session=tx.session)
    return True
