"""How far a channel that we ask has been read: a mailbox, long polling."""

from typing import Any

from pydantic import Field

from models.documents.base import Doc, Id, Time


class WatchPlace(Doc):
    """``_id`` is the channel's. ``place`` is the adapter's own."""

    id: Id = Field(alias="_id")
    place: dict[str, Any] = Field(default_factory=dict)
    moved_at: Time | None = None

    class Settings(Doc.Settings):
        name = "watch_places"
