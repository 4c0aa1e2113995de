"""How far each folder of a mailbox has been read. Stored with what was read, so never skipped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from channels_adapters.email.settings import EmailSettings, Start


@dataclass
class Past:
    """Mails that were there before: those up to ``last`` are read from after ``uid``, beside the new."""

    uid: int
    last: int
    done: int = 0
    total: int = 0
    again: bool = False
    """The server has numbered its mails anew: what is known already is folded by its id."""


@dataclass
class Place:
    """``uid``: the last new mail that was taken. ``began``: what arrived before it is history;
    ``since``: what arrived before that is not wanted at all. ``start``: by which setting this was.
    """

    validity: int
    uid: int
    began: datetime
    since: datetime | None
    start: str
    past: Past | None = field(default=None)


def start_of(settings: EmailSettings) -> str:
    return f"days:{settings.start_days}" if settings.start is Start.DAYS else settings.start.value


def since_of(settings: EmailSettings, began: datetime) -> datetime | None:
    match settings.start:
        case Start.ALL:
            return None
        case Start.DAYS:
            return began - timedelta(days=settings.start_days)
        case Start.NOW:
            return began


def begun(settings: EmailSettings, validity: int, next_uid: int, now: datetime) -> Place:
    """The first time: mails from now on, and the past as far back as it is wanted."""
    place = Place(validity, next_uid - 1, now, since_of(settings, now), start_of(settings))
    if settings.start is not Start.NOW and next_uid > 1:
        place.past = Past(0, next_uid - 1)
    return place


def adjusted(place: Place, settings: EmailSettings, validity: int, next_uid: int) -> Place:
    """What the admin has changed since, or the server."""
    if start_of(settings) != place.start:
        place.start = start_of(settings)
        place.since = since_of(settings, place.began)
        kept = place.past if place.past is not None and place.past.again else None
        wanted = settings.start is not Start.NOW and place.uid > 0
        place.past = Past(0, place.uid) if wanted else kept
    if validity != place.validity:
        place.validity, place.uid = validity, next_uid - 1
        place.past = Past(0, next_uid - 1, again=True) if next_uid > 1 else None
    return place


def read_place(stored: Mapping[str, Any], folder: str) -> Place | None:
    for one in stored.get("folders", []):
        if one.get("folder") == folder:
            return _read(one)
    return None


def _read(one: Mapping[str, Any]) -> Place:
    past = one.get("past")
    since = one.get("since")
    return Place(
        int(one["validity"]),
        int(one["uid"]),
        _moment(one["began"]),
        _moment(since) if since else None,
        str(one["start"]),
        Past(**past) if past else None,
    )


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(UTC)


def written(places: Mapping[str, Place]) -> dict[str, Any]:
    return {"folders": [_write(folder, one) for folder, one in sorted(places.items())]}


def _write(folder: str, one: Place) -> dict[str, Any]:
    return {
        "folder": folder,
        "validity": one.validity,
        "uid": one.uid,
        "began": one.began.isoformat(),
        "since": one.since.isoformat() if one.since else None,
        "start": one.start,
        "past": vars(one.past).copy() if one.past else None,
    }
