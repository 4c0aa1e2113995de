"""A block as staff see it."""

from models.documents import Block
from models.wire import block as wire
from models.wire.people import NamedMember
from models.words import BlockKind


def block(document: Block) -> wire.Block:
    says_itself = document.kind in (BlockKind.ADDRESS, BlockKind.DOMAIN)
    return wire.Block(
        id=str(document.id),
        kind=document.kind,
        value=document.value if says_itself else None,
        identity_id=str(document.identity_id) if document.identity_id else None,
        named=document.named,
        reason=document.reason,
        by=NamedMember(id=str(document.by.id), name=document.by.name),
        at=document.at,
        until=document.until,
    )
