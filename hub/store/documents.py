"""Makes the declared documents ready for use, and builds the indexes they declare."""

from beanie import init_beanie
from beanie.odm.fields import IndexModelField

from hub.store.guard import GuardedDatabase
from models.documents import ALL

_ready = False


async def make_ready(db: GuardedDatabase) -> None:
    """Beanie's own preparations, which are of the classes: once a process, whatever the database.

    What reads and writes names its collection itself (hub/store/mongo.py).
    """
    global _ready
    if not _ready:
        await init_beanie(db, document_models=list(ALL), skip_indexes=True)
        _ready = True


async def build_indexes(db: GuardedDatabase) -> None:
    """Those that are missing; to find that none is takes a hundredth of a second."""
    for kind in ALL:
        declared = IndexModelField.list_to_index_model(kind.get_settings().indexes)
        if declared:
            await db[kind.collection_name()].create_indexes(declared)
