"""Labels and their categories, seen by all staff and kept by admins."""

from typing import Any

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import tools as present
from hub.rules.policy import Act
from hub.services import labels
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.wire.base import Page
from models.wire.label import (
    Label,
    LabelBody,
    LabelCategory,
    LabelCategoryBody,
    LabelCategoryPatch,
    LabelPatch,
    Removed,
)

doors = Doors("Labels")


@doors.get("/label-categories", Act.LIST_LABELS)
async def list_label_categories(call: Call) -> Page[LabelCategory]:
    """All categories in their order, the archived ones too."""
    found = await labels.list_categories(call.hub.store)
    return Page(items=[present.category(one) for one in found])


@doors.post("/label-categories", Act.CREATE_LABEL, status=201, refuses=(409,))
async def create_label_category(call: Call, body: LabelCategoryBody) -> LabelCategory:
    """Add a category."""

    async def work(tx: Transaction) -> LabelCategory:
        made = await labels.create_category(tx, body.name, body.rank, call.caller.actor)
        return present.category(made)

    return await call.hub.store.transact(work)


@doors.patch("/label-categories/{category_id}", Act.CHANGE_LABEL, refuses=(409,))
async def change_label_category(
    call: Call, category_id: Id, body: LabelCategoryPatch
) -> LabelCategory:
    """Rename a category, move it, archive it or bring it back."""
    values = body.model_dump()

    async def work(tx: Transaction) -> LabelCategory:
        changed = await labels.change_category(tx, category_id, call.caller.actor, values)
        return present.category(changed)

    return await call.hub.store.transact(work)


@doors.delete("/label-categories/{category_id}", Act.CHANGE_LABEL)
async def delete_label_category(call: Call, category_id: Id) -> Removed:
    """Delete a category; one that has labels is archived instead."""

    async def work(tx: Transaction) -> bool:
        return await labels.remove_category(tx, category_id, call.caller.actor)

    return Removed(id=str(category_id), archived=await call.hub.store.transact(work))


@doors.get("/labels", Act.LIST_LABELS)
async def list_labels(call: Call) -> Page[Label]:
    """All labels in their order within their categories, the archived ones too."""
    return Page(items=[present.label(one) for one in await labels.list_all(call.hub.store)])


@doors.get("/labels/{label_id}", Act.LIST_LABELS)
async def read_label(call: Call, label_id: Id) -> Label:
    """One label, also when it is archived."""
    return present.label(await labels.read(call.hub.store, label_id))


@doors.post("/labels", Act.CREATE_LABEL, status=201, refuses=(409,))
async def create_label(call: Call, body: LabelBody) -> Label:
    """Add a label to a category."""

    async def work(tx: Transaction) -> Label:
        made = await labels.create(
            tx,
            body.name,
            body.color,
            Id(body.category_id),
            body.rank,
            call.caller.actor,
            body.priority,
        )
        return present.label(made)

    created = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return created


@doors.patch("/labels/{label_id}", Act.CHANGE_LABEL, refuses=(409,))
async def change_label(call: Call, label_id: Id, body: LabelPatch) -> Label:
    """Rename or recolour a label, move it, archive it or bring it back."""
    values: dict[str, Any] = body.model_dump(exclude_unset=True)
    if body.category_id is not None:
        values["category_id"] = Id(body.category_id)

    async def work(tx: Transaction) -> Label:
        return present.label(await labels.change(tx, label_id, call.caller.actor, values))

    changed = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return changed


@doors.delete("/labels/{label_id}", Act.CHANGE_LABEL)
async def delete_label(call: Call, label_id: Id) -> Removed:
    """Delete a label; one that conversations carry is archived instead."""

    async def work(tx: Transaction) -> bool:
        return await labels.remove(tx, label_id, call.caller.actor)

    archived = await call.hub.store.transact(work)
    await call.hub.directory.refresh()
    return Removed(id=str(label_id), archived=archived)
