"""A customer has said nothing more for as long as the house waits: his conversation ends (S10).

He is told so first, where he chats and may still be written to; nobody gets a mail for it.
"""

from channels_adapters.base import Medium
from channels_adapters.registry import adapter_of
from hub.rules.actors import SYSTEM
from hub.rules.derived import inactive_at
from hub.rules.inactive_notice import USUAL
from hub.rules.message_bodies import automatic_message
from hub.rules.windows import is_window_open, window_of
from hub.services import conversations, outbox, workspace
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Due, Workspace
from models.documents.conversation import ResolvedBy
from models.words import ActorKind, ResolveCause


class ResolveInactive:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, due: Due) -> None:
        """Checked again here: somebody may have written since, or the rule may be another one."""

        async def work(tx: Transaction) -> None:
            # Not as this process remembers it: of a rule that was off a moment ago all would be dropped.
            house = await workspace.get_in(tx)
            before = await conversations.overdue(
                tx, due, lambda one: inactive_at(one, house.auto_resolve_after)
            )
            if before is None:
                return
            before = await _tell(tx, before, house)
            by = ResolvedBy(kind=ActorKind.SYSTEM)
            await conversations.resolve(tx, before, by, SYSTEM, ResolveCause.AUTO_INACTIVE)

        await self._store.transact(work)


async def _tell(tx: Transaction, before: Conversation, house: Workspace) -> Conversation:
    traits = adapter_of(before.channel_kind).traits
    open_window = is_window_open(before, window_of(before), tx.now)
    if traits.medium is Medium.MAIL or not open_window:
        return before
    contact = await tx.get(Contact, {"_id": before.contact.id})
    language = (contact.language if contact else None) or house.default_language
    message = automatic_message(
        before, USUAL[language], tx.now, delivered_by_feed=traits.delivers_by_feed
    )
    after = await conversations.add_automatic(tx, before, message)
    await outbox.put(tx, message)
    return after
