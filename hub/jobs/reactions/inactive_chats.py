"""Plans when a conversation ends because its customer says nothing more, if the house has such a rule."""

from collections.abc import Sequence

from hub.rules.derived import inactive_at
from hub.services import workspace
from hub.store.due_times import due_write
from hub.store.transaction import Transaction
from models.documents import Conversation, Due, Event
from models.documents.base import Id
from models.words import ActorKind, DueKind, EventType, ObjectKind

MOVES = frozenset(
    {
        EventType.CONVERSATION_CREATED,
        EventType.CONVERSATION_ASSIGNED,
        EventType.CONVERSATION_TRANSFERRED,
        EventType.CONVERSATION_REOPENED,
        EventType.CONVERSATION_SNOOZED,
    }
)
"""What begins such a wait, or begins it anew; besides an answer."""


FIRST = Id("0" * 24)
"""Before every id: so the index of who holds what is used."""


class InactiveChats:
    name = "inactive_chats"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        """By what holds now, so that rows of long ago plan nothing for what has ended."""
        ids = {row.conversation_id for row in rows if _concerns(row)}
        all_held = any(_changes_the_rule(row) for row in rows)
        if not ids and not all_held:
            return
        # Not as this process remembers it: it may not have heard of the rule that has just changed.
        after = (await workspace.get_in(tx)).auto_resolve_after
        if not after:
            return
        held = {"assignee.id": {"$gt": FIRST}} if all_held else {"_id": {"$in": list(ids)}}
        found = [
            (each.id, inactive_at(each, after))
            for each in await tx.find(Conversation, {"open": True, **held})
        ]
        dues = [due_write(DueKind.CONVERSATION_INACTIVE, id, at) for id, at in found if at]
        await tx.upsert_each(Due, dues)


def _concerns(row: Event) -> bool:
    answered = row.type is EventType.MESSAGE_CREATED and row.actor.kind is not ActorKind.CUSTOMER
    return answered or row.type in MOVES


def _changes_the_rule(row: Event) -> bool:
    settings = row.type is EventType.SETTINGS_CHANGED and row.object.kind is ObjectKind.WORKSPACE
    return settings and "auto_resolve_after" in row.changes
