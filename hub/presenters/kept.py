"""What was not understood, and the progress of an import, as admins see them."""

from collections.abc import Mapping
from typing import Any

from models.documents import NotUnderstood
from models.wire import kept as wire


def kept(document: NotUnderstood) -> wire.Kept:
    envelope = document.envelope
    return wire.Kept(
        id=str(document.id),
        channel_id=str(document.channel_id),
        reason=document.reason,
        sender=_words(envelope.get("sender_id")),
        subject=_words(envelope.get("subject")),
        size=document.raw_size,
        at=document.at,
    )


def _words(value: Any) -> str | None:
    return value[:200] if isinstance(value, str) and value else None


def progress(place: Mapping[str, Any]) -> wire.ImportProgress:
    past = [one["past"] for one in place.get("folders", []) if one.get("past")]
    past = [one for one in past if not one.get("again")]
    done, total = (sum(int(one.get(name, 0)) for one in past) for name in ("done", "total"))
    return wire.ImportProgress(running=bool(past), done=done, total=max(done, total))
