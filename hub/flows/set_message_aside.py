"""A message that cannot be stored is kept as "not understood", where an admin can look at it.

It harms no other: those that came with it have been stored. What is refused on purpose, with a
reason its sender can act on, is told to him and not kept.
"""

from hub.kit.errors import HubError
from hub.kit.log import get_logger
from hub.rules.incoming import Incoming, Received
from hub.rules.refusals import MessageNotUnderstood
from hub.store.mongo import Store
from models.documents import NotUnderstood

log = get_logger(__name__)


class SetMessageAside:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, incoming: Incoming, error: Exception) -> Received:
        """Raises ``error`` again when it is a refusal on purpose."""
        if isinstance(error, HubError):
            raise error
        log.error("message_not_understood", channel=str(incoming.channel.id), exc_info=error)
        kept = NotUnderstood(
            channel_id=incoming.channel.id,
            reason=f"{type(error).__name__}: {error}"[:500],
            envelope=incoming.envelope.model_dump(mode="json"),
            at=self._store.clock.now(),
        )
        await self._store.insert(kept)
        refusal = MessageNotUnderstood()
        refusal.kept_id = kept.id
        return Received(refusal=refusal)
