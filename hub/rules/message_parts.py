"""A message that takes several calls: which of them are left to be made, and how far it has come as a whole.

``part_ids`` has a place for each call, in their order; an empty one is of a call that has to be made again.
"""

from typing import Any

from hub.rules.message_status import RANK, below
from models.documents import Message
from models.words import MessageStatus


def parts_left(message: Message, count: int) -> list[int]:
    """The calls that are to be made, of ``count``."""
    ids = ids_of(message)
    return [part for part in range(count) if part >= len(ids) or not ids[part]]


def ids_of(message: Message) -> list[str]:
    if message.part_ids is None and message.external_id is not None:
        return [message.external_id]
    return message.part_ids or []


def is_whole(message: Message) -> bool:
    """Whether the provider has taken all of it."""
    return not parts_left(message, message.part_count or 1)


def with_id(message: Message, part: int, external_id: str) -> dict[str, Any]:
    """What changes as the provider's id of a part is known; nothing when it was known already."""
    ids = list(ids_of(message))
    ids += [""] * (part + 1 - len(ids))
    if ids[part] == external_id:
        return {}
    ids[part] = external_id
    found: dict[str, Any] = {"part_ids": ids}
    return found if part else {**found, "external_id": external_id}


def with_report(message: Message, part: int, status: MessageStatus) -> dict[str, Any]:
    """What changes as a part has come so far; nothing when it had come further."""
    known = (message.part_statuses or {}).get(str(part), MessageStatus.SENT)
    if known not in below(status):
        return {}
    return {"part_statuses": {**(message.part_statuses or {}), str(part): status}}


def whole_status(message: Message) -> MessageStatus:
    """Of one that was taken whole: it has failed if a part has, else it is where its last part is."""
    told = message.part_statuses or {}
    statuses = [told.get(str(part), MessageStatus.SENT) for part in range(message.part_count or 1)]
    if MessageStatus.FAILED in statuses:
        return MessageStatus.FAILED
    return min(statuses, key=RANK.__getitem__)


def goes_again(message: Message) -> bool:
    """Whether what failed of it is made again once the account may send. Who asks sees to it that no call of
    it is under way, and that the answer to none is missing: else it might be doubled.
    """
    failed = MessageStatus.FAILED in (message.part_statuses or {}).values()
    return failed and bool(message.failed_for_account) and message.deleted_at is None


def once_more(message: Message) -> dict[str, Any]:
    """What changes as somebody wants it sent once more: parts that arrived are left alone, and what comes
    of the calls that did not is past.
    """
    ids, told = ids_of(message), message.part_statuses or {}
    failed = [part for part in range(len(ids)) if told.get(str(part)) == MessageStatus.FAILED]
    if not failed and is_whole(message):
        failed = list(range(len(ids)))
    if not failed:
        return {}
    gone = [ids[part] for part in failed if ids[part]]
    left = ["" if part in failed else id for part, id in enumerate(ids)]
    return {
        "part_ids": left if any(left) else None,
        "external_id": left[0] or None,
        "part_statuses": {part: status for part, status in told.items() if int(part) not in failed}
        or None,
        "past_ids": [*(message.past_ids or []), *gone],
        "failed_for_account": None,
    }
