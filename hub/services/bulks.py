"""Acts on many conversations: what is kept of one when it is over."""

from collections.abc import Sequence

from hub.rules.actors import actor_of
from hub.rules.audience import member_room
from hub.store.transaction import Transaction
from models.documents import Bulk, Member
from models.documents.base import Person
from models.documents.bulk import Given
from models.documents.event import ObjectRef
from models.words import BulkKind, EventType, ObjectKind


async def finish(
    tx: Transaction,
    kind: BulkKind,
    by: Member,
    *,
    done: int,
    refused: int,
    given: Sequence[Given] = (),
) -> Bulk:
    """Keep how it went; whoever did it hears of it, in all his windows."""
    person = Person(id=by.id, name=by.name)
    bulk = Bulk(kind=kind, by=person, at=tx.now, done=done, refused=refused, given=list(given))
    await tx.insert(bulk)
    tx.record(
        EventType.BULK_FINISHED,
        object=ObjectRef(kind=ObjectKind.BULK, id=bulk.id, version=bulk.version),
        actor=actor_of(by),
        rooms=[member_room(by.id)],
        changes={"kind": kind, "done": done, "refused": refused},
    )
    return bulk
