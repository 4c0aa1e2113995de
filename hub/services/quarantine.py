"""What came in and could not be taken: kept whole, until an admin has looked at it."""

from typing import Any

from prometheus_client import Counter

from hub.kit.errors import NotFound
from hub.store.files import Files
from hub.store.mongo import Store
from models.documents import Channel, NotUnderstood
from models.documents.base import Id

NOT_UNDERSTOOD = Counter("simpul_payloads_not_understood", "Payloads kept for an admin", ["kind"])

RAW_TYPE = "application/octet-stream"
LONGEST_REASON = 500


def reason_of(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_REASON]


async def keep(
    store: Store,
    files: Files,
    channel: Channel,
    raw: bytes,
    reason: str,
    envelope: dict[str, Any] | None = None,
    *,
    history: bool = False,
) -> Id:
    NOT_UNDERSTOOD.labels(channel.kind).inc()
    kept = NotUnderstood(
        channel_id=channel.id,
        reason=reason,
        envelope=envelope or {},
        raw_id=await _write(files, raw),
        raw_size=len(raw),
        history=history,
        at=store.clock.now(),
    )
    await store.insert(kept)
    return kept.id


async def add_raw(store: Store, files: Files, id: Id, raw: bytes) -> None:
    """To one that was kept by who had only its envelope."""
    values = {"raw_id": await _write(files, raw), "raw_size": len(raw)}
    await store.change(NotUnderstood, {"_id": id}, {"$set": values})


async def _write(files: Files, raw: bytes) -> Id:
    id = Id()
    writer = await files.writer(id)
    await writer.write(raw)
    await writer.finish(str(id), RAW_TYPE)
    return id


async def newest(store: Store, limit: int) -> list[NotUnderstood]:
    return await store.find(NotUnderstood, {}, sort=[("at", -1)], limit=limit)


async def get(store: Store, id: Id) -> NotUnderstood:
    found = await store.get(NotUnderstood, {"_id": id})
    if found is None:
        raise NotFound("It is no longer there.")
    return found


async def raw_of(files: Files, kept: NotUnderstood) -> bytes:
    if kept.raw_id is None or not kept.raw_size:
        raise NotFound("Its bytes were not kept.")
    return b"".join([piece async for piece in files.read(kept.raw_id, 0, kept.raw_size)])


async def remove(store: Store, files: Files, kept: NotUnderstood) -> None:
    await store.delete(NotUnderstood, {"_id": kept.id})
    if kept.raw_id is not None:
        await files.delete(kept.raw_id)
