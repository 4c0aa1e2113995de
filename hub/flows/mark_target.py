"""The target for an answer is near, or has been missed: said once each, until he is answered."""

from datetime import datetime

from channels_adapters.registry import adapter_of
from hub.rules.actors import SYSTEM
from hub.rules.targets import Target, next_step, open_target
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.due_times import set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.words import DueKind, EventType


class MarkTarget:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Checked again here: an answer may have come, or the targets may be others by now."""

        async def work(tx: Transaction) -> None:
            before = await conversations.overdue(tx, due, self._next_step)
            target = self._target(before) if before else None
            if before is None or target is None:
                return
            if target.due_at > tx.now:
                after = await conversations.change(tx, before, {"target_near_at": target.near_at})
                conversations.record(tx, EventType.CONVERSATION_TARGET_WARNING, after, SYSTEM)
                await set_due(tx, DueKind.CONVERSATION_TARGET, after.id, target.due_at)
                return
            missed = {"target_missed_at": target.due_at, "target_near_at": target.near_at}
            after = await conversations.change(tx, before, missed)
            conversations.record(tx, EventType.CONVERSATION_TARGET_MISSED, after, SYSTEM)

        await self._store.transact(work)

    def _target(self, conversation: Conversation) -> Target | None:
        usual = adapter_of(conversation.channel_kind).traits.answer_target
        department = self._directory.departments.get(conversation.department_id)
        return open_target(conversation, self._directory.workspace, department, usual)

    def _next_step(self, conversation: Conversation) -> datetime | None:
        return next_step(conversation, self._target(conversation))
