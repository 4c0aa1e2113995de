"""An admin erases a person, with a reason: nothing of him is left, and all figures stay.

His open chats end first. What remains are conversations of an "Erased customer" without a word in them,
and a record of who erased whom, when, why and how much. There is no way back.
"""

from hub.kit.errors import NotFound
from hub.rules.actors import actor_of
from hub.services import conversations, erasing
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Erasure, Member
from models.documents.base import Id, Person
from models.documents.conversation import ResolvedBy
from models.words import ActorKind, ResolveCause


class EraseContact:
    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    async def __call__(self, member: Member, contact_id: Id, reason: str) -> Erasure:
        """The record of it; of one who is erased already the earlier one. Raises NotFound."""
        actor = actor_of(member)
        by = ResolvedBy(kind=ActorKind(member.role.value), id=member.id, name=member.name)

        async def work(tx: Transaction) -> Erasure:
            contact = await tx.get(Contact, {"_id": contact_id})
            before = await tx.get(Erasure, {"contact_id": contact_id})
            if before is not None:
                return before
            if contact is None:
                raise NotFound("There is no such contact.")
            for one in await tx.find(Conversation, {"contact.id": contact_id, "open": True}):
                await conversations.resolve(tx, one, by, actor, ResolveCause.SUPERVISOR)
            found = await erasing.look_for(tx, contact)
            erasure = Erasure(
                contact_id=contact_id,
                by=Person(id=member.id, name=member.name),
                reason=reason,
                at=tx.now,
                counts={},
            )
            await erasing.erase(tx, self._files, found, erasure, actor)
            return erasure

        return await self._store.transact(work)
