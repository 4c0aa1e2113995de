"""An admin takes everything that we hold of a person out of the house, as one ZIP.

It holds the same twice: as JSON for programs, as a page for people; and the files. Private notes are
the staff's own words and come along only when asked for. Who exported whom stands in the journal.
"""

import json
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from hub.kit.errors import NotFound
from hub.presenters import contact_export as page
from hub.rules.actors import actor_of
from hub.rules.refusals import ContactChanged
from hub.services import contact_exports
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Member, Message
from models.documents.base import Id

TRIES = 3
"""For one who is merged, taken apart or edited while he is read."""

IN_MEMORY = 8 * 1024 * 1024
"""Bytes; what is larger waits on the disk until it is sent."""


class ExportContact:
    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    async def __call__(self, member: Member, contact_id: Id, *, notes: bool) -> IO[bytes]:
        """The archive, to be read from its beginning and closed. Raises NotFound, also when he is erased
        meanwhile; ContactChanged when he is merged or edited again and again.
        """
        for _ in range(TRIES):
            contact = await self._store.transact(lambda tx: _present(tx, contact_id))
            archive = await self._archive(contact, notes=notes)
            try:
                if await self._store.transact(partial(_note, member, contact, notes)):
                    return archive
            except BaseException:
                archive.close()
                raise
            archive.close()
        raise ContactChanged

    async def _archive(self, contact: Contact, *, notes: bool) -> IO[bytes]:
        archive = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        try:
            with ZipFile(archive, "w", ZIP_DEFLATED) as zip:
                await self._fill(zip, contact, notes=notes)
        except BaseException:
            archive.close()
            raise
        archive.seek(0)
        return archive

    async def _fill(self, zip: ZipFile, contact: Contact, *, notes: bool) -> None:
        person = await contact_exports.person(self._store, contact)
        zip.writestr("contact.json", _json(person))
        shown = [page.head(person)]
        async for conversation in contact_exports.conversations(self._store, contact.id):
            messages = await contact_exports.messages(self._store, conversation.id, notes=notes)
            told = contact_exports.plain(conversation)
            told["messages"] = [contact_exports.plain(each) for each in messages]
            zip.writestr(f"conversations/{conversation.number}.json", _json(told))
            shown.append(page.chat(conversation, messages))
            for message in messages:
                await self._add_files(zip, conversation, message)
        zip.writestr("index.html", "".join([*shown, page.foot()]))

    async def _add_files(self, zip: ZipFile, conversation: Conversation, message: Message) -> None:
        for index, file in enumerate(message.attachments):
            entry = ZipInfo(page.file_name(conversation, message, index))
            entry.compress_type = ZIP_STORED
            with zip.open(entry, "w") as out:
                async for piece in self._files.read(file.id, 0, file.size):
                    out.write(piece)


async def _present(tx: Transaction, contact_id: Id) -> Contact:
    contact = await tx.get(Contact, {"_id": contact_id})
    if contact is None or contact.erased_at is not None:
        raise NotFound("There is no such contact.")
    return contact


async def _note(member: Member, before: Contact, notes: bool, tx: Transaction) -> bool:
    """Only what is whole leaves the house: False when he has become another while it was read."""
    contact = await _present(tx, before.id)
    if contact.version != before.version:
        return False
    contact_exports.record(tx, contact, actor_of(member), notes=notes)
    return True


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)
