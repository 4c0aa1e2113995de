"""A conversation ends: resolved by who handles it, or by a supervisor in his scope (S10, S11)."""

from hub.kit.errors import HubError, Invalid
from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_judge, may_resolve
from hub.rules.refusals import ConversationNotHandled, beaten, not_yours, present_state
from hub.rules.suspicion import is_suspected
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id, Person
from models.documents.conversation import ResolvedBy
from models.words import (
    ActorKind,
    ConversationState,
    ResolveCause,
    Role,
)


class LabelRequired(Invalid):
    detail_by_default = "Give it a label first, then resolve it."


class ResolveConversation:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(
        self,
        member: Member,
        conversation_id: Id,
        cause: ResolveCause | None = None,
        note: str | None = None,
    ) -> Conversation:
        """The resolved conversation; ``note`` stays in it as a private note.

        Raises a conflict when somebody else resolved it first.
        """
        if cause not in (None, ResolveCause.SPAM, _cause_of(member)):
            raise Invalid("This cause is not yours to give.", fields={"cause": "not by hand"})

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if before.state is ConversationState.RESOLVED:
                if before.resolved_by and before.resolved_by.id == member.id:
                    return before
                if not (is_suspected(before) and cause is ResolveCause.SPAM):
                    raise beaten(before)
                if not may_judge(member, before):
                    raise not_yours()
                # Who has judged it keeps it in sight, and may block the sender or think again.
                judge = Person(id=member.id, name=member.name)
                before = before.model_copy(update={"last_agent": judge})
            elif not may_resolve(member, before):
                raise await _refusal(tx, before)
            elif self._lacks_label(before, cause):
                raise LabelRequired
            if note and note.strip():
                before = await conversations.add_note(tx, before, member, note)
            by = ResolvedBy(kind=ActorKind(member.role.value), id=member.id, name=member.name)
            return await conversations.resolve(
                tx, before, by, actor_of(member), cause or _cause_of(member)
            )

        return await self._store.transact(work)

    def _lacks_label(self, before: Conversation, cause: ResolveCause | None) -> bool:
        required = self._directory.workspace.label_required and cause is not ResolveCause.SPAM
        return required and not before.label_ids


async def _refusal(tx: Transaction, before: Conversation) -> HubError:
    if before.assignee:
        return beaten(before)
    judge = await conversations.cleared_by(tx, before.id)
    if judge is not None:
        return ConversationNotHandled(
            f"{judge.name} has said that it is no spam.", extra=present_state(before)
        )
    return not_yours()


def _cause_of(member: Member) -> ResolveCause:
    return ResolveCause.AGENT if member.role is Role.AGENT else ResolveCause.SUPERVISOR
