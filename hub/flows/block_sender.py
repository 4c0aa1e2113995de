"""Somebody is not to be heard any more: what he has open ends as spam, what comes later is filed so.

It is written in the journal who did it and why, and taken back in the same way. A visitor of a live chat
is somebody new whenever he likes; so the network from which he writes can be blocked with him, for a day:
whatever chat begins from there is filed. Chats of others that are open stay so, whoever else is behind it.
"""

from dataclasses import dataclass
from datetime import datetime

from hub.kit.errors import Forbidden, NotFound
from hub.rules.actors import SYSTEM, actor_of
from hub.rules.audience import STAFF, oversees, sees
from hub.rules.blocking import clean_value, holds, row_id_of
from hub.rules.networks import KEPT
from hub.rules.refusals import NetworkUnknown
from hub.services import blocks, conversations, networks
from hub.store.due_times import finish_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Block, Contact, Conversation, Due, Identity, Member
from models.documents.base import Id, Person
from models.documents.conversation import ResolvedBy
from models.documents.event import Actor, ObjectRef
from models.words import ActorKind, BlockKind, EventType, ObjectKind, ResolveCause, Role


@dataclass(frozen=True)
class KnownNetwork:
    """``others``: how many more visitors wrote from it within a day."""

    known: bool
    others: int = 0
    blocked_until: datetime | None = None


class BlockSender:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def identity(
        self, member: Member, identity_id: Id, reason: str | None, *, network: bool = False
    ) -> Block:
        """An agent those whose conversations he sees. ``network``: where he writes from as well.

        Raises NotFound, Forbidden, NetworkUnknown.
        """

        async def work(tx: Transaction) -> Block:
            identity = await tx.get(Identity, {"_id": identity_id})
            if identity is None:
                raise NotFound
            contact = await tx.get(Contact, {"_id": identity.contact_id})
            open_ones = await tx.find(Conversation, {"identity_id": identity_id, "open": True})
            await _refuse_strangers(tx, member, identity_id)
            block = Block(
                kind=BlockKind.IDENTITY,
                value=str(identity_id),
                identity_id=identity_id,
                named=identity.name or (contact.name if contact else identity.address),
                reason=reason,
                by=Person(id=member.id, name=member.name),
                at=tx.now,
            )
            if network:
                await _block_network(tx, member, identity, block)
            kept = await blocks.put(tx, block)
            if kept is block:
                _tell(tx, actor_of(member), identity.contact_id, block, blocked=True)
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
                _tell(tx, actor_of(member), row_id_of(plain), block, blocked=True)
            return kept

        return await self._store.transact(work)

    async def network_of(self, member: Member, identity_id: Id) -> KnownNetwork:
        """Whether it can be blocked with him, and how many would be met by it. Raises as above."""

        async def work(tx: Transaction) -> KnownNetwork:
            if await tx.get(Identity, {"_id": identity_id}) is None:
                raise NotFound
            await _refuse_strangers(tx, member, identity_id)
            network = await networks.of_visitor(tx, identity_id)
            if network is None:
                return KnownNetwork(known=False)
            block = await blocks.of_network(tx, network)
            others = await networks.count_others(tx, network, identity_id)
            return KnownNetwork(True, others, block.until if block else None)

        return await self._store.transact(work)

    async def let_in(self, member: Member, block_id: Id) -> None:
        """Take a block away. Raises NotFound."""

        async def work(tx: Transaction) -> None:
            await _drop(tx, actor_of(member), await blocks.get(tx, block_id))

        await self._store.transact(work)

    async def let_identity_in(self, member: Member, identity_id: Id) -> None:
        """With the network that was blocked because of him. Nothing to do when he is not blocked."""

        async def work(tx: Transaction) -> None:
            await _refuse_strangers(tx, member, identity_id)
            for block in await blocks.because_of(tx, identity_id):
                await _drop(tx, actor_of(member), block)

        await self._store.transact(work)

    async def end(self, due: Due) -> None:
        """The time of a network's block is over."""

        async def work(tx: Transaction) -> None:
            block = await tx.get(Block, {"_id": due.object_id})
            if block is not None and not holds(block, tx.now):
                await _drop(tx, SYSTEM, block)
            await finish_due(tx, due)

        await self._store.transact(work)


async def _block_network(tx: Transaction, member: Member, of: Identity, his: Block) -> None:
    network = await networks.of_visitor(tx, of.id)
    if network is None:
        raise NetworkUnknown
    fields = {"kind": BlockKind.NETWORK, "value": network, "until": tx.now + KEPT}
    block = Block(**{**his.model_dump(exclude={"id", "revision_id"}), **fields})
    if await blocks.put_for_a_while(tx, block) is block:
        _tell(tx, actor_of(member), of.contact_id, block, blocked=True)


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


async def _drop(tx: Transaction, by: Actor, block: Block) -> None:
    await blocks.drop(tx, block)
    identity = block.identity_id and await tx.get(Identity, {"_id": block.identity_id})
    about = identity.contact_id if identity else row_id_of(block.value)
    _tell(tx, by, about, block, blocked=False)


def _tell(tx: Transaction, by: Actor, about: Id, block: Block, *, blocked: bool) -> None:
    tx.record(
        EventType.CONTACT_BLOCKED if blocked else EventType.CONTACT_UNBLOCKED,
        object=ObjectRef(kind=ObjectKind.BLOCK, id=about, version=1),
        actor=by,
        rooms=[STAFF],
        changes={"kind": block.kind},
        personal={"named": block.named, "reason": block.reason},
    )
