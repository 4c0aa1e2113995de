"""A visitor says how he was helped in the chat that has just ended: one question, and a comment.

He may think again while it is his newest chat. The same rating again changes nothing.
"""

from hub.kit.errors import Conflict
from hub.rules.actors import customer
from hub.rules.rating import asks_rating
from hub.services import conversations
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation
from models.documents.base import Id
from models.documents.conversation import Rating
from models.words import EventType


class RatingNotAsked(Conflict):
    detail_by_default = "Only an ended chat in which we answered can be rated."


class RateConversation:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, channel_id: Id, thread_key: str, *, score: int, comment: str | None
    ) -> Conversation:
        """The newest conversation of the thread with its rating. Raises RatingNotAsked."""
        newest = await conversations.newest_of_thread(self._store, channel_id, thread_key)
        if newest is None:
            raise RatingNotAsked
        said = (comment or "").strip() or None

        async def work(tx: Transaction) -> Conversation:
            before = await tx.get(Conversation, {"_id": newest.id})
            if before is None or not asks_rating(before):
                raise RatingNotAsked
            known = before.rating
            if known is not None and (known.score, known.comment) == (score, said):
                return before
            rating = Rating(score=score, comment=said, at=tx.now)
            after = await conversations.change(tx, before, {"rating": rating})
            conversations.record(
                tx,
                EventType.CONVERSATION_RATED,
                after,
                customer(before.contact),
                changes={"score": [known.score if known else None, score]},
            )
            return after

        return await self._store.transact(work)
