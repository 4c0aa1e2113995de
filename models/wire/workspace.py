"""The workspace as everybody may know it, and as admins keep it. Durations in seconds."""

from models.wire.base import Closed, Wire
from models.wire.hours import Holiday, Hours
from models.words import Language, OfflineRule


class WorkspaceSettings(Wire):
    """All that an admin sets for the whole house.

    ``closedTexts``: what a customer is told who begins outside the hours, the usual words where the
    house has none of its own; ``{opening}`` stands for when it opens next.
    """

    name: str
    default_language: Language
    time_zone: str
    country_code: str
    reopen_within: int
    reopen_mail_within: int
    label_required: bool
    unanswered_after: int
    capacity: int
    forced_capacity: int
    quiet_after: int
    silent_after: int
    auto_resolve_after: int
    offline_grace: int
    offline_rule: OfflineRule
    offline_after: int
    auto_away_after: int
    back_on_activity: bool
    restores_away: bool
    left_after: int
    left_resolve_after: int
    hours: Hours
    holidays: list[Holiday]
    closed_notice: bool
    closed_texts: dict[Language, str]
    version: int


class WorkspacePatch(Closed):
    """What is given changes. ``version``: what one has seen; who changed the same meanwhile wins."""

    version: int | None = None
    name: str | None = None
    default_language: Language | None = None
    time_zone: str | None = None
    country_code: str | None = None
    reopen_within: int | None = None
    reopen_mail_within: int | None = None
    label_required: bool | None = None
    unanswered_after: int | None = None
    capacity: int | None = None
    forced_capacity: int | None = None
    quiet_after: int | None = None
    silent_after: int | None = None
    auto_resolve_after: int | None = None
    offline_grace: int | None = None
    offline_rule: OfflineRule | None = None
    offline_after: int | None = None
    auto_away_after: int | None = None
    back_on_activity: bool | None = None
    restores_away: bool | None = None
    left_after: int | None = None
    left_resolve_after: int | None = None
    hours: Hours | None = None
    holidays: list[Holiday] | None = None
    closed_notice: bool | None = None
    closed_texts: dict[Language, str] | None = None
