"""The large data set is such as the hub itself would have written it."""

from collections.abc import Mapping
from typing import Any

from bson import ObjectId

from benchmarks.large import patterns
from benchmarks.large.load import END
from benchmarks.large.shelf import Shelf
from hub.rules.audience import rooms_of_conversation
from hub.rules.summaries import last_message_of
from hub.store.mongo import Store
from hub.store.word_filling import words_of_conversation
from models.documents import Contact, Conversation, Identity, Message

TOTAL = 1_000


def shape(document: Any) -> Any:
    """Fields and types, inside too; of lists what is in them."""
    if isinstance(document, Mapping):
        return {key: shape(value) for key, value in document.items()}
    if isinstance(document, list):
        return sorted({repr(shape(each)) for each in document})
    return "ObjectId" if isinstance(document, ObjectId) else type(document).__name__


async def test_each_document_has_the_fields_and_types_that_the_flows_write(store: Store) -> None:
    await patterns.furnish(store)
    taken = await patterns.taken(store)
    part = Shelf(taken, TOTAL, 1, END).part(0, TOTAL)

    made = {one["state"] + str(bool(one.get("waiting_since"))): one for one in part.conversations}
    assert set(made) == {"queuedTrue", "handledTrue", "handledFalse", "resolvedFalse"}
    by_kind = dict(
        zip(
            ("queuedTrue", "handledTrue", "handledFalse", "resolvedFalse"),
            (patterns.QUEUED, patterns.WAITING, patterns.ANSWERED, patterns.RESOLVED),
            strict=True,
        )
    )
    for found, kind in by_kind.items():
        for one in part.conversations:
            if one["state"] + str(bool(one.get("waiting_since"))) == found:
                # Nothing that goes through the flows here is labelled.
                labels = one["label_ids"]
                assert all(isinstance(each, ObjectId) for each in labels)
                unlabelled = {**one, "label_ids": []}
                assert shape(unlabelled) == shape(taken.conversations[kind]), one["number"]
    for one in part.messages:
        pattern = {"inbound": taken.inbound, "outbound": taken.outbound}[one["direction"]]
        expected = taken.note if one["visibility"] == "internal" else pattern
        assert shape(one) == shape(expected)
    known = part.contacts[0]
    # Of some more is known than a chat tells.
    told = {name: value for name, value in known.items() if name not in ("address", "birthday")}
    assert shape(told) == shape(taken.contact)
    assert Contact.from_mongo(known).birthday == known["birthday"]
    assert shape(part.identities[0]) == shape(taken.identity)


async def test_what_follows_from_other_fields_does_follow(store: Store) -> None:
    await patterns.furnish(store)
    part = Shelf(await patterns.taken(store), TOTAL, 1, END).part(0, TOTAL)
    for name in ("contacts", "identities", "conversations", "messages"):
        await store.db[name].insert_many(getattr(part, name))
    people = {each.id: each for each in await store.find(Contact, {})}
    identities = {each.id for each in await store.find(Identity, {})}
    said: dict[Any, list[Message]] = {}
    for message in await store.find(Message, {}, sort=[("number", 1)]):
        said.setdefault(message.conversation_id, []).append(message)
    assert len(part.messages) > 9 * TOTAL
    words = {one["_id"]: set(one["words"]) for one in part.conversations}
    for each in await store.find(Conversation, {}):
        messages = said[each.id]
        public = [one for one in messages if one.visibility == "public"]
        assert each.audience == rooms_of_conversation(each)
        assert [one.number for one in messages] == [*range(1, each.last_number + 1)]
        assert each.last_message == last_message_of(public[-1])
        assert each.identity_id in identities
        texts = [one.text for one in messages]
        assert words[each.id] >= set(words_of_conversation(each, people[each.contact.id], texts))


async def test_the_same_seed_gives_the_same_documents(store: Store) -> None:
    await patterns.furnish(store)
    taken = await patterns.taken(store)
    whole = Shelf(taken, TOTAL, 7, END).part(0, TOTAL)
    again = Shelf(taken, TOTAL, 7, END)
    halves = [again.part(0, 500), again.part(500, 500)]
    assert halves[0].conversations + halves[1].conversations == whole.conversations
    assert halves[0].messages + halves[1].messages == whole.messages
