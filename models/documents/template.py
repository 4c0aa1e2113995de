"""Messages that a provider has approved for one channel, as they were last read from it."""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class ChannelTemplate(Doc):
    """``parameters`` are its placeholders in the order of the text: those of the header are named
    ``header.1``, those of buttons ``button.0``. ``header``: text, image, video, document or None.
    ``status`` as the provider words it.
    """

    channel_id: Id
    name: str
    language: str
    category: str
    status: str
    body: str
    parameters: list[str] = Field(default_factory=list)
    header: str | None = None
    header_text: str | None = None
    footer: str | None = None
    buttons: list[str] = Field(default_factory=list)

    class Settings(Doc.Settings):
        name = "channel_templates"
        indexes: ClassVar = [
            IndexModel(
                [("channel_id", ASCENDING), ("name", ASCENDING), ("language", ASCENDING)],
                unique=True,
            )
        ]


class TemplateSync(Doc):
    """Its id is the channel's: when its templates were last read, and what went wrong since. ``news``: how
    often the provider has said that they are others; ``heard``: as many of them are read.
    """

    tried_at: Time
    news: int = 0
    heard: int = 0
    synced_at: Time | None = None
    code: str | None = None
    detail: str | None = None

    class Settings(Doc.Settings):
        name = "template_syncs"
