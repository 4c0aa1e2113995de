"""Notes what stored conversations are found by: for those from before there was a search."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pymongo import UpdateOne

from hub.kit.words import number_word, words_of, words_of_person
from hub.store.errors import told_as_away
from hub.store.mongo import Store
from models.documents import Contact, Conversation, Message, Word
from models.documents.base import Id

AT_A_TIME = 200


def words_of_conversation(
    conversation: Conversation, contact: Contact | None, texts: Iterable[str]
) -> list[str]:
    """All that a conversation is found by: its number, its contact, what was said in it."""
    words = [number_word(conversation.number)]
    if contact is not None:
        words += words_of_person(contact.name, contact.emails, contact.phones)
    for text in texts:
        words += words_of(text)
    return list(dict.fromkeys(words))


async def fill_words(store: Store) -> int:
    """How many were filled. Begun anew after a kill it goes on with those that are left."""
    filled, after = 0, Id("0" * 24)
    while True:
        left = await store.find(
            Conversation,
            {"_id": {"$gt": after}, "words.0": {"$exists": False}},
            sort=[("_id", 1)],
            limit=AT_A_TIME,
        )
        if not left:
            return filled
        await _fill(store, left)
        filled, after = filled + len(left), left[-1].id


async def _fill(store: Store, conversations: list[Conversation]) -> None:
    people = await store.find(
        Contact, {"_id": {"$in": [each.contact.id for each in conversations]}}
    )
    by_id = {person.id: person for person in people}
    said: dict[Id, list[str]] = {}
    for message in await store.find(
        Message, {"conversation_id": {"$in": [each.id for each in conversations]}}
    ):
        said.setdefault(message.conversation_id, []).append(message.text)
    seen: Counter[str] = Counter()
    writes: list[UpdateOne] = []
    for each in conversations:
        words = words_of_conversation(each, by_id.get(each.contact.id), said.get(each.id, ()))
        seen.update(word for word in words if not word[0].isdigit() and word[0] != "#")
        writes.append(UpdateOne({"_id": each.id}, _added(words)))
    counted = [UpdateOne({"_id": word}, {"$inc": {"seen": n}}, True) for word, n in seen.items()]
    with told_as_away():
        # Words before the mark that it is done: counting twice does less harm than not at all.
        await store.db[Word.collection_name()].bulk_write(counted, ordered=False)
        await store.db[Conversation.collection_name()].bulk_write(writes, ordered=False)


def _added(words: list[str]) -> dict[str, Any]:
    return {"$addToSet": {"words": {"$each": words}}}
