"""Brings a database to this version: indexes first, then numbered steps, under a lease.

``serve``, ``demo`` and ``migrate`` run it; the other roles only look whether it fits.
"""

import asyncio
import os
import secrets
from collections.abc import Awaitable, Callable

import pymongo

from hub.kit.contact_words import words_of_contact
from hub.store.documents import build_indexes
from hub.store.errors import told_as_away
from hub.store.journal import ensure_head
from hub.store.leases import LeaseHolder
from hub.store.loads import recount_loads
from hub.store.mongo import Store
from hub.store.word_filling import fill_words
from models.documents import AwayReason, Contact, Conversation, Migration
from models.documents.base import Id
from models.words import AwayIcon, ConversationState, Language

Step = Callable[[Store], Awaitable[None]]


async def drop_indexes_of_older_lists(store: Store) -> None:
    """Others have taken their place (models/documents/list_indexes.py)."""
    collection = store.db[Conversation.collection_name()]
    with told_as_away():
        present = await collection.index_information()
        for name in ("list_mine", "list_by_state"):
            if name in present:
                await collection.drop_index(name)


async def count_loads(store: Store) -> None:
    """What agents hold counts from now on. Nothing was quiet before."""
    collection = store.db[Conversation.collection_name()]
    held = {"open": True, "state": ConversationState.HANDLED.value, "snoozed_until": None}
    with told_as_away():
        await collection.update_many(held, {"$set": {"counts": True}})
    await recount_loads(store)


FIRST_REASONS = (
    ("Makan siang", "Lunch", AwayIcon.LUNCH),
    ("Salat", "Prayer", AwayIcon.PRAYER),
    ("Istirahat", "Break", AwayIcon.BREAK),
    ("Rapat", "Meeting", AwayIcon.MEETING),
    ("Pelatihan", "Training", AwayIcon.TRAINING),
)


async def give_first_reasons(store: Store) -> None:
    """Why agents may be away, until an admin says otherwise."""
    for place, (indonesian, english, icon) in enumerate(FIRST_REASONS):
        reason = AwayReason(
            # The same id when the step is tried again.
            _id=Id(f"{place + 1:024x}"),
            name={Language.INDONESIAN: indonesian, Language.ENGLISH: english},
            icon=icon,
            position=place,
        )
        raw = reason.to_mongo()
        await store.change(AwayReason, {"_id": raw.pop("_id")}, {"$setOnInsert": raw}, upsert=True)


async def note_words_of_conversations(store: Store) -> None:
    """So that what was said before there was a search is found too."""
    await fill_words(store)


async def rank_what_waits(store: Store) -> None:
    """Queues go by priority: what has been waiting since before has the ordinary one."""
    collection = store.db[Conversation.collection_name()]
    with told_as_away():
        unranked = {"state": "queued", "queue_rank": {"$exists": False}}
        await collection.update_many(unranked, {"$set": {"queue_rank": 2}})
        if "list_queue" in await collection.index_information():
            await collection.drop_index("list_queue")


async def note_words_of_contacts(store: Store) -> None:
    """So that contacts from before there was a list of them are found in it."""
    collection = store.db[Contact.collection_name()]
    with told_as_away():
        async for raw in collection.find({"words.0": {"$exists": False}}):
            found_by = raw["name"], raw.get("emails", ()), raw.get("phones", ())
            words = words_of_contact(*found_by)
            await collection.update_one({"_id": raw["_id"]}, {"$set": {"words": words}})


async def drop_the_index_of_labels(store: Store) -> None:
    """No list goes by it: what is open is few enough to look at, and the history has its own."""
    collection = store.db[Conversation.collection_name()]
    with told_as_away():
        if "list_by_label" in await collection.index_information():
            await collection.drop_index("list_by_label")


STEPS: tuple[Step, ...] = (
    drop_indexes_of_older_lists,
    give_first_reasons,
    note_words_of_conversations,
    rank_what_waits,
    count_loads,
    note_words_of_contacts,
    drop_the_index_of_labels,
)
"""Step n brings the documents from version n to n + 1. Never changed once released."""

VERSION = len(STEPS) + 1
LEASE_SECONDS = 60.0
HOURS = 6 * 3_600.0
"""What one step may take, in seconds."""


async def present_version(store: Store) -> int:
    """The version the database is at; 0 for a new one."""
    migration = await store.get(Migration, {"_id": "schema"})
    return migration.version if migration else 0


async def migrate(store: Store) -> int:
    """Build missing indexes and take the missing steps; the version reached."""
    lease = LeaseHolder(store, "migrate", f"{os.getpid()}:{secrets.token_hex(4)}", LEASE_SECONDS)
    while not await lease.take():
        await asyncio.sleep(0.5)
    try:
        # An index over millions takes minutes; the client's usual limit would end it.
        with told_as_away(), pymongo.timeout(HOURS):
            await build_indexes(store.db)
        await ensure_head(store)
        for version in range(max(await present_version(store), 1), VERSION):
            with pymongo.timeout(HOURS):
                await STEPS[version - 1](store)
            await _reached(store, version + 1)
        await _reached(store, VERSION)
    finally:
        await lease.give_back()
    return VERSION


async def _reached(store: Store, version: int) -> None:
    await store.change(Migration, {"_id": "schema"}, {"$max": {"version": version}}, upsert=True)
