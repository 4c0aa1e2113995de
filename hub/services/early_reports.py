"""Reports that came before their message: kept, and taken when it comes."""

from collections.abc import Iterable

from pydantic import TypeAdapter

from hub.rules.alterations import Alteration
from hub.store.transaction import Transaction
from models.documents import EarlyReport
from models.documents.base import Id

ExternalId = tuple[Id, str]

_READ: TypeAdapter[Alteration] = TypeAdapter(Alteration)


async def keep(tx: Transaction, channel_id: Id, report: Alteration) -> Id:
    """Its id."""
    kept = EarlyReport(
        channel_id=channel_id,
        target_id=report.target_message_id,
        envelope=report.model_dump(mode="json"),
        at=tx.now,
    )
    await tx.insert(kept)
    return kept.id


async def find(tx: Transaction, id: Id) -> tuple[EarlyReport, Alteration] | None:
    kept = await tx.get(EarlyReport, {"_id": id})
    return None if kept is None else (kept, _READ.validate_python(kept.envelope))


async def drop(tx: Transaction, kept: EarlyReport) -> None:
    await tx.delete(EarlyReport, {"_id": kept.id})


async def take(tx: Transaction, ids: Iterable[ExternalId]) -> dict[ExternalId, list[Alteration]]:
    """What was reported of these messages, the oldest first; it is kept no longer."""
    by_channel: dict[Id, list[str]] = {}
    for channel_id, target_id in ids:
        by_channel.setdefault(channel_id, []).append(target_id)
    taken: dict[ExternalId, list[Alteration]] = {}
    for channel_id, target_ids in by_channel.items():
        named = {"channel_id": channel_id, "target_id": {"$in": target_ids}}
        found = await tx.find(EarlyReport, named)
        for one in found:
            report = _READ.validate_python(one.envelope)
            taken.setdefault((channel_id, one.target_id), []).append(report)
        if found:
            await tx.delete(EarlyReport, {"_id": {"$in": [one.id for one in found]}})
    for reports in taken.values():
        reports.sort(key=lambda one: one.timestamp)
    return taken
