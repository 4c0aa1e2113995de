"""Blocks: set once each, listed, taken away."""

from hub.kit.errors import NotFound
from hub.rules.cursors import read_id
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Block
from models.documents.base import Id
from models.words import BlockKind


async def list_page(store: Store, *, cursor: str | None, limit: int) -> list[Block]:
    """The newest first. Raises Invalid."""
    before = read_id(cursor)
    filter = {} if before is None else {"_id": {"$lt": before}}
    return await store.find(Block, filter, sort=[("_id", -1)], limit=limit)


async def put(tx: Transaction, block: Block) -> Block:
    """The present one when it is blocked already."""
    found = await tx.get(Block, {"kind": block.kind, "value": block.value})
    if found is not None:
        return found
    await tx.insert(block)
    return block


async def of_identity(tx: Transaction, identity_id: Id) -> Block | None:
    return await tx.get(Block, {"kind": BlockKind.IDENTITY, "value": str(identity_id)})


async def get(tx: Transaction, block_id: Id) -> Block:
    found = await tx.get(Block, {"_id": block_id})
    if found is None:
        raise NotFound
    return found


async def drop(tx: Transaction, block: Block) -> None:
    await tx.delete(Block, {"_id": block.id})
