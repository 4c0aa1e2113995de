"""Blocks: set once each, listed, taken away."""

from typing import Any

from hub.kit.errors import NotFound
from hub.rules.blocking import holds
from hub.rules.cursors import read_id
from hub.store.due_times import clear_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Block
from models.documents.base import Id
from models.words import BlockKind, DueKind


async def list_page(store: Store, *, cursor: str | None, limit: int) -> list[Block]:
    """The newest first. Raises Invalid."""
    before = read_id(cursor)
    filter: dict[str, Any] = {"$or": [{"until": None}, {"until": {"$gt": store.clock.now()}}]}
    if before is not None:
        filter["_id"] = {"$lt": before}
    return await store.find(Block, filter, sort=[("_id", -1)], limit=limit)


async def put(tx: Transaction, block: Block) -> Block:
    """The present one when it is blocked already."""
    found = await tx.get(Block, {"kind": block.kind, "value": block.value})
    if found is not None:
        return found
    await tx.insert(block)
    return block


async def put_for_a_while(tx: Transaction, block: Block) -> Block:
    """Of a network: one that is blocked already stays so for longer."""
    assert block.until is not None
    kept = await put(tx, block)
    if kept is not block:
        await tx.change(Block, {"_id": kept.id}, {"$set": {"until": block.until}})
        kept = kept.model_copy(update={"until": block.until})
    await set_due(tx, DueKind.BLOCK_ENDED, kept.id, block.until)
    return kept


async def because_of(tx: Transaction, identity_id: Id) -> list[Block]:
    """His own, and that of the network from which he wrote."""
    return await tx.find(Block, {"identity_id": identity_id})


async def of_network(tx: Transaction, network: str) -> Block | None:
    """The one that holds now."""
    found = await tx.get(Block, {"kind": BlockKind.NETWORK, "value": network})
    return found if found and holds(found, tx.now) else None


async def get(tx: Transaction, block_id: Id) -> Block:
    found = await tx.get(Block, {"_id": block_id})
    if found is None:
        raise NotFound
    return found


async def drop(tx: Transaction, block: Block) -> None:
    await tx.delete(Block, {"_id": block.id})
    await clear_due(tx, DueKind.BLOCK_ENDED, [block.id])
