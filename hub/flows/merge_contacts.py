"""An admin says that two contacts are one person, and may take it back for 30 days.

Addresses, identities and conversations go over to the one that is kept; of what both have, he keeps his
own unless the other's is chosen. Replies go on to where each conversation came from. The undo gives back
what went over, and what has come to it since; what was changed by hand in between stays as it is.
"""

from collections.abc import Collection
from dataclasses import dataclass

from hub.kit.contact_words import words_of_contact
from hub.kit.errors import Conflict, Invalid, NotFound
from hub.rules.actors import actor_of
from hub.rules.contact_fields import stamp
from hub.rules.merging import Difference, as_merged, differences, merged_values, values_given_back
from hub.services import contacts, merge_suggestions, merges
from hub.services.merges import Joined
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, ContactMerge, Conversation, Identity, Member
from models.documents.base import Id, Person


class ContactMerged(Conflict):
    """One of the two has become part of another contact already; ``intoId`` names him, ``by`` who did it."""

    detail_by_default = "This contact was merged into another one meanwhile."


class MergeUndone(Conflict):
    detail_by_default = "This merge can no longer be undone."


@dataclass(frozen=True)
class Preview:
    """``merged`` is the kept contact as he would be."""

    merged: Contact
    gone: Contact
    differences: list[Difference]
    identities: list[Identity]
    conversations: int
    open_conversations: int


class MergeContacts:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def preview(self, gone_id: Id, kept_id: Id, take: Collection[str] = ()) -> Preview:
        """What would move. Raises as the merge would."""

        async def work(tx: Transaction) -> Preview:
            kept, gone = await _both(tx, gone_id, kept_id)
            mine = {"contact.id": gone_id}
            return Preview(
                as_merged(kept, merged_values(kept, gone, take)),
                gone,
                differences(kept, gone),
                await tx.find(Identity, {"contact_id": gone_id}),
                await tx.count(Conversation, mine),
                await tx.count(Conversation, {**mine, "open": True}),
            )

        return await self._store.transact(work)

    async def __call__(
        self, member: Member, gone_id: Id, kept_id: Id, take: Collection[str] = ()
    ) -> tuple[Contact, ContactMerge]:
        """The kept contact, and what it takes to undo; to a repeat by himself the same again.
        Raises NotFound, Invalid, ContactMerged.
        """
        actor = actor_of(member)

        async def work(tx: Transaction) -> tuple[Contact, ContactMerge]:
            before = await merges.newest_of(tx, gone_id)
            if before is not None and (before.kept_id, before.by.id) == (kept_id, member.id):
                present = await tx.get(Contact, {"_id": kept_id})
                if present is not None:
                    return present, before
            kept, gone = await _both(tx, gone_id, kept_id)
            values = merged_values(kept, gone, take)
            found_by = await merges.found_by(tx, [kept_id, gone_id])
            after = await contacts.put(tx, kept, values, actor, {"merged": gone_id})
            merge = ContactMerge(
                kept_id=kept_id,
                gone_id=gone_id,
                gone=gone.to_mongo(),
                by=Person(id=member.id, name=member.name),
                at=tx.now,
                undo_until=tx.now + merges.UNDO_WITHIN,
                before={stamp(field): kept.value_of(field) for field in values},
                after={stamp(field): value for field, value in values.items()},
                version=after.version,
            )
            await merges.move(tx, merge, after, found_by, actor)
            merges.record_gone(tx, merge, gone.version + 1, actor)
            return after, merge

        return await self._store.transact(work)

    async def undo(self, member: Member, kept_id: Id, merge_id: Id) -> Contact:
        """The contact that had vanished, as he is again. Raises NotFound, MergeUndone, ContactMerged."""
        actor = actor_of(member)

        async def work(tx: Transaction) -> Contact:
            merge = await tx.get(ContactMerge, {"_id": merge_id, "kept_id": kept_id})
            if merge is None:
                raise NotFound("There is no such merge.")
            kept = await tx.get(Contact, {"_id": kept_id})
            if kept is None:
                raise await _vanished(tx, kept_id)
            if merge.undone_at is not None:
                back = await tx.get(Contact, {"_id": merge.gone_id})
                if back is not None:
                    return back
            if merge.undone_at is not None or merge.undo_until <= tx.now:
                raise MergeUndone
            gone = Contact.from_mongo(merge.gone)
            gone.version += 2
            gone.words = words_of_contact(gone.name, gone.emails, gone.phones)
            await tx.insert(gone)
            values = values_given_back(kept, merge)
            alone = await contacts.put(tx, kept, values, actor, {"unmerged": gone.id})
            await merges.move_back(tx, merge, gone, Joined(kept, alone), actor)
            await merges.forget_in_later(tx, merge)
            await tx.change(ContactMerge, {"_id": merge.id}, {"$set": {"undone_at": tx.now}})
            await merge_suggestions.dismiss_pair(tx, kept_id, gone.id)
            merges.record_back(tx, merge, gone, actor)
            return gone

        return await self._store.transact(work)


async def _both(tx: Transaction, gone_id: Id, kept_id: Id) -> tuple[Contact, Contact]:
    if gone_id == kept_id:
        raise Invalid(fields={"intoId": "must be another contact"})
    found = {each.id: each for each in await tx.find(Contact, {"_id": {"$in": [gone_id, kept_id]}})}
    for id in (kept_id, gone_id):
        if id not in found or found[id].erased_at is not None:
            raise await _vanished(tx, id)
    return found[kept_id], found[gone_id]


async def _vanished(tx: Transaction, id: Id) -> Exception:
    merge = await merges.newest_of(tx, id)
    if merge is None:
        return NotFound("There is no such contact.")
    by = {"id": str(merge.by.id), "name": merge.by.name}
    return ContactMerged(
        f"{merge.by.name} has merged this contact into another one.",
        extra={"intoId": str(merge.kept_id), "by": by},
    )
