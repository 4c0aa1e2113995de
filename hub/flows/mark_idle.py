"""Nobody was at any device of an online agent for a while: he is away, by himself (P3)."""

from datetime import datetime

from hub.rules.actors import SYSTEM
from hub.services import agents, connections
from hub.services.agents import Presence
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Member
from models.documents.base import Id
from models.words import PresenceSource, PresenceState

IDLE = Presence(PresenceState.AWAY, PresenceSource.AUTO_IDLE)


class MarkIdle:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, member_ids: list[Id], since: datetime) -> None:
        """Looks again at each of these members. Raises Unavailable."""
        for member_id in member_ids:

            async def work(tx: Transaction, member_id: Id = member_id) -> None:
                await _look(tx, member_id, since)

            await self._store.transact(work)


async def _look(tx: Transaction, member_id: Id, since: datetime) -> None:
    agent = await agents.get(tx, member_id)
    devices = await connections.of_members(tx, [member_id])
    member = await tx.get(Member, {"_id": member_id})
    if member is None or agent.state is not PresenceState.ONLINE:
        return
    # Coming online is an act, too.
    acted = [each.active_at for each in devices] + ([agent.since] if agent.since else [])
    if all(at < since for at in acted):
        await agents.change_presence(tx, member, IDLE, SYSTEM)
