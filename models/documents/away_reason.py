"""Why an agent may be away: lunch, prayer, a meeting."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Time
from models.words import AwayIcon, Language


class AwayReason(Doc):
    """``position`` orders the menu. A removed one stays, so that the log can still be read."""

    name: dict[Language, str]
    icon: AwayIcon = AwayIcon.OTHER
    position: int = 0
    removed_at: Time | None = None
    version: int = 1

    class Settings(Doc.Settings):
        name = "away_reasons"
        indexes: ClassVar = [IndexModel([("position", ASCENDING)])]
