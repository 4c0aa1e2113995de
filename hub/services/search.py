"""Finding conversations by words: what to ask MongoDB for, and which message is the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.kit.words import Term, terms_of
from hub.rules.snippets import Reason, Snippet, snippet
from hub.rules.tabs import Rows
from hub.store.errors import told_as_away
from hub.store.mongo import Store
from models.documents import Conversation, Message, Word
from models.documents.base import Id

MOST_ENDINGS = 50
"""Words that one being typed may become: the most common ones."""

COMMON = 5_000
"""Times seen above which a word narrows little."""

LOOKED_BACK = 200
"""Newest messages of a conversation among which the reason is looked for."""

_BEYOND_ANY_LETTER = "\U0010ffff"


@dataclass(frozen=True)
class Search:
    """``rows``: conditions that must all hold; the first one goes by the index of words.

    ``common``: no word of it is rare. ``cut``: more words begin so than are looked for.
    """

    terms: list[Term]
    rows: list[Rows]
    common: bool
    cut: bool


async def prepared(store: Store, asked: str) -> Search | None:
    """None when there is no word in what is asked."""
    terms = terms_of(asked)
    if not terms:
        return None
    wanted, cut = [set(term.any_of) for term in terms], False
    for term, words in zip(terms, wanted, strict=True):
        if term.prefix is not None:
            endings = await _endings(store, term.prefix)
            cut = cut or len(endings) > MOST_ENDINGS
            words.update(endings[:MOST_ENDINGS])
    seen = await _seen(store, set().union(*wanted))
    weighed = sorted((sum(seen.get(word, 0) for word in words), sorted(words)) for words in wanted)
    [(fewest, lead), *others] = weighed
    rows: list[Rows] = [{"words": {"$in": lead}}]
    # Said as "not none of these", it is looked at in the documents only: the rarest leads.
    rows += [{"$nor": [{"words": {"$nin": words}}]} for _, words in others]
    return Search(terms, rows, common=fewest > COMMON, cut=cut)


async def _endings(store: Store, prefix: str) -> list[str]:
    begins_so = {"_id": {"$gte": prefix, "$lt": prefix + _BEYOND_ANY_LETTER}}
    found = await store.find(Word, begins_so, sort=[("seen", -1)], limit=MOST_ENDINGS + 1)
    return [word.id for word in found]


async def _seen(store: Store, words: set[str]) -> dict[str, int]:
    found = await store.find(Word, {"_id": {"$in": sorted(words)}})
    return {word.id: word.seen for word in found}


async def reasons(
    store: Store, found: Sequence[Conversation], terms: Sequence[Term]
) -> dict[Id, Reason]:
    """By conversation; none for what was found by its contact or its number."""
    if not found:
        return {}
    newest: list[dict[str, Any]] = [
        {"conversation_id": each.id, "number": {"$gt": each.last_number - LOOKED_BACK}}
        for each in found
    ]
    # Of hundreds of messages one in each conversation is shown: only their texts are looked at.
    with told_as_away():
        texts = (
            await store.db[Message.collection_name()]
            .find({"$or": newest}, {"conversation_id": 1, "number": 1, "text": 1})
            .to_list()
        )
    by_conversation: dict[Id, list[dict[str, Any]]] = {}
    for raw in texts:
        by_conversation.setdefault(raw["conversation_id"], []).append(raw)
    best = {id: _best(raws, terms) for id, raws in by_conversation.items()}
    shown = {found[0]: found for found in best.values() if found is not None}
    messages = await store.find(Message, {"_id": {"$in": list(shown)}})
    return {one.conversation_id: Reason(one, shown[one.id][1]) for one in messages}


def _best(raws: list[dict[str, Any]], terms: Sequence[Term]) -> tuple[Id, Snippet] | None:
    """The id of the newest message that meets the most, and what of it is shown."""
    best: tuple[Id, Snippet] | None = None
    for raw in sorted(raws, key=lambda one: int(one["number"]), reverse=True):
        shown = snippet(raw["text"], terms)
        if shown is not None and (best is None or shown.met > best[1].met):
            best = raw["_id"], shown
            if shown.met == len(terms):
                break
    return best
