"""What the product writes, taken from the product: one conversation of each kind goes through the flows.

The large data set is made of copies of these documents with other values, so its documents have the
fields and types that the hub would have stored, whatever they are by now.
"""

from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from benchmarks.large import people
from channels_adapters.livechat.adapter import Post, envelope_of
from hub.kit.settings import Settings
from hub.rules.incoming import Incoming
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import Contact, Conversation, Doc, Due, Event, Identity, Message
from models.documents.base import Id
from models.wire.message import MessageBody
from models.words import ConversationState, Visibility

Raw = dict[str, Any]
SECRET = "large data set, no secret at all"

QUEUED, WAITING, ANSWERED, RESOLVED = "queued", "waiting", "answered", "resolved"


@dataclass(frozen=True)
class Patterns:
    """Raw documents: of conversations by kind, of the messages in them, of who wrote."""

    conversations: dict[str, Raw]
    inbound: Raw
    outbound: Raw
    note: Raw
    contact: Raw
    identity: Raw


async def furnish(store: Store) -> None:
    """The house itself, in a fresh database."""
    for document in (*people.departments(), *people.channels(), *people.everybody()):
        await store.insert(document)


async def taken(store: Store) -> Patterns:
    """Play each kind once, read what was stored, and leave nothing behind."""
    hub = Hub(Settings(secret_key=SECRET), store, store.bus, store.clock)
    await hub.directory.refresh()
    conversations = {}
    for kind in (QUEUED, WAITING, ANSWERED, RESOLVED):
        id = await _play(hub, kind)
        [conversations[kind]] = await _raw(store, Conversation, {"_id": id})
    by_direction = {
        (one["direction"], one["visibility"]): one for one in await _raw(store, Message, {})
    }
    [contact, *_] = await _raw(store, Contact, {})
    [identity, *_] = await _raw(store, Identity, {})
    written: tuple[type[Doc], ...] = (Conversation, Message, Contact, Identity, Event, Due)
    for documents in written:
        await store.delete(documents, {})
    return Patterns(
        conversations,
        by_direction["inbound", "public"],
        by_direction["outbound", "public"],
        by_direction["outbound", "internal"],
        contact,
        identity,
    )


async def _play(hub: Hub, kind: str) -> Id:
    agent, channel, visitor = people.agents()[0], people.channels()[0], Id()
    received = await _write(hub, visitor, f"{kind}-0001")
    id = received.conversation_id
    if kind == QUEUED:
        return id
    await hub.claim_conversation(agent, id)
    for visibility in (Visibility.PUBLIC, Visibility.INTERNAL):
        body = MessageBody(client_id=f"{kind}-{visibility}", text="Baik", visibility=visibility)
        await hub.answer_conversation(agent, id, body)
    if kind == WAITING:
        await _write(hub, visitor, f"{kind}-0002")
    if kind == RESOLVED:
        done = await hub.resolve_conversation(agent, id)
        assert done.state is ConversationState.RESOLVED
    assert channel.id == received.channel_id
    return id


async def _write(hub: Hub, visitor: Id, client_id: str) -> Message:
    channel = people.channels()[0]
    post = Post(
        channel_id=str(channel.id),
        visitor_id=str(visitor),
        client_id=client_id,
        text="Halo",
        at=hub.clock.now(),
        name="Dewi Lestari",
        email="dewi@surel.example",
        phone="+6281233905889",
    )
    [received] = await hub.receive_messages([Incoming(channel, envelope_of(post))])
    assert received.message is not None
    return received.message


async def _raw(store: Store, kind: Any, filter: Raw) -> list[Raw]:
    return await store.db[kind.collection_name()].find(filter).sort("_id", 1).to_list()


def index_of(id: ObjectId) -> int:
    return int.from_bytes(id.binary[4:], "big")
