"""When the provider of a channel last called us."""

from pydantic import Field

from models.documents.base import Doc, Id, Time


class WebhookSighting(Doc):
    """``_id`` is the channel's. ``verified_at``: its address was confirmed by a handshake."""

    id: Id = Field(alias="_id")
    verified_at: Time | None = None
    came_at: Time | None = None

    class Settings(Doc.Settings):
        name = "webhook_sightings"
