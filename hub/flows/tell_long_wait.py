"""A customer waits in the queue longer than a supervisor's limit: he is told, once until he looks.

Limits differ, so after the shortest the next longer one is planned. Whoever is no longer waiting by
then is told of to nobody.
"""

from datetime import timedelta

from hub.rules.news import news_of_limit
from hub.services import notifications, overseers
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due
from models.words import ConversationState, DueKind, NotificationKind


class TellLongWait:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, due: Due) -> None:
        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            conversation = await tx.get(Conversation, {"_id": due.object_id})
            if conversation is None or conversation.state is not ConversationState.QUEUED:
                return
            since = conversation.queued_at or conversation.started_at
            waited = (tx.now - since).total_seconds()
            department_id = conversation.department_id
            concerned = overseers.of_department(await overseers.with_limits(tx), department_id)
            told = [
                news_of_limit(NotificationKind.LONG_WAIT, member.id, tx.now, department_id)
                for member, limits in concerned
                if limits.oldest_wait and limits.oldest_wait <= waited
            ]
            await notifications.tell(tx, told)
            longer = [wait for wait in overseers.waits_of(concerned) if wait > waited]
            if longer:
                at = since + timedelta(seconds=longer[0])
                await set_due(tx, DueKind.CONVERSATION_LONG_WAIT, conversation.id, at)

        await self._store.transact(work)
