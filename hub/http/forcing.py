"""Force Distribution: looked at first, then done, and taken back if it was wrong."""

from hub.flows.force_distribution import TAKEN_BACK_WITHIN, Wanted
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import bulk as present
from hub.rules.policy import Act
from models.documents.base import Id
from models.wire.bulk import (
    MOST_AT_ONCE,
    BulkResult,
    ForceBody,
    ForcePreview,
    ForceResult,
    QueueFilter,
)

doors = Doors("Queue")


@doors.post("/queue/force-distribution/preview", Act.FORCE)
async def preview_force_distribution(call: Call, body: ForceBody) -> ForcePreview:
    """Who would get how many, and what would stay and why. Changes nothing."""
    found = await call.hub.force_distribution.preview(call.caller.member, _wanted(body))
    return ForcePreview(
        given=len(found.given),
        agents=[present.forced_agent(one) for one in found.takers],
        staying=[present.staying(id, why) for id, why in found.staying],
        more=found.more,
    )


@doors.post("/queue/force-distribution", Act.FORCE)
async def force_distribution(call: Call, body: ForceBody) -> ForceResult:
    """Push waiting conversations to agents at once, up to their forced capacity."""
    outcome = await call.hub.force_distribution(call.caller.member, _wanted(body))
    assert outcome.bulk is not None
    over = present.bulk(outcome.bulk)
    return ForceResult(
        **over.model_dump(),
        items=[present.given(one, to) for one, to in outcome.given],
        more=outcome.more,
        agents=[present.forced_agent(one) for one in outcome.takers],
        staying=[present.staying(id, why) for id, why in outcome.staying],
        take_back_until=outcome.bulk.at + TAKEN_BACK_WITHIN,
    )


@doors.post("/queue/force-distribution/{bulk_id}/take-back", Act.FORCE, refuses=(409,))
async def take_back_force_distribution(call: Call, bulk_id: Id) -> BulkResult:
    """Within two minutes: what was given out and not answered since waits again, in its old place."""
    bulk, back = await call.hub.force_distribution.take_back(call.caller.member, bulk_id)
    house, now = call.hub.directory, call.hub.clock.now()
    items = [
        present.done(after, house, now) if after else present.went_on(id) for id, after in back
    ]
    return BulkResult(**present.bulk(bulk).model_dump(), items=items)


def _wanted(body: ForceBody) -> Wanted:
    filter = body.filter or QueueFilter()
    named = body.conversation_ids
    return Wanted(
        conversation_ids=None if named is None else _ids(named),
        department_ids=_ids(filter.department_id),
        channel_ids=_ids(filter.channel_id),
        label_ids=_ids(filter.label_id),
        priorities=filter.priority,
        oldest=body.oldest or MOST_AT_ONCE,
        member_ids=None if body.member_ids is None else _ids(body.member_ids),
        include_away=body.include_away,
        include_left=body.include_left,
    )


def _ids(texts: list[str]) -> list[Id]:
    return [Id(text) for text in texts]
