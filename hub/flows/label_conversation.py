"""A conversation gets a set of labels: whoever sets it last wins, and both sets are in the journal.

A label that says how urgent it is makes it so, unless it is more urgent already.
"""

from collections.abc import Callable, Sequence

from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_label
from hub.rules.queue_order import raised
from hub.rules.refusals import not_yours
from hub.services import conversations, labels
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Label, Member
from models.documents.base import Id
from models.words import ConversationState, EventType, Priority


class LabelConversation:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, member: Member, conversation_id: Id, label_ids: Sequence[Id]
    ) -> Conversation:
        """Raises Invalid for labels that are not offered; those already there may stay."""
        return await self._label(member, conversation_id, lambda _: label_ids)

    async def add_and_remove(
        self, member: Member, conversation_id: Id, added: Sequence[Id], removed: Sequence[Id]
    ) -> Conversation:
        """The labels that it has besides stay as they are when it is changed."""

        def wanted(present: Sequence[Id]) -> list[Id]:
            return [id for id in dict.fromkeys([*present, *added]) if id not in removed]

        return await self._label(member, conversation_id, wanted)

    async def _label(
        self,
        member: Member,
        conversation_id: Id,
        wanted_of: Callable[[Sequence[Id]], Sequence[Id]],
    ) -> Conversation:
        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if not may_label(member, before):
                raise not_yours()
            chosen = await labels.attachable(tx, wanted_of(before.label_ids), before.label_ids)
            wanted = [label.id for label in chosen]
            if set(wanted) == set(before.label_ids):
                return before
            priority = raised(before.priority, _added(chosen, before))
            values = {"label_ids": wanted, "priority": priority}
            after = await conversations.change(tx, before, values)
            conversations.record(
                tx,
                EventType.CONVERSATION_LABELS_CHANGED,
                after,
                actor_of(member),
                before=before,
                changes={
                    "label_ids": [before.label_ids, wanted],
                    **(
                        {"priority": [before.priority, priority]}
                        if priority is not before.priority
                        else {}
                    ),
                },
            )
            return after

        return await self._store.transact(work)


def _added(chosen: Sequence[Label], before: Conversation) -> list[Priority]:
    """What the labels that it has not had ask for; nothing once it has ended."""
    if before.state is ConversationState.RESOLVED:
        return []
    new = (label for label in chosen if label.id not in before.label_ids)
    return [label.priority for label in new if label.priority is not None]
