"""Plans when the target of each answer is near, whenever somebody begins to wait for one."""

from collections.abc import Sequence

from channels_adapters.registry import adapter_of
from hub.rules.targets import next_step, open_target
from hub.store.directory import Directory
from hub.store.due_times import due_write
from hub.store.transaction import Transaction
from models.documents import Conversation, Due, Event
from models.words import ActorKind, DueKind, EventType

MOVES = frozenset(
    {
        EventType.CONVERSATION_QUEUED,
        EventType.CONVERSATION_REQUEUED,
        EventType.CONVERSATION_TRANSFERRED,
        EventType.CONVERSATION_REOPENED,
        EventType.MESSAGE_UNDONE,
    }
)
"""What brings a conversation to a department, or to another one; and an answer that was taken back."""


class AnswerTargets:
    name = "answer_targets"

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        """By what holds now, so that rows of long ago plan nothing for what has ended."""
        ids = {row.conversation_id for row in rows if _concerns(row)}
        waiting = {"_id": {"$in": list(ids)}, "open": True}
        dues = []
        for each in await tx.find(Conversation, waiting) if ids else []:
            usual = adapter_of(each.channel_kind).traits.answer_target
            department = self._directory.departments.get(each.department_id)
            target = open_target(each, self._directory.workspace, department, usual)
            if at := next_step(each, target):
                dues.append(due_write(DueKind.CONVERSATION_TARGET, each.id, at))
        await tx.upsert_each(Due, dues)


def _concerns(row: Event) -> bool:
    asked = row.type is EventType.MESSAGE_CREATED and row.actor.kind is ActorKind.CUSTOMER
    return asked or row.type in MOVES
