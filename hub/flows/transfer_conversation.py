"""A conversation goes to another agent, or to another department (S8, S9), perhaps with a note.

The note is private and lies in the thread before the change, so that who gets it reads why. Labels,
messages and the author's drafts stay.
"""

from dataclasses import dataclass

from hub.kit.errors import Forbidden, Invalid
from hub.rules.actors import actor_of
from hub.rules.conversation_rights import holds, may_hand_on, may_transfer_to
from hub.rules.refusals import beaten
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Department, Member
from models.documents.base import Id
from models.words import AssignmentCause, ConversationState, EventType, MemberState


@dataclass(frozen=True)
class Target:
    """To a member, to the queue of a department, or to a member within a department."""

    member_id: Id | None
    department_id: Id | None

    def is_reached(self, conversation: Conversation) -> bool:
        if self.department_id not in (None, conversation.department_id):
            return False
        holder = conversation.assignee.id if conversation.assignee else None
        return holder == self.member_id and conversation.state is not ConversationState.RESOLVED


class TransferConversation:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(
        self,
        member: Member,
        conversation_id: Id,
        target: Target,
        note: str | None = None,
        *,
        cause: AssignmentCause = AssignmentCause.TRANSFER,
    ) -> Conversation:
        """The conversation where it is then. Raises a conflict naming state and holder, also when
        the target has no room. ``cause``: whether it is one of many.
        """
        if target.member_id is None and target.department_id is None:
            raise Invalid(
                "Say to whom.", fields={"memberId": "is missing", "departmentId": "is missing"}
            )

        async def work(tx: Transaction) -> Conversation:
            done = await conversations.reached_by(
                tx, member, conversation_id, EventType.CONVERSATION_TRANSFERRED
            )
            if done is not None and target.is_reached(done):
                return done
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if before.state is not ConversationState.HANDLED or not may_hand_on(member, before):
                raise beaten(before)
            to = await _receiver(tx, member, before, target)
            department = await _department(tx, before, target, to)
            noted = bool(note and note.strip())
            if note and noted:
                before = await conversations.add_note(tx, before, member, note)
            by = actor_of(member)
            if to is None:
                return await conversations.requeue(
                    tx, before, by=by, department=department, noted=noted
                )
            return await conversations.assign(
                tx,
                before,
                to=to,
                by=by,
                cause=cause,
                workspace=self._directory.workspace,
                department=department,
                noted=noted,
            )

        return await self._store.transact(work)


async def _receiver(
    tx: Transaction, member: Member, before: Conversation, target: Target
) -> Member | None:
    if target.member_id is None:
        return None
    to = await tx.get(Member, {"_id": target.member_id, "state": MemberState.ACTIVE})
    if to is None:
        raise Invalid("This member is not active.", fields={"memberId": "not active"})
    if holds(to, before):
        raise Invalid("This member handles it already.", fields={"memberId": "handles it already"})
    if not may_transfer_to(member, to):
        raise Forbidden("You may not transfer to this member.")
    return to


async def _department(
    tx: Transaction, before: Conversation, target: Target, to: Member | None
) -> Department | None:
    """The department into which it goes; None when it stays in its own."""
    if target.department_id is None:
        return None
    department = await tx.get(Department, {"_id": target.department_id})
    if department is None:
        raise Invalid(fields={"departmentId": "names a department that does not exist"})
    if to is not None and department.id not in to.department_ids:
        raise Invalid("This member is not in this department.", fields={"memberId": "not in it"})
    if to is None and department.id == before.department_id:
        raise Invalid(
            "It is in this department already. Put it back into the queue instead.",
            fields={"departmentId": "is its own"},
        )
    return None if department.id == before.department_id else department
