"""Who is blocked. What the blocked write is stored as spam, and nobody is told of it."""

from hub.http.conversation_query import PageQuery
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters.block import block as present
from hub.rules.policy import Act
from hub.services import blocks
from models.documents.base import Id
from models.wire.base import Page
from models.wire.block import Block, BlockBody, BlockIdentityBody, VisitorNetwork

doors = Doors("Blocking")


@doors.get("/identities/{identity_id}/network", Act.BLOCK_SENDER)
async def read_network(call: Call, identity_id: Id) -> VisitorNetwork:
    """Whether the network of a live chat's visitor can be blocked with him, and whom that would meet."""
    found = await call.hub.block_sender.network_of(call.caller.member, identity_id)
    return VisitorNetwork(known=found.known, others=found.others, blocked_until=found.blocked_until)


@doors.post("/identities/{identity_id}/block", Act.BLOCK_SENDER, refuses=(409,))
async def block_identity(call: Call, identity_id: Id, body: BlockIdentityBody) -> Block:
    """Hear no more from this address of a customer. His open conversations end as spam.

    `network`: what begins from where a visitor writes is filed as well, for 24 hours; 409 when that is not
    known, and nobody is blocked then.
    """
    kept = await call.hub.block_sender.identity(
        call.caller.member, identity_id, body.reason, network=body.network
    )
    await call.hub.directory.refresh()
    return present(kept)


@doors.delete("/identities/{identity_id}/block", Act.BLOCK_SENDER)
async def unblock_identity(call: Call, identity_id: Id) -> None:
    """Hear from him again, and from his network; what was written meanwhile stays where it is."""
    await call.hub.block_sender.let_identity_in(call.caller.member, identity_id)
    await call.hub.directory.refresh()


@doors.get("/blocks", Act.LIST_BLOCKS)
async def list_blocks(call: Call, query: PageQuery) -> Page[Block]:
    """All that are blocked, the newest first."""
    found = await blocks.list_page(call.hub.store, cursor=query.cursor, limit=query.limit + 1)
    page = found[: query.limit]
    return Page(
        items=[present(one) for one in page],
        next_cursor=str(page[-1].id) if len(found) > query.limit else None,
    )


@doors.post("/blocks", Act.BLOCK_ADDRESS, status=201)
async def block_address(call: Call, body: BlockBody) -> Block:
    """Hear no more from an e-mail address, or from a whole domain."""
    flow = call.hub.block_sender
    kept = await flow.address(call.caller.member, body.kind, body.value, body.reason)
    await call.hub.directory.refresh()
    return present(kept)


@doors.delete("/blocks/{block_id}", Act.BLOCK_ADDRESS)
async def remove_block(call: Call, block_id: Id) -> None:
    """Let in again whoever it was."""
    await call.hub.block_sender.let_in(call.caller.member, block_id)
    await call.hub.directory.refresh()
