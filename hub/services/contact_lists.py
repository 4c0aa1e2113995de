"""Contacts in lists: all of them, or those that are found by what is typed; the newest first."""

from datetime import datetime
from typing import Any

from hub.kit.contact_words import asked_words
from hub.store.mongo import Store
from models.documents import Contact, Identity
from models.documents.base import Id

NEWEST_FIRST = [("created_at", -1), ("_id", -1)]


def filter_of(asked: str, country_code: str, after: tuple[datetime, Id] | None) -> dict[str, Any]:
    """Which contacts: all words met, beyond a place of the list."""
    conditions: list[dict[str, Any]] = []
    words = _longest_first(asked_words(asked, country_code))
    if words:
        conditions.append({"words": words[0]})
    # Said as "not without", the others are looked at in the documents only: the first one leads.
    conditions += [{"$nor": [{"words": {"$ne": word}}]} for word in words[1:]]
    if after is not None:
        at, id = after
        conditions.append({"created_at": {"$lte": at}})
        conditions.append({"$or": [{"created_at": {"$lt": at}}, {"_id": {"$lt": id}}]})
    return {"$and": conditions} if conditions else {}


def index_of(asked: str, country_code: str) -> str:
    """Named with the query: the planner need not guess."""
    return "search_newest_first" if asked_words(asked, country_code) else "newest_first"


async def page(
    store: Store, asked: str, country_code: str, after: tuple[datetime, Id] | None, limit: int
) -> list[Contact]:
    return await store.find(
        Contact,
        filter_of(asked, country_code, after),
        sort=NEWEST_FIRST,
        limit=limit,
        index=index_of(asked, country_code),
    )


async def identities_of(store: Store, contact_id: Id) -> list[Identity]:
    """The oldest first."""
    found = await store.find(Identity, {"contact_id": contact_id}, limit=200)
    return sorted(found, key=lambda one: one.created_at)


def _longest_first(words: list[str]) -> list[str]:
    """The longest is met by the fewest: it leads, the others are looked at in what it finds."""
    return sorted(words, key=len, reverse=True)
