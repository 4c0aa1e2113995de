"""The one workspace."""

from hub.store.mongo import Store
from models.documents.workspace import Workspace


async def get(store: Store) -> Workspace:
    """As stored; the defaults while nobody has set anything."""
    return await store.get(Workspace, {"_id": "workspace"}) or Workspace()
