"""A member at work: whether he is there, and how much he holds."""

from models.documents.base import Doc, Id, Time
from models.words import PresenceSource, PresenceState


class Agent(Doc):
    """``_id`` is the member's id; none stored means offline and holding nothing.

    Presence and ``load`` lie in one document, so that one atomic step checks both when it assigns.
    ``load`` is the number of conversations that count against the capacity; it goes up and down in
    the transaction that changes whether a conversation counts. ``last_assigned_at`` is what round
    robin goes by. ``arrivals`` is raised whenever a device of his connects: coming and being put
    offline at one instant then meet in this document. ``left_away`` is what he was away with when
    his last connection broke, ``left_by`` whose doing that was.
    """

    state: PresenceState = PresenceState.OFFLINE
    reason_id: Id | None = None
    source: PresenceSource = PresenceSource.SYSTEM
    since: Time | None = None
    load: int = 0
    last_assigned_at: Time | None = None
    arrivals: int = 0
    left_away: Id | None = None
    left_by: PresenceSource | None = None
    version: int = 1

    class Settings(Doc.Settings):
        name = "agents"
