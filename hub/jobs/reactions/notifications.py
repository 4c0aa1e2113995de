"""Tells members in person what concerns them: an assignment, a mention, a chat taken away."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from hub.rules import news
from hub.rules.audience import rooms_of_member
from hub.rules.news import NEWS_FOR, News
from hub.services import notifications, overseers
from hub.store.due_times import due_write, set_due
from hub.store.transaction import Transaction
from models.documents import (
    Channel,
    Conversation,
    Department,
    Due,
    Event,
    Member,
    Message,
    Notification,
)
from models.documents.base import Id
from models.words import (
    AssignmentMode,
    ConversationState,
    DueKind,
    EventType,
    MemberState,
    NotificationKind,
    ObjectKind,
)

MAILED_AFTER = timedelta(minutes=10)
"""How long a mention may stay unread before whoever is away is told by mail."""


class Notifications:
    name = "notifications"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        fresh = [row for row in rows if tx.now - row.at <= NEWS_FOR]
        messages = await _messages(tx, fresh)
        ids = {row.conversation_id for row in fresh if _needs_conversation(row)}
        found = await tx.find(Conversation, {"_id": {"$in": list(ids)}}) if ids else []
        about = {one.id: one for one in found}
        waiting = [about[row.object.id] for row in fresh if _waits(row) and row.object.id in about]
        crews = await _crews(tx, {one.department_id for one in waiting})
        told = [one for row in fresh for one in _news_of(row, messages, about, crews)]
        told += await _news_of_unanswered(tx, fresh)
        told += await _news_of_supervision(tx, fresh, about)
        told += await _news_of_channels(tx, fresh)
        await _plan_mails(tx, await notifications.tell(tx, told))
        await _plan_long_waits(tx, waiting)


async def _messages(tx: Transaction, rows: list[Event]) -> dict[Id, Message]:
    ids = [row.object.id for row in rows if row.type is EventType.MESSAGE_CREATED]
    found = await tx.find(Message, {"_id": {"$in": ids}}) if ids else []
    return {message.id: message for message in found}


async def _crews(tx: Transaction, department_ids: set[Id]) -> dict[Id, list[Id]]:
    """The active members of those departments in which one takes from the queue by hand."""
    if not department_ids:
        return {}
    by_hand = {"_id": {"$in": list(department_ids)}, "mode": AssignmentMode.OPEN}
    ids = [department.id for department in await tx.find(Department, by_hand)]
    crew = {"department_ids": {"$in": ids}, "state": MemberState.ACTIVE}
    members = await tx.find(Member, crew) if ids else []
    return {id: [each.id for each in members if id in each.department_ids] for id in ids}


def _waits(row: Event) -> bool:
    return row.type is EventType.CONVERSATION_QUEUED


def _needs_conversation(row: Event) -> bool:
    type = row.type.value
    told = type in news.MOVES or type in news.CHANGES or type in news.OF_OVERSEERS
    return told or _waits(row) or row.type is EventType.MESSAGE_CREATED


def _news_of(
    row: Event,
    messages: dict[Id, Message],
    about: dict[Id, Conversation],
    crews: dict[Id, list[Id]],
) -> Iterator[News]:
    if row.object.kind is ObjectKind.AGENT:
        yield from news.news_of_presence(row)
        return
    conversation = about.get(row.conversation_id) if row.conversation_id else None
    if conversation is None:
        return
    message = messages.get(row.object.id)
    if message is not None:
        yield from news.news_of_message(row, message, conversation)
    elif _waits(row):
        crew = crews.get(conversation.department_id, [])
        yield from news.news_of_queue(row, conversation, crew)
    else:
        yield from news.news_of_conversation(row, conversation)


async def _news_of_unanswered(tx: Transaction, rows: list[Event]) -> list[News]:
    """Supervisors in whose scope as many chats are unanswered as they want to be told of."""
    late = [row for row in rows if row.type is EventType.CONVERSATION_UNANSWERED]
    if not late:
        return []
    told = []
    for member, limits in await overseers.with_limits(tx):
        rooms = rooms_of_member(member)
        if not limits.unanswered or all(rooms.isdisjoint(row.rooms) for row in late):
            continue
        unanswered = {
            "state": ConversationState.HANDLED,
            "audience": {"$in": sorted(rooms)},
            "unanswered_since": {"$exists": True, "$ne": None},
        }
        if await tx.count(Conversation, unanswered) >= limits.unanswered:
            kind = NotificationKind.UNANSWERED
            told.append(news.news_of_limit(kind, member.id, late[-1].at))
    return told


async def _news_of_supervision(
    tx: Transaction, rows: list[Event], about: dict[Id, Conversation]
) -> list[News]:
    """Who oversees a department hears of targets missed there, and of chats that nobody answers."""
    late = [row for row in rows if row.type is EventType.CONVERSATION_TARGET_MISSED]
    silent = [row for row in rows if news.is_too_silent(row)]
    if not late and not silent:
        return []
    everybody, told = await overseers.with_limits(tx), []
    for row in (*late, *silent):
        chat = about.get(row.object.id)
        for member, _ in overseers.of_department(everybody, chat.department_id) if chat else ():
            assert chat is not None
            if row in silent:
                told.append(news.news_of_silence(row, chat, member.id))
            else:
                kind = NotificationKind.TARGET_MISSED
                told.append(news.news_of_limit(kind, member.id, row.at, chat.department_id))
    return told


async def _news_of_channels(tx: Transaction, rows: list[Event]) -> list[News]:
    """Who oversees the department in which a channel begins hears that it does not work."""
    broken = {row.object.id: row for row in rows if news.is_broken_channel(row)}
    if not broken:
        return []
    everybody = await overseers.with_limits(tx)
    told = []
    for channel in await tx.find(Channel, {"_id": {"$in": list(broken)}, "enabled": True}):
        place = channel.department_id
        concerned = overseers.of_department(everybody, place) if place else everybody
        told += [news.news_of_channel(broken[channel.id], member.id) for member, _ in concerned]
    return told


async def _plan_mails(tx: Transaction, entries: list[Notification]) -> None:
    """Who is not here to see that he was mentioned may be told of it by mail."""
    mentions = [one for one in entries if one.kind is NotificationKind.MENTIONED]
    dues = [due_write(DueKind.MENTION_UNREAD, one.id, one.at + MAILED_AFTER) for one in mentions]
    await tx.upsert_each(Due, dues)


async def _plan_long_waits(tx: Transaction, waiting: list[Conversation]) -> None:
    """When the wait of each of these passes the shortest limit of its supervisors."""
    if not waiting:
        return
    everybody = await overseers.with_limits(tx)
    for conversation in waiting:
        concerned = overseers.of_department(everybody, conversation.department_id)
        waits = overseers.waits_of(concerned)
        since = conversation.queued_at or conversation.started_at
        if waits and conversation.state is ConversationState.QUEUED:
            at = since + timedelta(seconds=waits[0])
            await set_due(tx, DueKind.CONVERSATION_LONG_WAIT, conversation.id, at)
