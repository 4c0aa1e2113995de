"""The one workspace."""

from typing import Any

from hub.rules.audience import STAFF
from hub.rules.edits import edit
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.documents.workspace import Workspace
from models.words import EventType, ObjectKind

ONE = {"_id": "workspace"}

JOURNAL_ID = Id("000000000000000000000001")
"""How the journal names the one workspace: its rows name objects by ids of this form."""


async def get(store: Store) -> Workspace:
    """As stored; the defaults while nobody has set anything."""
    return await store.get(Workspace, ONE) or Workspace()


async def get_in(tx: Transaction) -> Workspace:
    """As stored; written with its defaults first, so that two who change it at once meet there."""
    found = await tx.get(Workspace, ONE)
    if found is None:
        found = Workspace()
        await tx.insert(found)
    return found


async def put(
    tx: Transaction, workspace: Workspace, news: dict[str, Any], actor: Actor
) -> Workspace:
    """Set checked fields; all staff hear of it."""
    if not news:
        return workspace
    stored = {name: _plain(value) for name, value in news.items()}
    changed = await tx.change(Workspace, ONE, edit(workspace, stored, actor.name))
    assert changed is not None
    tx.record(
        EventType.SETTINGS_CHANGED,
        object=ObjectRef(kind=ObjectKind.WORKSPACE, id=JOURNAL_ID, version=changed.version),
        actor=actor,
        rooms=[STAFF],
        changes={name: [_plain(getattr(workspace, name)), stored[name]] for name in news},
    )
    return changed


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.model_dump() if hasattr(value, "model_dump") else value
