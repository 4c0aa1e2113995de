"""Who has just resolved a conversation takes that back, within ten seconds (S13), or with his last
words while they are held.
"""

from datetime import datetime, timedelta

from hub.rules.actors import actor_of
from hub.rules.derived import silent_at, unanswered_at
from hub.rules.load import quiet_at
from hub.rules.refusals import ConversationMovedOn, beaten, not_yours, present_state
from hub.rules.suspicion import is_suspected, laid_aside_again
from hub.rules.windows import expires_at, window_of
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.due_times import set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Event, Member, UndoneSend
from models.documents.base import Id
from models.words import ConversationState, DueKind, EventType, MemberState

UNDO_WITHIN = timedelta(seconds=10)


class UndoTooLate(ConversationMovedOn):
    detail_by_default = "A resolve can be undone for 10 seconds. Nothing was changed."


class UndoResolve:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, conversation_id: Id) -> Conversation:
        """The conversation as if it had not been resolved."""

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            is_open = before.state is not ConversationState.RESOLVED
            if is_open or is_suspected(before) or before.resolved_at is None:
                if await _undone_by(tx, member, before):
                    return before
                raise beaten(before)
            if before.resolved_by is None or before.resolved_by.id != member.id:
                raise not_yours()
            thread = (before.channel_id, before.thread_key)
            if await conversations.open_in(tx, [thread]):
                raise ConversationMovedOn(
                    "The customer has begun a newer conversation.", extra=present_state(before)
                )
            late = tx.now - before.resolved_at > UNDO_WITHIN
            if late and not await _last_words_taken_back(tx, member, before.id, before.resolved_at):
                raise UndoTooLate(extra=present_state(before))
            if before.suspicions:
                return await _suspected_again(tx, member, before)
            last = before.last_agent
            active = {"_id": last.id if last else None, "state": MemberState.ACTIVE}
            still_here = await tx.get(Member, active) is not None
            values = _unresolved(before, still_here=still_here)
            after = await conversations.change(tx, before, values)
            for kind, at in self._dues(after):
                if at is not None:
                    await set_due(tx, kind, after.id, at)
            conversations.record(
                tx, EventType.CONVERSATION_REOPENED, after, actor_of(member), before=before
            )
            return after

        return await self._store.transact(work)

    def _dues(self, after: Conversation) -> list[tuple[DueKind, datetime | None]]:
        """What is to become of it, which its end had settled."""
        rules = self._directory.workspace
        return [
            (DueKind.CONVERSATION_UNANSWERED, unanswered_at(after, rules.unanswered_after)),
            (DueKind.CONVERSATION_QUIET, quiet_at(after, rules.quiet_after)),
            (DueKind.CONVERSATION_SILENT, silent_at(after, rules.silent_after)),
            (DueKind.CONVERSATION_EXPIRED, expires_at(after, window_of(after))),
        ]


async def _suspected_again(tx: Transaction, member: Member, before: Conversation) -> Conversation:
    """It was called spam and never waited: it lies in Suspected as before."""
    after = await conversations.change(tx, before, laid_aside_again(before))
    type = EventType.CONVERSATION_UPDATED
    changes = {"suspected": True}
    conversations.record(tx, type, after, actor_of(member), before=before, changes=changes)
    return after


async def _last_words_taken_back(
    tx: Transaction, member: Member, conversation_id: Id, resolved_at: datetime
) -> bool:
    """A mail may be held longer than a resolve can be undone: who takes it back has not ended the chat."""
    since = max(resolved_at, tx.now - UNDO_WITHIN)
    taken_back = {"author_id": member.id, "conversation_id": conversation_id}
    return await tx.get(UndoneSend, {**taken_back, "at": {"$gte": since}}) is not None


async def _undone_by(tx: Transaction, member: Member, present: Conversation) -> bool:
    """Whether it is open because he has just taken his resolve back: a repeat finds it so."""
    reopened = await tx.find(
        Event,
        {
            "object.id": present.id,
            "$or": [{"type": EventType.CONVERSATION_REOPENED}, {"changes.suspected": True}],
            "actor.id": member.id,
            "at": {"$gte": tx.now - UNDO_WITHIN},
        },
        limit=1,
    )
    return bool(reopened)


def _unresolved(before: Conversation, *, still_here: bool) -> dict[str, object]:
    """Back to whoever held it, if he is still a member; else, or when it was resolved out of the
    queue, to the queue.
    """
    queued_since = max(at for at in (before.queued_at, before.requeued_at, before.started_at) if at)
    queued = not still_here or before.assigned_at is None or queued_since > before.assigned_at
    return {
        "state": ConversationState.QUEUED if queued else ConversationState.HANDLED,
        "open": True,
        "assignee": None if queued else before.last_agent,
        "resolved_at": None,
        "resolved_by": None,
        "resolve_cause": None,
    }
