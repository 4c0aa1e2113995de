"""What goes whole with a person: files, drafts, mails that wait, payloads, suggestions, words."""

from collections.abc import Iterable
from typing import Any

from hub.rules.audience import visitor_room
from hub.services.erasing.finding import Found
from hub.store.files import Files
from hub.store.transaction import Transaction
from models.documents import (
    Attachment,
    Block,
    Channel,
    ChatLink,
    ContactMerge,
    Conversation,
    Doc,
    Draft,
    Due,
    EarlyReport,
    Identity,
    MailAddress,
    MergeSuggestion,
    Message,
    NotUnderstood,
    OutboxEntry,
    SystemMail,
    Trial,
    UndoneSend,
    VerifiedAddress,
    Visit,
    VisitorNetwork,
    Word,
)
from models.documents.base import Id
from models.words import BlockKind, DueKind

WORDS_AT_ONCE = 500

LOOKED_AT = 100
"""Conversations of others at a time."""


async def take_files(tx: Transaction, files: Files, found: Found) -> int:
    """Those of his chats, whoever sent them, what he has uploaded and not sent, and what lies in drafts."""
    uploaders = [visitor_room(id) for id in found.identity_ids]
    drafts = await tx.find(Draft, {"conversation_id": {"$in": found.conversation_ids}})
    of_his = [
        {"message_id": {"$in": found.message_ids}},
        {"uploader": {"$in": uploaders}},
        {"_id": {"$in": [file.id for each in drafts for file in each.files]}},
    ]
    attachments = await tx.find(Attachment, {"$or": of_his})
    for each in attachments:
        await files.delete(each.id, session=tx.session)
    await tx.delete(Attachment, {"_id": {"$in": [each.id for each in attachments]}})
    return len(attachments)


async def delete_around(tx: Transaction, files: Files, found: Found) -> None:
    identity_ids, addresses = found.identity_ids, found.addresses
    in_chats = {"conversation_id": {"$in": found.conversation_ids}}
    due_of = [*found.conversation_ids, *found.message_ids]
    everything: list[tuple[type[Doc], dict[str, Any]]] = [
        (Identity, {"contact_id": found.contact.id}),
        (VerifiedAddress, {"contact_id": found.contact.id}),
        (Draft, in_chats),
        (OutboxEntry, {"_id": {"$in": [*found.conversation_ids, *found.message_ids]}}),
        (Due, {"kind": {"$in": list(DueKind)}, "object_id": {"$in": due_of}}),
        (ChatLink, in_chats),
        (SystemMail, in_chats),
        (UndoneSend, in_chats),
        (Trial, {"to": {"$in": [found.contact.name, *addresses]}}),
        (Block, {"identity_id": {"$in": identity_ids}}),
        (Block, {"kind": {"$in": list(BlockKind)}, "value": {"$in": addresses}}),
        (VisitorNetwork, {"_id": {"$in": identity_ids}}),
        (Visit, {"identity_id": {"$in": identity_ids}}),
        (MergeSuggestion, {"contact_ids": {"$in": found.contact_ids}}),
        (ContactMerge, {"kept_id": {"$in": found.contact_ids}}),
        (ContactMerge, {"gone_id": {"$in": found.contact_ids}}),
    ]
    for kind, filter in everything:
        await tx.delete(kind, filter)
    await _delete_payloads(tx, files, addresses)


async def _delete_payloads(tx: Transaction, files: Files, addresses: list[str]) -> None:
    """What came from him and could not be taken, with the bytes as they came; and what was reported of
    messages of his that have not come.
    """
    channels = [raw["_id"] for raw in await tx.find_fields(Channel, {}, ["_id"])]
    at_these = {"channel_id": {"$in": channels}}
    his = {**at_these, "envelope.sender_id": {"$in": addresses}}
    for kept in await tx.find(NotUnderstood, his):
        if kept.raw_id is not None:
            await files.delete(kept.raw_id, session=tx.session)
    await tx.delete(NotUnderstood, his)
    ways = [{f"envelope.{name}": {"$in": addresses}} for name in ("sender_id", "chat_id")]
    await tx.delete(EarlyReport, {**at_these, "$or": ways})


async def forget_addresses(tx: Transaction, found: Found) -> None:
    """His own, and those that stood in his mails and are no contact's: they come again with the next mail.
    Call while the mails still say them.
    """
    mails = await tx.find_fields(
        Message, {"_id": {"$in": found.message_ids}, "mail": {"$exists": True}}, ["mail"]
    )
    stood = {
        address.lower()
        for raw in mails
        for field in ("to", "cc", "bcc")
        for address in raw["mail"].get(field, ())
    }
    stood |= {raw["mail"].get("from_address", "").lower() for raw in mails}
    await tx.delete(MailAddress, {"contact_id": {"$in": found.contact_ids}})
    await tx.delete(MailAddress, {"address": {"$in": found.addresses}})
    await tx.delete(MailAddress, {"address": {"$in": sorted(stood)}, "contact_id": None})


async def words_of(tx: Transaction, contact_id: Id) -> set[str]:
    rows = await tx.find_fields(Conversation, {"contact.id": contact_id}, ["words"])
    return {word for row in rows for word in row.get("words", ())}


async def forget_words(tx: Transaction, words: Iterable[str]) -> None:
    """Words that nobody else has used: a name, a parcel's number. Many at once: one who has written for
    years leaves some ten thousand.
    """
    all_words = sorted(words)
    for start in range(0, len(all_words), WORDS_AT_ONCE):
        unused = await _used_by_nobody(tx, all_words[start : start + WORDS_AT_ONCE])
        await tx.delete(Word, {"_id": {"$in": unused}})


async def _used_by_nobody(tx: Transaction, words: list[str]) -> list[str]:
    """A few conversations clear away all the common words among them, then some more do."""
    left = words
    while left:
        found = await tx.aggregate(
            Conversation,
            [
                {"$match": {"words": {"$in": left}}},
                {"$limit": LOOKED_AT},
                {"$project": {"used": {"$setIntersection": ["$words", left]}}},
            ],
        )
        if not found:
            break
        used = {word for raw in found for word in raw["used"]}
        left = [word for word in left if word not in used]
    return left
