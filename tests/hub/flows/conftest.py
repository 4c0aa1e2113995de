"""A small house: one department, three members, one live-chat channel, and the flows over it."""

from dataclasses import dataclass

import pytest

from channels_adapters.livechat.adapter import Post, envelope_of
from hub.flows.acknowledge_messages import AcknowledgeMessages
from hub.flows.answer_conversation import AnswerConversation
from hub.flows.assign_conversation import AssignConversation
from hub.flows.claim_conversation import ClaimConversation
from hub.flows.distribute_queue import DistributeQueue
from hub.flows.move_conversation import MoveConversation
from hub.flows.read_conversation import ReadConversation
from hub.flows.receive_message import ReceiveMessages
from hub.flows.requeue_conversation import RequeueConversation
from hub.flows.resolve_conversation import ResolveConversation
from hub.flows.set_priority import SetPriority
from hub.flows.snooze_conversation import SnoozeConversation
from hub.flows.take_over_conversation import TakeOverConversation
from hub.flows.transfer_conversation import TransferConversation
from hub.flows.undo_resolve import UndoResolve
from hub.kit.clock import SettableClock
from hub.rules.incoming import Incoming, Received
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Agent, Channel, Conversation, Department, Member, Workspace
from models.documents.base import Id
from models.wire.message import MessageBody
from models.words import PresenceState, Role, Visibility


@dataclass
class House:
    """The parts, and the acts of the people in it by their names."""

    store: Store
    clock: SettableClock
    directory: Directory
    channel: Channel
    department: Department
    sari: Member
    budi: Member
    hana: Member

    def incoming(self, visitor: Id, client_id: str, text: str) -> Incoming:
        post = Post(
            channel_id=str(self.channel.id),
            visitor_id=str(visitor),
            client_id=client_id,
            text=text,
            at=self.clock.now(),
        )
        return Incoming(self.channel, envelope_of(post))

    async def write(self, visitor: Id, client_id: str, text: str) -> Received:
        [received] = await self.receive([self.incoming(visitor, client_id, text)])
        return received

    @property
    def receive(self) -> ReceiveMessages:
        return ReceiveMessages(self.store, self.directory)

    @property
    def claim(self) -> ClaimConversation:
        return ClaimConversation(self.store, self.directory)

    @property
    def assign(self) -> AssignConversation:
        return AssignConversation(self.store, self.directory)

    @property
    def distribute(self) -> DistributeQueue:
        return DistributeQueue(self.store, self.directory)

    @property
    def transfer(self) -> TransferConversation:
        return TransferConversation(self.store, self.directory)

    @property
    def move(self) -> MoveConversation:
        return MoveConversation(self.store, self.directory)

    async def number(self, name: str = "Nomor") -> Channel:
        """A WhatsApp number, on which staff may write first."""
        channel = Channel(kind="whatsapp", name=name, created_at=self.clock.now())
        await self.store.insert(channel)
        await self.directory.refresh()
        return channel

    @property
    def requeue(self) -> RequeueConversation:
        return RequeueConversation(self.store)

    @property
    def take_over(self) -> TakeOverConversation:
        return TakeOverConversation(self.store, self.directory)

    @property
    def set_priority(self) -> SetPriority:
        return SetPriority(self.store)

    @property
    def snooze(self) -> SnoozeConversation:
        return SnoozeConversation(self.store)

    @property
    def resolve(self) -> ResolveConversation:
        return ResolveConversation(self.store, self.directory)

    @property
    def undo(self) -> UndoResolve:
        return UndoResolve(self.store, self.directory)

    @property
    def read(self) -> ReadConversation:
        return ReadConversation(self.store)

    @property
    def acknowledge(self) -> AcknowledgeMessages:
        return AcknowledgeMessages(self.store)

    @property
    def answer(self) -> AnswerConversation:
        return AnswerConversation(self.store, self.directory)

    async def set(self, *, heard: bool = True, **fields: object) -> None:
        """Rules of the house as an admin has stored them; ``heard``: this process has read them."""
        await self.store.change(Workspace, {"_id": "workspace"}, {"$set": fields}, upsert=True)
        if heard:
            await self.directory.refresh()

    async def waiting(self, text: str = "Halo") -> Conversation:
        """A new conversation in the queue."""
        visitor = Id()
        await self.write(visitor, "first-01", text)
        return await self.conversation_of(visitor)

    async def be(self, member: Member, state: PresenceState) -> None:
        """His presence as it would have been stored."""
        await self.store.change(
            Agent,
            {"_id": member.id},
            {"$set": {"state": state, "since": self.clock.now()}, "$inc": {"version": 1}},
            upsert=True,
        )

    async def load_of(self, member: Member) -> int:
        """The counter, which is also what the conversations say."""
        agent = await self.store.get(Agent, {"_id": member.id})
        load = agent.load if agent else 0
        counting = {"assignee.id": member.id, "counts": True}
        assert await self.store.count(Conversation, counting) == load
        return load

    async def conversation_of(self, visitor: Id) -> Conversation:
        found = await self.store.find(
            Conversation, {"thread_key": str(visitor)}, sort=[("started_at", -1), ("number", -1)]
        )
        return found[0]

    @staticmethod
    def body(client_id: str, text: str, visibility: Visibility = Visibility.PUBLIC) -> MessageBody:
        return MessageBody(client_id=client_id, text=text, visibility=visibility)


@pytest.fixture
async def house(store: Store, clock: SettableClock) -> House:
    now = clock.now()
    department = Department(name="Pengiriman", is_default=True, created_at=now)
    channel = Channel(kind="livechat", name="Situs", created_at=now)

    def member(name: str, role: Role) -> Member:
        return Member(
            email=f"{name.lower()}@paketara.example",
            name=f"{name} Wulandari",
            role=role,
            department_ids=[department.id],
            created_at=now,
        )

    sari, budi = member("Sari", Role.AGENT), member("Budi", Role.AGENT)
    hana = member("Hana", Role.SUPERVISOR)
    for doc in (department, channel, sari, budi, hana):
        await store.insert(doc)
    directory = Directory(store)
    await directory.refresh()
    return House(store, clock, directory, channel, department, sari, budi, hana)
