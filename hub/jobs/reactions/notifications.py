"""Tells members in person what concerns them: an assignment, a mention, a chat taken away."""

from collections.abc import Iterator, Sequence

from hub.rules import news
from hub.rules.news import NEWS_FOR, News
from hub.services import notifications
from hub.store.transaction import Transaction
from models.documents import Conversation, Event, Member, Message
from models.documents.base import Id
from models.words import EventType, MemberState, ObjectKind


class Notifications:
    name = "notifications"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        fresh = [row for row in rows if tx.now - row.at <= NEWS_FOR]
        messages = await self._messages(tx, fresh)
        ids = {row.conversation_id for row in fresh if _needs_conversation(row)}
        found = await tx.find(Conversation, {"_id": {"$in": list(ids)}}) if ids else []
        about = {one.id: one for one in found}
        queued = [about[row.object.id] for row in fresh if _waits(row) and row.object.id in about]
        crews = await self._crews(tx, {one.department_id for one in queued})
        told = [one for row in fresh for one in _news_of(row, messages, about, crews)]
        await notifications.tell(tx, told)

    async def _messages(self, tx: Transaction, rows: list[Event]) -> dict[Id, Message]:
        ids = [row.object.id for row in rows if row.type is EventType.MESSAGE_CREATED]
        found = await tx.find(Message, {"_id": {"$in": ids}}) if ids else []
        return {message.id: message for message in found}

    async def _crews(self, tx: Transaction, department_ids: set[Id]) -> dict[Id, list[Id]]:
        """The active members of these departments."""
        if not department_ids:
            return {}
        members = await tx.find(
            Member,
            {"department_ids": {"$in": list(department_ids)}, "state": MemberState.ACTIVE},
        )
        return {
            id: [member.id for member in members if id in member.department_ids]
            for id in department_ids
        }


def _waits(row: Event) -> bool:
    return row.type is EventType.CONVERSATION_QUEUED


def _needs_conversation(row: Event) -> bool:
    type = row.type.value
    return (
        row.type in (EventType.MESSAGE_CREATED, EventType.CONVERSATION_QUEUED)
        or type in news.MOVES
        or type in news.CHANGES
    )


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
