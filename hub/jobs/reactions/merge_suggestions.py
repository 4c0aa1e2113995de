"""Suggests to merge contacts that have come to share a number or an address."""

from collections.abc import Sequence

from hub.services import merge_suggestions
from hub.store.transaction import Transaction
from models.documents import Contact, Event
from models.words import ObjectKind


class MergeSuggestions:
    name = "merge_suggestions"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        ids = {row.object.id for row in rows if row.object.kind is ObjectKind.CONTACT}
        if not ids:
            return
        found = await tx.find(Contact, {"_id": {"$in": list(ids)}})
        await merge_suggestions.note(tx, ids, {one.id: one for one in found})
