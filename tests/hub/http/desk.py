"""An agent's desk at each kind of channel, from which one writes what should be refused."""

from dataclasses import dataclass
from typing import Any

from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import (
    Channel,
    Conversation,
    Message,
    OutboxEntry,
)
from models.documents.base import ContactName, Id, Person
from models.documents.message import Author
from models.words import (
    AuthorKind,
    ConversationState,
    Direction,
    MessageStatus,
    Visibility,
)
from tests.hub.http.doors import Api, Staff
from tests.hub.http.file_doors import send as upload

SETTINGS: dict[str, dict[str, Any]] = {
    "whatsapp": {"phone_number_id": "106540352242922", "waba_id": "102290129340398"},
    "telegram": {"mode": "polling"},
    "email": {"address": "help@toko.example", "smtp_host": "localhost"},
}
ADDRESSES = {"whatsapp": "628123000111", "telegram": "7", "email": "dewi@x.example"}


@dataclass
class Desk:
    """Ana's desk: a conversation that she handles, and her draft in it."""

    api: Api
    store: Store
    staff: Staff
    conversation: Conversation
    written: int = 0

    async def writes(self, *, token: str | None = None, **body: Any) -> Any:
        self.written += 1
        return await self.api.post(
            f"/conversations/{self.conversation.id}/messages",
            {"clientId": f"attack-{self.written:04}", **body},
            token=token or self.staff.agent,
        )

    async def is_refused(self, field: str | None, status: int = 422, **body: Any) -> Any:
        """In words, and as if nothing had been asked."""
        before = await self.store.count(Message, {})
        answer = await self.writes(**body)
        told = answer.json()
        assert answer.status_code == status, (answer.status_code, told)
        assert len(told["detail"]) > 10
        assert field is None or field in told["fields"], told
        assert await self.store.count(Message, {}) == before
        assert await self.store.count(OutboxEntry, {}) == 0
        draft = (
            await self.api.get(f"/drafts/{self.conversation.id}", token=self.staff.agent)
        ).json()
        assert draft["reply"]["text"] == "Baik, saya periksa"
        return told

    async def is_taken(self, **body: Any) -> Any:
        answer = await self.writes(**body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def file(self, name: str, data: bytes, mime: str, token: str | None = None) -> str:
        answer = await upload(self.api, "/attachments", token or self.staff.agent, name, data, mime)
        assert answer.status_code == 201, answer.text
        id: str = answer.json()["id"]
        return id


async def desk(api: Api, hub: Hub, staff: Staff, kind: str) -> Desk:
    store, now = hub.store, hub.clock.now()
    channel = Channel(kind=kind, name=kind, settings=SETTINGS[kind], created_at=now)
    await store.insert(channel)
    await hub.directory.refresh()
    conversation = chat(store, staff, channel, list(SETTINGS).index(kind))
    await store.insert(conversation)
    await api.put(f"/drafts/{conversation.id}", {"text": "Baik, saya periksa"}, token=staff.agent)
    return Desk(api, store, staff, conversation)


def chat(store: Store, staff: Staff, channel: Channel, number: int) -> Conversation:
    now = store.clock.now()
    return Conversation(
        number=number,
        state=ConversationState.HANDLED,
        channel_id=channel.id,
        channel_kind=channel.kind,
        thread_key=f"thread-{number}",
        identity_id=Id(),
        address=ADDRESSES[channel.kind],
        subject="Paket",
        contact=ContactName(id=Id(), name="Dewi"),
        department_id=staff.sales_id,
        assignee=Person(id=staff.agent_id, name="Ana"),
        audience=["admins", f"member:{staff.agent_id}"],
        started_at=now,
        last_activity_at=now,
        last_inbound_at=now,
    )


async def said(
    store: Store, conversation: Conversation, visibility: Visibility = Visibility.PUBLIC
) -> str:
    message = Message(
        conversation_id=conversation.id,
        channel_id=conversation.channel_id,
        number=await store.count(Message, {}) + 90,
        direction=Direction.INBOUND,
        visibility=visibility,
        author=Author(kind=AuthorKind.CUSTOMER, name="Dewi"),
        text="Halo",
        status=MessageStatus.SENT,
        at=store.clock.now(),
    )
    await store.insert(message)
    return str(message.id)
