"""Somebody is at the keyboard again: who was away for idleness alone is back, if so set (P6)."""

from datetime import datetime

from hub.rules.actors import actor_of
from hub.services import agents
from hub.services.agents import Presence
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Member
from models.documents.base import Id
from models.words import MemberState, PresenceSource, PresenceState

AWAKE = Presence(PresenceState.ONLINE, PresenceSource.SYSTEM)


class WakeAgents:
    def __init__(self, store: Store, house: Directory) -> None:
        self._store = store
        self._house = house

    async def __call__(self, active_at: dict[Id, datetime]) -> None:
        """``active_at`` by member. Raises Unavailable."""
        if not self._house.workspace.back_on_activity or not active_at:
            return
        asleep = {
            "_id": {"$in": list(active_at)},
            "state": PresenceState.AWAY,
            "source": PresenceSource.AUTO_IDLE,
        }
        for agent in await self._store.find(Agent, asleep):
            if agent.since is None or agent.since <= active_at[agent.id]:
                await self._wake(agent.id)

    async def _wake(self, member_id: Id) -> None:
        async def work(tx: Transaction) -> None:
            agent = await agents.get(tx, member_id)
            active = {"_id": member_id, "state": MemberState.ACTIVE}
            member = await tx.get(Member, active)
            if member is not None and agent.source is PresenceSource.AUTO_IDLE:
                await agents.change_presence(tx, member, AWAKE, actor_of(member))

        await self._store.transact(work)
