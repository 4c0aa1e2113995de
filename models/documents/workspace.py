"""The one company that this deployment serves."""

from pydantic import Field

from models.documents.base import Doc
from models.words import Language

MINUTE = 60
DAY = 24 * 60 * MINUTE


class Workspace(Doc):
    """Durations in seconds."""

    id: str = Field(default="workspace", alias="_id")  # type: ignore[assignment]
    name: str = "Simpul"
    default_language: Language = Language.INDONESIAN
    time_zone: str = "Asia/Jakarta"
    country_code: str = "+62"
    reopen_within: int = 30 * MINUTE
    reopen_mail_within: int = 14 * DAY
    unanswered_after: int = 15 * MINUTE
    version: int = 1

    class Settings(Doc.Settings):
        name = "workspace"
