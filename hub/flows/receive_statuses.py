"""A provider says how far our messages have come: a batch at a time, in any order, any number of times.

A status only moves forward; `failed` never overwrites what was delivered. A message in several parts has
come as far as the last of them, whichever is reported first. A report about a message that is not ours
(sent elsewhere, or of another house) changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.rules.actors import SYSTEM
from hub.rules.message_parts import ids_of, is_whole, parts_left, whole_status, with_id, with_report
from hub.rules.message_status import below
from hub.services import messages, trials
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Message
from models.documents.base import Id
from models.envelopes import StatusEnvelope
from models.words import MessageStatus

WORDS = {
    "sent": MessageStatus.SENT,
    "delivered": MessageStatus.DELIVERED,
    "read": MessageStatus.READ,
    "played": MessageStatus.READ,
    "failed": MessageStatus.FAILED,
}


@dataclass(frozen=True)
class Report:
    """One status and the channel it came to."""

    channel: Channel
    status: StatusEnvelope


class ReceiveStatuses:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, reports: Sequence[Report]) -> list[None]:
        """All of a batch in one transaction; nothing to tell of each."""
        known = [each for each in reports if each.status.status in WORDS]
        if known:
            await self._store.transact(lambda tx: _receive(tx, known))
        return [None] * len(reports)


async def _receive(tx: Transaction, reports: list[Report]) -> None:
    ids = [(each.channel.id, each.status.target_message_id) for each in reports]
    ours = [each.status.correlation_id for each in reports if each.status.correlation_id]
    found = await messages.reported(tx, ids, ours)
    for report in reports:
        message = found.by_external.get((report.channel.id, report.status.target_message_id))
        if message is None and report.status.correlation_id:
            message = found.by_id.get(report.status.correlation_id)
        if message is not None and message.channel_id == report.channel.id:
            moved = await _move(tx, message, report.status)
            found.put(moved)
        elif message is None:
            await _move_trial(tx, report)


async def _move_trial(tx: Transaction, report: Report) -> None:
    """It may be about the test message of the channel, whose answer may not be here yet."""
    told, status = report.status, WORDS[report.status.status]
    named: dict[str, object] = {"external_id": told.target_message_id}
    if told.correlation_id and Id.is_valid(told.correlation_id):
        named = {"message_id": Id(told.correlation_id)}
    failed = status is MessageStatus.FAILED
    found = {"code": told.error_code, "detail": told.error_detail} if failed else {}
    await trials.move(tx, report.channel, named, status, **found)


async def _move(tx: Transaction, message: Message, report: StatusEnvelope) -> Message:
    if report.target_message_id in (message.past_ids or ()):
        return message
    status, ids = WORDS[report.status], ids_of(message)
    failed = status is MessageStatus.FAILED
    found: dict[str, Any] = {}
    if report.target_message_id in ids:
        part = ids.index(report.target_message_id)
    else:
        part = report.part
        if part in parts_left(message, part + 1):
            # The answer to the call has not come yet, or never will.
            found |= with_id(message, part, report.target_message_id)
        elif failed:
            # Of an earlier try; a later one was taken.
            return message
    found |= with_report(message, part, status)
    if failed and "part_statuses" in found:
        found |= {"error": report.error_detail, "error_code": report.error_code}
    after = message.model_copy(update=found)
    under_way = message.status in (MessageStatus.PENDING, MessageStatus.SENDING)
    if is_whole(after):
        reached = whole_status(after)
        if reached is not MessageStatus.FAILED and message.status in below(reached):
            found |= {"error": None, "error_code": None}
    else:
        # What was reported so far counts when the other parts have been taken too.
        reached = MessageStatus.FAILED if failed and not under_way else message.status
    if not found and message.status not in below(reached):
        return message
    moved = await messages.move(tx, message.id, reached, below(reached), SYSTEM, found)
    return moved or after
