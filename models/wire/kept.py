"""What came in and was not understood, and how far an import has come."""

from models.wire.base import UtcTime, Wire, WireId


class Kept(Wire):
    """``reason`` as it was said; ``sender`` and ``subject`` as far as they were understood. ``size`` in
    bytes, absent where the bytes were not kept: then it can neither be downloaded nor tried again.
    """

    id: WireId
    channel_id: WireId
    reason: str
    sender: str | None = None
    subject: str | None = None
    size: int | None = None
    at: UtcTime


class Retried(Wire):
    understood: bool


class Thrown(Wire):
    id: WireId


class ImportProgress(Wire):
    """Mails of the past: ``done`` of ``total``, while it is ``running``."""

    running: bool
    done: int
    total: int
