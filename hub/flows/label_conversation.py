"""A conversation gets a set of labels: whoever sets it last wins, and both sets are in the journal."""

from collections.abc import Sequence

from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_label
from hub.rules.refusals import not_yours
from hub.services import conversations, labels
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import EventType


class LabelConversation:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, member: Member, conversation_id: Id, label_ids: Sequence[Id]
    ) -> Conversation:
        """Raises Invalid for labels that are not offered; those already there may stay."""

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if not may_label(member, before):
                raise not_yours()
            chosen = await labels.attachable(tx, label_ids, before.label_ids)
            wanted = [label.id for label in chosen]
            if set(wanted) == set(before.label_ids):
                return before
            after = await conversations.change(tx, before, {"label_ids": wanted})
            conversations.record(
                tx,
                EventType.CONVERSATION_LABELS_CHANGED,
                after,
                actor_of(member),
                before=before,
                changes={"label_ids": [before.label_ids, wanted]},
            )
            return after

        return await self._store.transact(work)
