"""The one company that this deployment serves."""

from pydantic import Field

from models.documents.base import Doc
from models.documents.hours import Holiday, Hours
from models.words import Language, OfflineRule, SetupStep

MINUTE = 60
DAY = 24 * 60 * MINUTE


class Workspace(Doc):
    """Durations in seconds; 0 switches a rule off.

    ``capacity`` and ``forced_capacity`` hold for agents who have none of their own. ``quiet_after``:
    a conversation that waits for its customer longer counts no more. ``offline_grace``: how long the
    last connection of an agent may be gone before he is offline. ``restores_away``: who was away
    when his connection broke is away again when he comes back. ``left_after``: how long a waiting
    visitor may be gone before automatic work skips him. ``auto_resolve_after``: how
    long a customer is waited for until his conversation ends. ``label_required``: who
    resolves gives it a label first. ``closed_notice``: whoever begins outside the
    hours is told so; ``closed_texts``: in the house's own words. ``field_versions`` and ``field_editors``: at
    which version each field was last changed, and by whom.
    """

    id: str = Field(default="workspace", alias="_id")  # type: ignore[assignment]
    name: str = "Simpul"
    default_language: Language = Language.INDONESIAN
    time_zone: str = "Asia/Jakarta"
    country_code: str = "+62"
    reopen_within: int = 30 * MINUTE
    reopen_mail_within: int = 14 * DAY
    label_required: bool = False
    unanswered_after: int = 15 * MINUTE
    capacity: int = 8
    forced_capacity: int = 12
    quiet_after: int = 30 * MINUTE
    silent_after: int = 0
    auto_resolve_after: int = 0
    offline_grace: int = MINUTE
    offline_rule: OfflineRule = OfflineRule.KEEP
    offline_after: int = 10 * MINUTE
    auto_away_after: int = 15 * MINUTE
    back_on_activity: bool = False
    restores_away: bool = True
    left_after: int = 3 * MINUTE
    left_resolve_after: int = 30 * MINUTE
    hours: Hours = Field(default_factory=Hours)
    holidays: list[Holiday] = Field(default_factory=list)
    closed_notice: bool = True
    closed_texts: dict[Language, str] = Field(default_factory=dict)
    setup_hidden: bool = False
    setup_confirmed: list[SetupStep] = Field(default_factory=list)
    field_versions: dict[str, int] = Field(default_factory=dict)
    field_editors: dict[str, str] = Field(default_factory=dict)
    version: int = 1

    class Settings(Doc.Settings):
        name = "workspace"
