"""Reasons to be away, seen by all staff and kept by admins."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import agent as present
from hub.rules.policy import Act
from hub.services import away_reasons
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.wire.agent import AwayReason, AwayReasonBody, AwayReasonPatch, BothLanguages
from models.wire.base import Page
from models.words import Language

doors = Doors("Agents")


@doors.get("/away-reasons", Act.LIST_AWAY_REASONS)
async def list_away_reasons(call: Call) -> Page[AwayReason]:
    """Those that can be chosen, in their order."""
    found = await away_reasons.list_all(call.hub.store)
    return Page(items=[present.away_reason(one) for one in found])


@doors.post("/away-reasons", Act.CHANGE_AWAY_REASONS, status=201)
async def create_away_reason(call: Call, body: AwayReasonBody) -> AwayReason:
    """Add a reason at the end of the list."""

    async def work(tx: Transaction) -> AwayReason:
        created = await away_reasons.create(tx, _name(body.name), body.icon, call.caller.actor)
        return present.away_reason(created)

    created = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return created


@doors.patch("/away-reasons/{reason_id}", Act.CHANGE_AWAY_REASONS)
async def change_away_reason(call: Call, reason_id: Id, body: AwayReasonPatch) -> AwayReason:
    """Rename or move a reason."""

    async def work(tx: Transaction) -> AwayReason:
        changed = await away_reasons.change(
            tx,
            reason_id,
            call.caller.actor,
            name=_name(body.name) if body.name else None,
            icon=body.icon,
            position=body.position,
        )
        return present.away_reason(changed)

    changed = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return changed


@doors.delete("/away-reasons/{reason_id}", Act.CHANGE_AWAY_REASONS)
async def remove_away_reason(call: Call, reason_id: Id) -> None:
    """Take a reason off the list. Who is away with it stays so; the log keeps its name."""

    async def work(tx: Transaction) -> None:
        await away_reasons.remove(tx, reason_id, call.caller.actor)

    await call.hub.store.transact(work)
    await call.hub.directory.refresh()


def _name(name: BothLanguages) -> dict[Language, str]:
    return {Language.INDONESIAN: name.id, Language.ENGLISH: name.en}
