"""The same matter goes on over another channel of the same customer.

The old conversation is resolved as `moved`; a new one on the other channel begins with the same
department and agent, and each knows of the other. Nothing is written to the customer by this.
"""

from dataclasses import dataclass

from channels_adapters.base import Medium
from channels_adapters.registry import adapter_of
from hub.kit.errors import Invalid
from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_hand_on
from hub.rules.refusals import beaten, not_yours
from hub.services import addressees, channels, conversations
from hub.services.addressees import Wanted
from hub.services.conversations import Start
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.numbers import CONVERSATIONS, Numbers
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.documents.conversation import ResolvedBy
from models.words import ActorKind, ConversationState, MemberState, ResolveCause


@dataclass(frozen=True)
class Destination:
    """``identity_id`` of the same contact there, or an ``address`` as typed; else what is known."""

    channel_id: Id
    identity_id: Id | None = None
    address: str | None = None


class MoveConversation:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory
        self._numbers = Numbers(store, CONVERSATIONS)

    async def __call__(self, member: Member, conversation_id: Id, to: Destination) -> Conversation:
        """The new conversation. Raises Invalid, or a conflict that names the present state."""
        [number] = await self._numbers.borrow(1)

        async def work(tx: Transaction) -> Conversation:
            old = await conversations.heard_of_by(tx, member, conversation_id)
            if old.state is ConversationState.RESOLVED and old.moved_to is not None:
                return await _moved_already(tx, member, old, to)
            if old.state is not ConversationState.HANDLED:
                raise beaten(old)
            if not may_hand_on(member, old):
                raise not_yours() if old.assignee is None else beaten(old)
            return await self._move(tx, member, old, to, number)

        return await self._store.transact(work)

    async def _move(
        self, tx: Transaction, member: Member, old: Conversation, to: Destination, number: int
    ) -> Conversation:
        if to.channel_id == old.channel_id:
            raise Invalid(fields={"channelId": "is where the conversation is already"})
        channel = await channels.to_begin_on(tx, to.channel_id)
        wanted = Wanted(contact_id=old.contact.id, identity_id=to.identity_id, address=to.address)
        by = actor_of(member)
        contact, identity = await addressees.reach(
            tx, channel, wanted, self._directory.workspace, by
        )
        holder = await _holder(tx, member, old)
        new = await conversations.begin_by_staff(
            tx,
            holder,
            Start(
                number=number,
                channel=channel,
                contact=contact,
                identity=identity,
                department_id=old.department_id,
                subject=old.subject,
                own_thread=adapter_of(channel.kind).traits.medium is Medium.MAIL,
                moved_from=old.id,
            ),
            by=by,
            quiet_after=self._directory.workspace.quiet_after,
        )
        who = ResolvedBy(kind=ActorKind(member.role.value), id=member.id, name=member.name)
        cause = ResolveCause.MOVED
        await conversations.resolve(tx, old, who, by, cause, goes_on_in=new)
        return new


async def _holder(tx: Transaction, member: Member, old: Conversation) -> Member:
    """Who goes on with it: whoever held the old one, also when a supervisor moves it, unless he has just
    been deactivated.
    """
    assert old.assignee is not None
    holder = await tx.get(Member, {"_id": old.assignee.id, "state": MemberState.ACTIVE})
    return holder or member


async def _moved_already(
    tx: Transaction, member: Member, old: Conversation, to: Destination
) -> Conversation:
    """Repeated by himself: what it became. Raises a conflict for somebody else's."""
    new = await tx.get(Conversation, {"_id": old.moved_to})
    mine = old.resolved_by is not None and old.resolved_by.id == member.id
    if not mine or new is None or new.channel_id != to.channel_id:
        raise beaten(old)
    return new
