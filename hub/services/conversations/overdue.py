"""What has become due of a conversation, looked at once more when it is acted on."""

from collections.abc import Callable
from datetime import datetime

from hub.store.due_times import finish_due, set_due
from hub.store.transaction import Transaction
from models.documents import Conversation, Due


async def overdue(
    tx: Transaction, due: Due, when: Callable[[Conversation], datetime | None]
) -> Conversation | None:
    """The conversation, if ``when`` has come by what it is now; None when it is overtaken.

    When the time lies ahead again, it is planned anew.
    """
    await finish_due(tx, due)
    found = await tx.get(Conversation, {"_id": due.object_id})
    at = when(found) if found else None
    if found is None or at is None:
        return None
    if at > tx.now:
        await set_due(tx, due.kind, found.id, at)
        return None
    return found
