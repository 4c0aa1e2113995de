"""Labels and their categories: queries and atomic changes. What is in use is archived, not deleted."""

from collections.abc import Iterable
from typing import Any, TypeVar

from hub.kit.errors import Conflict, Invalid, NotFound
from hub.rules.audience import STAFF
from hub.rules.names import clean_name
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Label, LabelCategory
from models.documents.base import Id
from models.documents.conversation import LABELLED
from models.documents.event import Actor, ObjectRef
from models.words import EventType, LabelColor, ObjectKind, Priority

BY_RANK = [("rank", 1), ("key", 1)]
MOST = 500
"""Labels, and categories, that a workspace may have."""

D = TypeVar("D", Label, LabelCategory)

_KINDS = {Label: ObjectKind.LABEL, LabelCategory: ObjectKind.LABEL_CATEGORY}


class LabelNameTaken(Conflict):
    detail_by_default = "Another one has this name."


async def list_categories(store: Store) -> list[LabelCategory]:
    return await store.find(LabelCategory, {}, sort=BY_RANK)


async def read(store: Store, label_id: Id) -> Label:
    """One, also when it is archived. Raises NotFound."""
    found = await store.get(Label, {"_id": label_id})
    if found is None:
        raise NotFound
    return found


async def list_all(store: Store) -> list[Label]:
    """In their order within each category."""
    return await store.find(Label, {}, sort=BY_RANK)


async def create_category(
    tx: Transaction, name: str, rank: int | None, actor: Actor
) -> LabelCategory:
    """Raises LabelNameTaken, Invalid."""
    name = clean_name(name)
    await _refuse_taken(tx, LabelCategory, {"key": name.casefold()})
    if rank is None:
        rank = await _next_rank(tx, LabelCategory, {})
    category = LabelCategory(name=name, key=name.casefold(), rank=rank, created_at=tx.now)
    await tx.insert(category)
    _record(tx, category, actor, {"created": True})
    return category


async def change_category(
    tx: Transaction, category_id: Id, actor: Actor, values: dict[str, Any]
) -> LabelCategory:
    """``values`` may hold name, rank, archived. Raises NotFound, LabelNameTaken, Invalid."""
    category = await _get(tx, LabelCategory, category_id)
    wanted = _wanted(category, values)
    if "key" in wanted:
        await _refuse_taken(tx, LabelCategory, {"key": wanted["key"], "_id": {"$ne": category_id}})
    return await _change(tx, category, wanted, actor)


async def remove_category(tx: Transaction, category_id: Id, actor: Actor) -> bool:
    """Whether it is archived: one with labels in it is not deleted. Raises NotFound."""
    category = await _get(tx, LabelCategory, category_id)
    if await tx.find(Label, {"category_id": category_id}, limit=1):
        await _change(tx, category, _wanted(category, {"archived": True}), actor)
        return True
    await _delete(tx, category, actor)
    return False


async def create(
    tx: Transaction,
    name: str,
    color: LabelColor,
    category_id: Id,
    rank: int | None,
    actor: Actor,
    priority: Priority | None = None,
) -> Label:
    """Raises LabelNameTaken, Invalid."""
    name = clean_name(name)
    await _check_category(tx, category_id)
    await _refuse_taken(tx, Label, {"category_id": category_id, "key": name.casefold()})
    if rank is None:
        rank = await _next_rank(tx, Label, {"category_id": category_id})
    label = Label(
        name=name,
        key=name.casefold(),
        color=color,
        category_id=category_id,
        priority=priority,
        rank=rank,
        created_at=tx.now,
    )
    await tx.insert(label)
    _record(tx, label, actor, {"created": True})
    return label


async def change(tx: Transaction, label_id: Id, actor: Actor, values: dict[str, Any]) -> Label:
    """``values`` may hold name, color, category_id, priority, rank, archived. Raises as ``create``."""
    label = await _get(tx, Label, label_id)
    wanted = _wanted(label, values)
    if values.get("priority", label.priority) is not label.priority:
        wanted["priority"] = values["priority"]
    category_id = label.category_id
    if "category_id" in wanted:
        category_id = wanted["category_id"]
        await _check_category(tx, category_id)
    if {"key", "category_id"} & wanted.keys():
        place = {"category_id": category_id, "key": wanted.get("key", label.key)}
        await _refuse_taken(tx, Label, {**place, "_id": {"$ne": label_id}})
    return await _change(tx, label, wanted, actor)


