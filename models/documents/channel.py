"""One connected account on a medium: a live-chat widget, a number, a mailbox, a bot."""

from typing import Any, ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class Channel(Doc):
    """``kind`` names the adapter's folder; ``settings`` has the shape of that adapter's model."""

    kind: str
    name: str
    enabled: bool = True
    department_id: Id | None = None
    settings: dict[str, Any] = Field(default_factory=dict)
    sealed_secrets: str = ""
    created_at: Time
    field_versions: dict[str, int] = Field(default_factory=dict)
    field_editors: dict[str, str] = Field(default_factory=dict)
    version: int = 1

    class Settings(Doc.Settings):
        name = "channels"
        indexes: ClassVar = [IndexModel([("kind", ASCENDING), ("name", ASCENDING)])]
