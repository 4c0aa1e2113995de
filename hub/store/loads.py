"""The stored load of each agent: moved in the transaction that changes whether a conversation counts."""

from collections.abc import Mapping

from hub.store.transaction import Transaction
from models.documents import Agent
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