async def remove(tx: Transaction, label_id: Id, actor: Actor) -> bool:
    """Whether it is archived: one that conversations carry is not deleted. Raises NotFound."""
    label = await _get(tx, Label, label_id)
    if await tx.find(Conversation, {"label_ids": label_id, **LABELLED}, limit=1):
        await _change(tx, label, _wanted(label, {"archived": True}), actor)
        return True
    await _delete(tx, label, actor)
    return False


async def attachable(tx: Transaction, ids: Iterable[Id], present: Iterable[Id]) -> list[Label]:
    """The labels of these ids, in their order; archived ones only where they are ``present``.

    One that is deleted at the same instant may stay by its id, which then names nothing and is not
    shown. Raises Invalid.
    """
    wanted, kept = list(dict.fromkeys(ids)), set(present)
    found = await tx.find(Label, {"_id": {"$in": wanted}}, sort=BY_RANK)
    offered = [label for label in found if label.id in kept or not label.archived]
    if len(offered) != len(wanted):
        raise Invalid(fields={"labelIds": "names a label that does not exist or is archived"})
    return offered


def _wanted(document: Label | LabelCategory, values: dict[str, Any]) -> dict[str, Any]:
    """What of these values is given and new, with the key that belongs to a name."""
    given = {name: value for name, value in values.items() if value is not None}
    if "name" in given:
        given["name"] = clean_name(given["name"])
        given["key"] = given["name"].casefold()
    return {name: value for name, value in given.items() if value != getattr(document, name)}


async def _get(tx: Transaction, kind: type[D], id: Id) -> D:
    found = await tx.get(kind, {"_id": id})
    if found is None:
        raise NotFound
    return found


async def _change(tx: Transaction, document: D, wanted: dict[str, Any], actor: Actor) -> D:
    if not wanted:
        return document
    changed = await tx.change(
        type(document), {"_id": document.id}, {"$set": wanted, "$inc": {"version": 1}}
    )
    assert changed is not None
    told = {name: [getattr(document, name), value] for name, value in wanted.items()}
    told.pop("key", None)
    _record(tx, changed, actor, told)
    return changed


async def _delete(tx: Transaction, document: Label | LabelCategory, actor: Actor) -> None:
    await tx.delete(type(document), {"_id": document.id})
    _record(tx, document, actor, {"deleted": True, "name": document.name})


async def _check_category(tx: Transaction, category_id: Id) -> None:
    # Written and not only read, so that one who deletes it meanwhile looks again.
    touched = await tx.change(
        LabelCategory, {"_id": category_id, "archived": False}, {"$set": {"extended_at": tx.now}}
    )
    if touched is None:
        raise Invalid(fields={"categoryId": "names a category that does not exist or is archived"})


async def _refuse_taken(
    tx: Transaction, kind: type[Label] | type[LabelCategory], filter: dict[str, Any]
) -> None:
    taken = await tx.get(kind, filter)
    if taken is not None:
        where = " (archived)" if taken.archived else ""
        raise LabelNameTaken(
            f"There is one of this name already{where}.", fields={"name": "is taken"}
        )


async def _next_rank(
    tx: Transaction, kind: type[Label] | type[LabelCategory], filter: dict[str, Any]
) -> int:
    present = await tx.find(kind, filter)
    if len(present) >= MOST:
        raise Invalid(f"There can be at most {MOST} of them.")
    return max((one.rank for one in present), default=-1) + 1


def _record(
    tx: Transaction, document: Label | LabelCategory, actor: Actor, changes: dict[str, Any]
) -> None:
    kind = _KINDS[type(document)]
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=kind, id=document.id, version=document.version),
        actor=actor,
        rooms=[STAFF],
        changes=changes,
    )
