"""An admin gives up a department.

Its members leave it, its channels begin elsewhere, and its open chats go over to the department that
he names, each keeping its place and its holder. While there are open chats and no such department,
nothing happens: he is told how many there are.

Who writes or transfers a chat there in a transaction beside this one is not seen by it. No such
transaction lives longer than a minute: after that what came late goes over to the default department.
"""

from datetime import timedelta

from hub.kit.errors import Conflict, Invalid
from hub.rules.actors import SYSTEM, actor_of
from hub.services import channels, conversations, departments, members
from hub.store.directory import Directory
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Department, Due, Member
from models.documents.base import Id
from models.documents.event import Actor
from models.words import ConversationState, DueKind, EventType, ResolveCause

MOST_AT_ONCE = 2_000
"""Chats that one transaction moves."""


LATEST = timedelta(seconds=60)
"""How long a transaction may live by MongoDB's own limit (transactionLifetimeLimitSeconds)."""


class DepartmentHasChats(Conflict):
    """``open``: how many have to go somewhere."""


class RemoveDepartment:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, department_id: Id, move_to: Id | None) -> None:
        """Raises NotFound, Invalid, DepartmentIsDefault, DepartmentHasChats."""
        actor = actor_of(member)

        async def work(tx: Transaction) -> None:
            leaving = await departments.get(tx, department_id)
            target = await self._target(tx, leaving, move_to)
            await departments.remove(tx, leaving, actor)
            await self._move_chats(tx, leaving, target, actor)
            await channels.leave_department(tx, leaving.id, target.id if target else None, actor)
            await members.leave_department(tx, leaving.id, actor)
            await set_due(tx, DueKind.DEPARTMENT_REMOVED, leaving.id, tx.now + LATEST)

        await self._store.transact(work)

    async def clear(self, due: Due) -> None:
        """What came late goes to the default department, and who joined late leaves."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            await self._move(tx, due.object_id, None, SYSTEM)
            await members.leave_department(tx, due.object_id, SYSTEM)

        await self._store.transact(work)

    async def _target(
        self, tx: Transaction, leaving: Department, move_to: Id | None
    ) -> Department | None:
        if move_to is None:
            return None
        if move_to == leaving.id:
            raise Invalid(fields={"moveTo": "must be another department"})
        found = await tx.get(Department, {"_id": move_to})
        if found is None:
            raise Invalid(fields={"moveTo": "names a department that does not exist"})
        return found

    async def _move_chats(
        self, tx: Transaction, leaving: Department, target: Department | None, actor: Actor
    ) -> None:
        waiting = await tx.count(
            Conversation,
            {
                "department_id": leaving.id,
                "state": {"$ne": ConversationState.RESOLVED.value},
            },
        )
        if waiting and target is None:
            raise DepartmentHasChats(
                f"{waiting} open chats are in this department. Choose where they go.",
                extra={"open": waiting},
            )
        if waiting > MOST_AT_ONCE:
            raise DepartmentHasChats(
                f"{waiting} open chats are too many to move at once. Resolve or transfer some first.",
                extra={"open": waiting},
            )
        await self._move(tx, leaving.id, target, actor)

    async def _move(
        self, tx: Transaction, leaving_id: Id, target: Department | None, actor: Actor
    ) -> None:
        """Also those that may still reopen, and what is suspected, so that none comes back to a queue that is gone."""
        fallback = await tx.get(Department, {"is_default": True})
        goal = target or fallback
        assert goal is not None
        house = self._directory.workspace
        lately = tx.now - timedelta(seconds=max(house.reopen_within, house.reopen_mail_within))
        moving = await tx.find(
            Conversation,
            {
                "department_id": leaving_id,
                "$or": [
                    {"state": {"$ne": ConversationState.RESOLVED.value}},
                    {"resolved_at": {"$gte": lately}},
                    {"resolve_cause": ResolveCause.SUSPECTED},
                ],
            },
            limit=2 * MOST_AT_ONCE,
        )
        for before in moving:
            after = await conversations.change(tx, before, {"department_id": goal.id})
            conversations.record(
                tx,
                EventType.CONVERSATION_UPDATED,
                after,
                actor,
                before=before,
                changes={"department_id": [before.department_id, goal.id]},
            )
