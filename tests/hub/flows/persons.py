"""Persons on several channels who write, and what must be true of their contacts whatever was done to them."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Sequence
from itertools import count
from typing import Any

from bson import json_util

from channels_adapters.livechat.adapter import Post, envelope_of
from hub.flows.erase_contact import EraseContact
from hub.flows.import_history import ImportHistory
from hub.flows.merge_contacts import MergeContacts
from hub.flows.receive_message import ReceiveMessages
from hub.jobs.reactions.mail_addresses import MailAddresses
from hub.jobs.reactions.merge_suggestions import MergeSuggestions
from hub.jobs.reactions.reader import Reaction
from hub.jobs.reactions.vocabulary import Vocabulary
from hub.kit.errors import HubError
from hub.rules.incoming import Incoming, Received
from hub.store.directory import Directory
from hub.store.files import Files
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import (
    Channel,
    Contact,
    ContactMerge,
    Conversation,
    Cursor,
    Event,
    Identity,
    MergeSuggestion,
    Message,
    VerifiedAddress,
)
from models.documents.base import Id
from models.envelopes import MessageEnvelope
from models.words import MessageKind

_ids = count(1)


class Persons:
    """They write to a chat, to two WhatsApp numbers and to a mailbox."""

    def __init__(
        self, store: Store, directory: Directory, chat: Channel, others: list[Channel]
    ) -> None:
        self.store = store
        self.directory = directory
        self.site = chat
        self.first, self.second, self.mailbox = others
        self.receive = ReceiveMessages(store, directory)
        self.merge = MergeContacts(store)
        self.erase = EraseContact(store, Files(store))
        self.words: list[str] = []
        """One of each message; it stands nowhere else."""

    @classmethod
    async def made(cls, store: Store, directory: Directory, chat: Channel) -> "Persons":
        kinds = (("whatsapp", "Satu"), ("whatsapp", "Dua"), ("email", "Surat"))
        others = [
            Channel(kind=kind, name=name, created_at=store.clock.now()) for kind, name in kinds
        ]
        for channel in others:
            await store.insert(channel)
        await directory.refresh()
        return cls(store, directory, chat, others)

    def word(self) -> str:
        word = f"zq{next(_ids)}vx"
        self.words.append(word)
        return word

    def on_whatsapp(self, phone: str, channel: Channel | None = None, word: str = "") -> Incoming:
        word = word or self.word()
        return Incoming(
            channel or self.first,
            MessageEnvelope(
                account_id="1",
                timestamp=self.store.clock.now(),
                channel_message_id=f"wamid.{next(_ids)}",
                thread_key=phone,
                sender_id=phone,
                sender_name=f"Dewi {word}",
                sender_phone=phone,
                text=f"Halo {word}",
            ),
        )

    def by_mail(self, address: str, *, history: bool = False, thread: str = "") -> Incoming:
        word = self.word()
        id = f"{next(_ids)}@x.example"
        return Incoming(
            self.mailbox,
            MessageEnvelope(
                account_id="1",
                timestamp=self.store.clock.now(),
                channel_message_id=id,
                message_id=id,
                thread_key=thread or id,
                sender_id=address,
                sender_name=f"Dewi {word}",
                kind=MessageKind.EMAIL,
                subject=f"Surat {word}",
                text=f"Halo {word}",
                to=["help@kirim.example"],
                cc=[f"{word}@rekan.example"],
            ),
            history=history,
        )

    async def take(self, incoming: Incoming) -> Received:
        [received] = await self.receive([incoming])
        return received

    async def file(self, incoming: Incoming) -> None:
        """As mail from before the channel."""
        await ImportHistory(self.store, self.directory)(incoming)

    def in_chat(self, visitor: Id, email: str | None = None) -> Incoming:
        """``email`` is what he says of himself, which proves nothing."""
        post = Post(
            channel_id=str(self.site.id),
            visitor_id=str(visitor),
            client_id=f"chat-{next(_ids):06}",
            text=f"Halo {self.word()}",
            email=email,
            at=self.store.clock.now(),
        )
        return Incoming(self.site, envelope_of(post))

    async def contact_of(self, address: str) -> Contact:
        identity = await self.store.get(Identity, {"address": address})
        assert identity is not None
        found = await self.store.get(Contact, {"_id": identity.contact_id})
        assert found is not None
        return found

    async def react(self) -> None:
        """What follows from all that has happened."""
        rows = await self.store.find(Event, {}, sort=[("_id", 1)])
        for reaction in (
            Vocabulary(),
            MailAddresses(self.directory),
            MergeSuggestions(),
        ):
            await self.store.transact(
                lambda tx, one=reaction: _read(tx, one, rows)  # type: ignore[misc]
            )

    async def each_word_is_kept_or_gone(self) -> Counter[str]:
        """Each message is there once, or nothing anywhere has a word of it."""
        told: Counter[str] = Counter()
        text = await everything(self.store)
        messages = await self.store.find(Message, {})
        for word in self.words:
            kept = [each for each in messages if f"Halo {word}" == each.text]
            assert len(kept) <= 1, word
            told["kept" if kept else "gone"] += 1
            left = [] if kept else [name for name, said in text.items() if word in said]
            assert not left, f"{word} is still in {left}"
        return told


async def all_is_whole(store: Store, *, suggestions: bool = True) -> None:
    """No stray, nothing lost or doubled, nothing left of the erased. ``suggestions`` follow later."""
    contacts = {each.id: each for each in await store.find(Contact, {})}
    alive = {id for id, each in contacts.items() if each.erased_at is None}
    identities = {each.id: each for each in await store.find(Identity, {})}
    for identity in identities.values():
        assert identity.contact_id in alive, identity
    for verified in await store.find(VerifiedAddress, {}):
        assert verified.contact_id in alive, verified
    for suggestion in await store.find(MergeSuggestion, {"open": True}) if suggestions else ():
        assert alive.issuperset(suggestion.contact_ids)
    for merge in await store.find(ContactMerge, {"undone_at": None}):
        assert merge.gone_id not in contacts
    said: dict[Id, list[Message]] = {}
    for message in await store.find(Message, {}):
        said.setdefault(message.conversation_id, []).append(message)
    for conversation in await store.find(Conversation, {}):
        contact, messages = contacts[conversation.contact.id], said.pop(conversation.id, [])
        numbers = sorted(each.number for each in messages)
        assert numbers == list(range(1, conversation.last_number + 1))
        if contact.erased_at is not None:
            assert conversation.open is None
            assert not any(each.text for each in messages)
            continue
        identity = identities[conversation.identity_id]
        assert identity.contact_id == contact.id
        assert identity.channel_id == conversation.channel_id
    assert not said


async def _read(tx: Transaction, reaction: Reaction, rows: Sequence[Event]) -> None:
    """As its reader does: the cursor moves with the effect."""
    await reaction.react(tx, rows)
    await tx.change(Cursor, {"_id": reaction.name}, {"$set": {"seq": len(rows)}}, upsert=True)


async def everything(store: Store) -> dict[str, str]:
    """All that is stored, a text for each collection."""
    texts = {}
    for name in await store.db.list_collection_names():
        found = await store.db[name].find({}).to_list()
        texts[name] = json_util.dumps(found, ensure_ascii=False).lower()
    return texts


async def at_once(*acts: Awaitable[Any]) -> Sequence[Any]:
    """All together; who is refused is told so in words, and nothing else is raised."""
    outcomes = await asyncio.gather(*acts, return_exceptions=True)
    for one in outcomes:
        if isinstance(one, BaseException) and not isinstance(one, HubError):
            raise one
    return outcomes
