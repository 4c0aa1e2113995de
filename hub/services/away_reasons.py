"""Why agents may be away: the list that admins keep."""

from typing import Any

from hub.kit.errors import Invalid, NotFound
from hub.rules.audience import STAFF
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import AwayReason
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import AwayIcon, EventType, Language, ObjectKind

MOST = 50
LISTED: dict[str, Any] = {"removed_at": None}


async def list_all(store: Store) -> list[AwayReason]:
    """Those that can be chosen, in their order."""
    return await store.find(AwayReason, LISTED, sort=[("position", 1), ("_id", 1)])


async def choose(tx: Transaction, reason_id: Id | None) -> AwayReason:
    """The reason of this id. Raises Invalid when there is none to choose."""
    found = await tx.get(AwayReason, {"_id": reason_id, **LISTED}) if reason_id else None
    if found is None:
        raise Invalid(fields={"reasonId": "must be one of the reasons to be away"})
    return found


async def create(
    tx: Transaction, name: dict[Language, str], icon: AwayIcon, actor: Actor
) -> AwayReason:
    """Add one at the end. Raises Invalid."""
    present = await _in_order(tx)
    if len(present) >= MOST:
        raise Invalid(f"There are {MOST} reasons already. Remove one first.")
    _refuse_repeated(present, name)
    reason = AwayReason(name=name, icon=icon, position=len(present))
    await tx.insert(reason)
    _record(tx, reason, actor, {"created": True})
    return reason


async def change(
    tx: Transaction,
    reason_id: Id,
    actor: Actor,
    *,
    name: dict[Language, str] | None,
    icon: AwayIcon | None,
    position: int | None,
) -> AwayReason:
    """Raises NotFound, Invalid."""
    present = await _in_order(tx)
    reason = _named(present, reason_id)
    if name is not None:
        _refuse_repeated([each for each in present if each.id != reason.id], name)
    wanted = {"name": name, "icon": icon}
    changes = {
        key: value
        for key, value in wanted.items()
        if value is not None and value != getattr(reason, key)
    }
    if changes:
        reason = await _write(tx, reason, changes, actor)
    if position is not None:
        rest = [each for each in present if each.id != reason.id]
        rest.insert(position, reason)
        reason = _named(await _renumber(tx, rest, actor), reason_id)
    return reason


async def remove(tx: Transaction, reason_id: Id, actor: Actor) -> None:
    """Take it off the menu. Who is away with it stays so, and the log keeps its name."""
    present = await _in_order(tx)
    await _write(tx, _named(present, reason_id), {"removed_at": tx.now}, actor)
    await _renumber(tx, [each for each in present if each.id != reason_id], actor)


async def _in_order(tx: Transaction) -> list[AwayReason]:
    return await tx.find(AwayReason, LISTED, sort=[("position", 1), ("_id", 1)])


def _named(reasons: list[AwayReason], reason_id: Id) -> AwayReason:
    for reason in reasons:
        if reason.id == reason_id:
            return reason
    raise NotFound


def _refuse_repeated(others: list[AwayReason], name: dict[Language, str]) -> None:
    for other in others:
        for language, text in name.items():
            if other.name[language].casefold() == text.casefold():
                raise Invalid(fields={f"name.{language.value}": "another reason has it"})


async def _renumber(tx: Transaction, reasons: list[AwayReason], actor: Actor) -> list[AwayReason]:
    return [
        reason if reason.position == place else await _write(tx, reason, {"position": place}, actor)
        for place, reason in enumerate(reasons)
    ]


async def _write(
    tx: Transaction, reason: AwayReason, changes: dict[str, Any], actor: Actor
) -> AwayReason:
    changed = await tx.change(
        AwayReason, {"_id": reason.id}, {"$set": changes, "$inc": {"version": 1}}
    )
    assert changed is not None
    told = {key: [getattr(reason, key), value] for key, value in changes.items()}
    _record(tx, changed, actor, told)
    return changed


def _record(tx: Transaction, reason: AwayReason, actor: Actor, changes: dict[str, Any]) -> None:
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=ObjectKind.AWAY_REASON, id=reason.id, version=reason.version),
        actor=actor,
        rooms=[STAFF],
        changes=changes,
    )
