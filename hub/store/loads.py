"""The stored load of each agent: moved in the transaction that changes whether a conversation counts."""

from collections.abc import Mapping

from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation
from models.documents.base import Id


async def move_loads(tx: Transaction, changes: Mapping[Id, int]) -> None:
    """Add to the loads of these agents. In the order of their ids: two at once meet early."""
    await tx.upsert_each(
        Agent,
        [
            ({"_id": agent_id}, {"$inc": {"load": change, "version": 1}})
            for agent_id, change in sorted(changes.items())
        ],
    )


async def recount_loads(store: Store) -> int:
    """Make every load what the conversations say; how many were wrong. Safe while all goes on."""
    agents = [agent.id for agent in await store.find(Agent, {})]
    counting = await store.find(Conversation, {"counts": True})
    holders = {each.assignee.id for each in counting if each.assignee}
    wrong = 0
    for agent_id in sorted({*agents, *holders}):
        wrong += await _recount(store, agent_id)
    return wrong


async def _recount(store: Store, agent_id: Id) -> bool:
    async def work(tx: Transaction) -> bool:
        load = await tx.count(Conversation, {"assignee.id": agent_id, "counts": True})
        agent = await tx.get(Agent, {"_id": agent_id})
        if load == (agent.load if agent else 0):
            return False
        update = {"$set": {"load": load}, "$inc": {"version": 1}}
        await tx.change(Agent, {"_id": agent_id}, update, upsert=True)
        return True

    return await store.transact(work)
