"""Somebody is not to be heard any more: what he has open ends as spam, what comes later is filed so.

It is written in the journal who did it and why, and taken back in the same way.
"""

from hub.kit.errors import Forbidden, NotFound
from hub.rules.actors import actor_of
from hub.rules.audience import STAFF, oversees, sees
from hub.rules.blocking import clean_value
from hub.services import blocks, conversations
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Block, Conversation, Identity, Member
from models.documents.base import Id, Person
from models.documents.conversation import ResolvedBy
from models.documents.event import ObjectRef
from models.words import ActorKind, BlockKind, EventType, ObjectKind, ResolveCause, Role


class BlockSender:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def identity(self, member: Member, identity_id: Id, reason: str | None) -> Block:
        """An agent those whose conversations he sees. Raises NotFound, Forbidden."""

        async def work(tx: Transaction) -> Block:
            identity = await tx.get(Identity, {"_id": identity_id})
            if identity is None:
                raise NotFound
            open_ones = await tx.find(Conversation, {"identity_id": identity_id, "open": True})
            await _refuse_strangers(tx, member, identity_id)
            block = Block(
                kind=BlockKind.IDENTITY,
                value=str(identity_id),
                identity_id=identity_id,
                named=identity.name or identity.address,
                reason=reason,
                by=Person(id=member.id, name=member.name),
                at=tx.now,
            )
            kept = await blocks.put(tx, block)
            if kept is block:
                _tell(tx, member, identity.contact_id, block, blocked=True)
            for one in open_ones:
                by = ResolvedBy(kind=ActorKind(member.role.value), id=member.id, name=member.name)
                await conversations.resolve(tx, one, by, actor_of(member), ResolveCause.SPAM)
            return kept

        return await self._store.transact(work)

    async def address(
        self, member: Member, kind: BlockKind, value: str, reason: str | None
    ) -> Block:
        """An address or a domain. Raises Invalid."""
        plain = clean_value(kind, value)

        async def work(tx: Transaction) -> Block:
            block = Block(
                kind=kind,
                value=plain,
                named=plain,
                reason=reason,
                by=Person(id=member.id, name=member.name),
                at=tx.now,
            )
            kept = await blocks.put(tx, block)
            if kept is block:
                _tell(tx, member, block.id, block, blocked=True)
            return kept

        return await self._store.transact(work)

    async def let_in(self, member: Member, block_id: Id) -> None:
        """Take a block away. Raises NotFound."""

        async def work(tx: Transaction) -> None:
            await _drop(tx, member, await blocks.get(tx, block_id))

        await self._store.transact(work)

    async def let_identity_in(self, member: Member, identity_id: Id) -> None:
        """Nothing to do when he is not blocked."""

        async def work(tx: Transaction) -> None:
            await _refuse_strangers(tx, member, identity_id)
            block = await blocks.of_identity(tx, identity_id)
            if block is not None:
                await _drop(tx, member, block)

        await self._store.transact(work)


async def _refuse_strangers(tx: Transaction, member: Member, identity_id: Id) -> None:
    """An agent whom he handles or has called spam, a supervisor in his scope, an admin anybody."""
    if member.role is Role.ADMIN:
        return
    newest = await tx.find(
        Conversation, {"identity_id": identity_id}, sort=[("started_at", -1)], limit=1
    )
    if not newest:
        raise NotFound
    one = newest[0]
    held = one.assignee or one.last_agent
    if member.role is Role.AGENT and held is not None and held.id == member.id:
        return
    if not sees(member, one):
        raise NotFound
    if member.role is Role.AGENT or not oversees(member, one):
        raise Forbidden("Only who handles this customer, or a supervisor, may do this.")


async def _drop(tx: Transaction, member: Member, block: Block) -> None:
    await blocks.drop(tx, block)
    identity = block.identity_id and await tx.get(Identity, {"_id": block.identity_id})
    about = identity.contact_id if identity else block.id
    _tell(tx, member, about, block, blocked=False)


def _tell(tx: Transaction, member: Member, about: Id, block: Block, *, blocked: bool) -> None:
    tx.record(
        EventType.CONTACT_BLOCKED if blocked else EventType.CONTACT_UNBLOCKED,
        object=ObjectRef(kind=ObjectKind.BLOCK, id=about, version=1),
        actor=actor_of(member),
        rooms=[STAFF],
        changes={"kind": block.kind},
        personal={"named": block.named, "reason": block.reason},
    )
