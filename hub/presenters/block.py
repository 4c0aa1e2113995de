"""A block as staff see it."""

from models.documents import Block
from models.wire import block as wire
from models.wire.people import NamedMember
from models.words import BlockKind


def block(document: Block) -> wire.Block:
    of_identity = document.kind is BlockKind.IDENTITY
    return wire.Block(
        id=str(document.id),
        kind=document.kind,
        value=None if of_identity else document.value,
        identity_id=str(document.identity_id) if document.identity_id else None,
        named=document.named,
        reason=document.reason,
        by=NamedMember(id=str(document.by.id), name=document.by.name),
        at=document.at,
    )
