"""A provider says how far our messages have come: a batch at a time, in any order, any number of times.

A status only moves forward; `failed` never overwrites what was delivered. A message in several parts has
come as far as the last of them, whichever is reported first. What failed because the account may not send
waits for the channel again, like what was never tried. A report about a message that is not ours (sent
elsewhere, or of another house) changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.rules.actors import SYSTEM
from hub.rules.message_parts import (
    goes_again,
    ids_of,
    is_whole,
    parts_left,
    whole_status,
    with_id,
    with_report,
)
from hub.rules.message_status import below
from hub.services import messages, outbox, trials
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Message
from models.documents.base import Id
from models.envelopes import StatusEnvelope
from models.words import MessageStatus

PENDING, SENDING = MessageStatus.PENDING, MessageStatus.SENDING
SENT, UNKNOWN = MessageStatus.SENT, MessageStatus.UNKNOWN

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
            # As it is by now: others of the batch may be about it.
            newest = found.by_id[str(message.id)]
            found.put(await _move(tx, newest, report.status))
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
    status, ids = WORDS[report.status], ids_of(message)
    failed = status is MessageStatus.FAILED
    found: dict[str, Any] = {}
    past = message.past_ids or []
    if report.target_message_id in past:
        if not _arrived_after_all(message, report):
            return message
        found["past_ids"] = [id for id in past if id != report.target_message_id]
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
        if report.trouble is not None and report.trouble.stops:
            found["failed_for_account"] = True
    after = message.model_copy(update=found)
    if found and goes_again(after) and _is_settled(after):
        waiting = await messages.put_back(tx, after, found)
        await outbox.put(tx, waiting)
        return waiting
    under_way = message.status in (PENDING, SENDING)
    if goes_again(after) and message.status is SENDING:
        # It is put back when the call that is under way has ended (hub/flows/hand_over_message.py).
        reached = SENDING
    elif is_whole(after):
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


def _arrived_after_all(message: Message, report: StatusEnvelope) -> bool:
    """Of a try that was given up, while no other one has begun."""
    arrived = WORDS[report.status] in (MessageStatus.DELIVERED, MessageStatus.READ)
    is_left = report.part in parts_left(message, report.part + 1)
    return arrived and is_left and message.status is PENDING


def _is_settled(message: Message) -> bool:
    """No call of it is under way, and of none the answer is missing."""
    return message.status is PENDING or (message.status in (SENT, UNKNOWN) and is_whole(message))
