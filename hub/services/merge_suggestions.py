"""Pairs of contacts that may be one person: whoever has the same number or address."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, MergeSuggestion
from models.documents.base import Id
from models.documents.merging import SharedAddress
from models.words import SharedKind

MOST_ALIKE = 10
"""Contacts with one number that are suggested: an office's number is no person."""


async def note(tx: Transaction, ids: Iterable[Id], contacts: Mapping[Id, Contact]) -> None:
    """Suggest for these contacts as they are now; what suggests no more goes away."""
    for id in ids:
        contact = contacts.get(id)
        if contact is None or contact.erased_at is not None:
            await tx.delete(MergeSuggestion, {"contact_ids": id})
            continue
        alike = await _alike(tx, contact)
        pairs = {_pair(id, other.id): _shared(contact, other) for other in alike}
        for present in await tx.find(MergeSuggestion, {"contact_ids": id, "open": True}):
            if tuple(present.contact_ids) not in pairs:
                await tx.delete(MergeSuggestion, {"_id": present.id})
        await tx.upsert_each(
            MergeSuggestion,
            (
                (
                    {"contact_ids.0": pair[0], "contact_ids.1": pair[1]},
                    {
                        "$set": {"shared": [one.model_dump() for one in shared]},
                        "$setOnInsert": {"contact_ids": list(pair), "open": True, "at": tx.now},
                    },
                )
                for pair, shared in pairs.items()
            ),
        )


async def _alike(tx: Transaction, contact: Contact) -> list[Contact]:
    ways = [
        {field: {"$in": values}}
        for field, values in (("phones", contact.phones), ("emails", contact.emails))
        if values
    ]
    if not ways:
        return []
    found = await tx.find(Contact, {"$or": ways}, limit=MOST_ALIKE + 2)
    others = [each for each in found if each.id != contact.id]
    return others if len(others) <= MOST_ALIKE else []


def _pair(one: Id, other: Id) -> tuple[Id, Id]:
    return (one, other) if one < other else (other, one)


def _shared(one: Contact, other: Contact) -> list[SharedAddress]:
    phones = [SharedAddress(kind=SharedKind.PHONE, value=each) for each in one.phones]
    emails = [SharedAddress(kind=SharedKind.EMAIL, value=each) for each in one.emails]
    theirs = {*other.phones, *other.emails}
    return [each for each in (*phones, *emails) if each.value in theirs]


async def dismiss_pair(tx: Transaction, one: Id, other: Id) -> None:
    """They are two persons: it is not suggested again."""
    first, second = _pair(one, other)
    await tx.upsert_each(
        MergeSuggestion,
        [
            (
                {"contact_ids.0": first, "contact_ids.1": second},
                {
                    "$unset": {"open": ""},
                    "$setOnInsert": {"contact_ids": [first, second], "shared": [], "at": tx.now},
                },
            )
        ],
    )


async def page(
    store: Store, contact_id: Id | None, after: tuple[datetime, Id] | None, limit: int
) -> list[MergeSuggestion]:
    """The newest first, all or those of one contact."""
    filter: dict[str, object] = {"open": True}
    if contact_id is not None:
        filter["contact_ids"] = contact_id
    if after is not None:
        at, id = after
        filter["at"] = {"$lte": at}
        filter["$or"] = [{"at": {"$lt": at}}, {"_id": {"$lt": id}}]
    return await store.find(MergeSuggestion, filter, sort=[("at", -1), ("_id", -1)], limit=limit)


async def contacts_of(store: Store, suggestions: Iterable[MergeSuggestion]) -> dict[Id, Contact]:
    ids = {id for each in suggestions for id in each.contact_ids}
    found = await store.find(Contact, {"_id": {"$in": list(ids)}})
    return {each.id: each for each in found}
