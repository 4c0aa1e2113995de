"""A house with a WhatsApp number at the stand-in, customers who have written, and workers that send."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest

from channels_adapters.base import MIB
from channels_adapters.kit.serving import served
from channels_adapters.whatsapp.simulator import Simulator
from hub.flows.answer_conversation import AnswerConversation
from hub.flows.hand_over_message import HandOverMessage
from hub.flows.note_channel_trouble import NoteChannelTrouble
from hub.flows.reach_late_recipients import ReachLateRecipients
from hub.flows.retry_message import RetryMessage
from hub.flows.sync_templates import SyncTemplates
from hub.jobs.calls import Calls
from hub.jobs.handing_over import HandingOver
from hub.jobs.sending import Sending
from hub.kit.clock import Clock, SettableClock, SystemClock
from hub.kit.sealing import seal
from hub.kit.tokens import Signer
from hub.rules.actors import SYSTEM
from hub.rules.audience import member_room
from hub.services import attachments, channels
from hub.services.accounts import Accounts
from hub.services.attachments import Upload
from hub.services.outbox import LEASE_SECONDS
from hub.store.directory import Directory
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Channel, Conversation, Department, Member, Message, OutboxEntry
from models.documents.base import ContactName, Id, Person
from models.wire.message import MessageBody
from models.words import ConversationState, MessageStatus, Role

SECRET = "0123456789abcdef0123456789abcdef"
KEY = Signer(SECRET, SystemClock()).derived_key("channel secrets")
"""As a process with that secret derives it."""


@dataclass
class Post:
    """``conversations`` by the number of the customer."""

    store: Store
    clock: Any
    """Settable, or real where real processes work."""
    simulator: Any
    """The provider's stand-in; WhatsApp's unless a test says otherwise."""
    http: httpx2.AsyncClient
    channel: Channel
    department: Department
    sari: Member
    directory: Directory
    conversations: dict[str, Conversation] = field(default_factory=dict)
    written: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    async def customer(self, number: int) -> str:
        """One who has just written, in a conversation that Sari handles."""
        address = str(6281200000000 + number)
        self.simulator.person(address).writes("Halo")
        return await self.handled(number, address)

    async def handled(self, number: int, address: str) -> str:
        now = self.clock.now()
        conversation = Conversation(
            number=number,
            state=ConversationState.HANDLED,
            channel_id=self.channel.id,
            channel_kind=self.channel.kind,
            thread_key=address,
            identity_id=Id(),
            address=address,
            contact=ContactName(id=Id(), name="Dewi"),
            department_id=self.department.id,
            assignee=Person(id=self.sari.id, name=self.sari.name),
            audience=["admins", f"agent:{self.sari.id}", f"member:{self.sari.id}"],
            started_at=now,
            last_activity_at=now,
            last_inbound_at=now,
        )
        await self.store.insert(conversation)
        self.conversations[address] = conversation
        return address

    async def answer(self, address: str, *texts: str) -> list[Message]:
        return [await self.send(address, text=text) for text in texts]

    async def send(self, address: str, **values: Any) -> Message:
        """Written by Sari; not at the provider yet."""
        body = await self.body(address, **values)
        answered = await self.write(self.sari, self.conversations[address].id, body)
        return answered.message

    async def set_token(self, token: str) -> None:
        """As the door for channels does it."""

        async def work(tx: Transaction) -> None:
            channel = await channels.get(tx, self.channel.id)
            given = {"secrets": {"access_token": token}}
            news = await channels.news_of(tx, channel, given, KEY)
            await channels.put(tx, channel, news, SYSTEM)

        await self.store.transact(work)

    async def switch(self, *, enabled: bool) -> None:
        """The channel, off or on."""
        values = {"$set": {"enabled": enabled}}
        await self.store.change(Channel, {"_id": self.channel.id}, values)

    @property
    def write(self) -> AnswerConversation:
        return AnswerConversation(self.store, self.directory)

    async def body(self, address: str, **values: Any) -> MessageBody:
        self.written[address] += 1
        client_id = f"answer-{address}-{self.written[address]}"
        return MessageBody(client_id=client_id, **values)

    async def conversation(self, address: str) -> Conversation:
        found = await self.store.get(Conversation, {"_id": self.conversations[address].id})
        assert found is not None
        return found

    async def file(self, name: str, content: bytes, mime: str) -> str:
        """Uploaded by Sari, waiting to be attached."""

        async def pieces() -> AsyncIterator[bytes]:
            yield content

        upload = Upload(pieces(), name, mime, member_room(self.sari.id), 200 * MIB)
        stored = await attachments.receive(self.store, Files(self.store), upload)
        return str(stored.id)

    @property
    def syncing(self) -> SyncTemplates:
        return SyncTemplates(self.store, Accounts(lambda _: self.http, KEY, "https://hub.example"))

    async def sync_templates(self) -> None:
        await self.syncing(self.channel.id)

    @property
    def retry(self) -> RetryMessage:
        return RetryMessage(self.store)

    def worker(self, *, lease_seconds: float = LEASE_SECONDS) -> Sending:
        flow = HandOverMessage(self.store, lease_seconds=lease_seconds)
        calls = Calls(self.store, self.directory, Files(self.store), Signer(SECRET, self.clock))
        late = ReachLateRecipients(self.store, lease_seconds=lease_seconds)
        handing = HandingOver(self.store, calls, flow, late)
        accounts = Accounts(lambda _: self.http, KEY, "https://hub.example")
        trouble = NoteChannelTrouble(self.store)
        return Sending(self.store, self.store.bus, handing, accounts.of, trouble)

    async def message(self, message: Message) -> Message:
        found = await self.store.get(Message, {"_id": message.id})
        assert found is not None
        return found

    async def statuses(self, address: str) -> list[MessageStatus]:
        of_one = {"conversation_id": self.conversations[address].id}
        found = await self.store.find(Message, of_one, sort=[("number", 1)])
        return [message.status for message in found]

    def got(self, address: str) -> list[str]:
        """What the provider took for this customer, in its order."""
        bodies = [each.body for each in self.simulator.accepted if each.address == address]
        return [each["text"]["body"] if "text" in each else each["type"] for each in bodies]

    async def nothing_waits(self) -> bool:
        return await self.store.count(OutboxEntry, {}) == 0

    def doubled(self) -> list[str | None]:
        """Our ids that the provider has taken more than once."""
        ids = [each.correlation_id for each in self.simulator.accepted]
        return [id for id in set(ids) if ids.count(id) > 1]


@pytest.fixture
async def simulator(clock: SettableClock) -> AsyncIterator[Simulator]:
    made = Simulator(clock.now)
    yield made
    await made.close()


@pytest.fixture
async def post(store: Store, clock: SettableClock, simulator: Simulator) -> AsyncIterator[Post]:
    async with furnished(store, clock, simulator) as made:
        yield made


@asynccontextmanager
async def furnished(store: Store, clock: Clock, simulator: Simulator) -> AsyncIterator[Post]:
    number = simulator.number
    async with served(simulator.app) as url, httpx2.AsyncClient(timeout=5) as http:
        channel = Channel(
            kind="whatsapp",
            name="WhatsApp",
            settings={
                "phone_number_id": number.id,
                "waba_id": number.waba_id,
                "api_base": url,
            },
            secret_names=["access_token", "app_secret", "verify_token"],
            created_at=clock.now(),
        )
        secrets = {
            "access_token": number.access_token,
            "app_secret": number.app_secret,
            "verify_token": number.verify_token,
        }
        yield await house_of(store, clock, simulator, http, channel, secrets)


async def house_of(
    store: Store,
    clock: Clock,
    simulator: Any,
    http: httpx2.AsyncClient,
    channel: Channel,
    secrets: dict[str, str],
) -> Post:
    now = clock.now()
    department = Department(name="Pengiriman", is_default=True, created_at=now)
    sari = Member(
        email="sari@paketara.example",
        name="Sari Wulandari",
        role=Role.AGENT,
        department_ids=[department.id],
        created_at=now,
    )
    channel.sealed_secrets = seal(KEY, secrets, str(channel.id))
    for doc in (department, sari, channel, Agent(_id=sari.id, since=now)):
        await store.insert(doc)
    directory = Directory(store)
    await directory.refresh()
    return Post(store, clock, simulator, http, channel, department, sari, directory)
