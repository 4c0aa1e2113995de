"""The demo's documents are such as the hub itself would have written."""

from collections import Counter, defaultdict
from datetime import datetime
from itertools import pairwise

from hub.rules.audience import rooms_of_conversation
from hub.rules.availability import capacity_of
from hub.rules.load import counts
from hub.rules.queue_order import queue_rank
from hub.rules.summaries import last_message_of
from hub.wiring import Hub
from models.documents import (
    Agent,
    Attachment,
    Channel,
    Contact,
    Conversation,
    Department,
    Doc,
    Due,
    Event,
    Identity,
    Member,
    Message,
)
from models.documents.base import Id
from models.words import (
    AssignmentMode,
    AttachmentState,
    AuthorKind,
    ConversationState,
    Direction,
    MessageStatus,
    Visibility,
)


def public(messages: list[Message]) -> list[Message]:
    return [message for message in messages if message.visibility is Visibility.PUBLIC]


def test_everybody_who_may_see_a_conversation_is_named_in_it(
    conversations: list[Conversation],
) -> None:
    for each in conversations:
        assert each.audience == rooms_of_conversation(each), each.number


def test_one_conversation_of_a_thread_is_open_at_most(conversations: list[Conversation]) -> None:
    spans = defaultdict(list)
    for each in conversations:
        assert bool(each.open) is (each.state is not ConversationState.RESOLVED)
        spans[each.channel_id, each.thread_key].append((each.started_at, each.resolved_at))
    assert max(len(found) for found in spans.values()) > 2
    for found in spans.values():
        for (_, resolved_at), (started_at, _) in pairwise(found):
            assert resolved_at is not None and resolved_at < started_at


def test_a_conversation_sums_up_its_messages(
    conversations: list[Conversation], threads: dict[Id, list[Message]]
) -> None:
    for each in conversations:
        messages = threads[each.id]
        shown = public(messages)
        inbound = [one for one in shown if one.direction is Direction.INBOUND]
        by_staff = [one for one in shown if one.author.kind is AuthorKind.AGENT]
        assert [one.number for one in messages] == [*range(1, each.last_number + 1)]
        assert messages == sorted(messages, key=lambda one: one.at)
        assert each.last_message == last_message_of(shown[-1])
        assert each.last_activity_at == shown[-1].at
        assert each.last_inbound_at == inbound[-1].at
        assert each.answered_at == (by_staff[0].at if by_staff else None)
        answered_to = by_staff[-1].number if by_staff else 0
        waiting = [one for one in inbound if one.number > answered_to]
        assert each.waiting_since == (waiting[0].at if waiting else None)
        assert each.unread == sum(one.number > each.staff_read_number for one in inbound)


def test_receipts_and_statuses_agree(
    conversations: list[Conversation], threads: dict[Id, list[Message]]
) -> None:
    found: set[MessageStatus] = set()
    for each in conversations:
        for message in threads[each.id]:
            expected = MessageStatus.SENT
            if message.direction is Direction.INBOUND:
                expected = MessageStatus.RECEIVED
            elif message.visibility is Visibility.PUBLIC:
                if message.number <= each.customer_received_number:
                    expected = MessageStatus.DELIVERED
                if message.number <= each.customer_read_number:
                    expected = MessageStatus.READ
            assert message.status is expected, (each.number, message.number)
            found.add(message.status)
    assert found == {
        MessageStatus.RECEIVED,
        MessageStatus.SENT,
        MessageStatus.DELIVERED,
        MessageStatus.READ,
    }


def test_the_steps_of_a_conversation_follow_each_other(conversations: list[Conversation]) -> None:
    for each in conversations:
        steps = [each.started_at, each.first_assigned_at, each.answered_at, each.resolved_at]
        known = [at for at in steps if at is not None]
        assert known == sorted(known), each.number
        assert (each.assignee is not None) is (each.state is ConversationState.HANDLED)
        if each.state is ConversationState.RESOLVED:
            assert each.resolved_by is not None and each.resolve_cause is not None


async def test_what_agents_hold_is_counted_and_within_their_capacity(
    loaded: Hub, conversations: list[Conversation]
) -> None:
    for each in conversations:
        assert each.counts is counts(each), each.number
        assert each.queue_rank == queue_rank(each)
    held = Counter(each.assignee.id for each in conversations if each.counts and each.assignee)
    agents = {agent.id: agent for agent in await loaded.store.find(Agent, {})}
    assert held == Counter({id: agent.load for id, agent in agents.items()})
    for member in await loaded.store.find(Member, {}):
        assert held[member.id] <= capacity_of(member, loaded.directory.workspace)
    assert any(each.quiet_since for each in conversations)
    modes = {each.mode for each in await loaded.store.find(Department, {})}
    assert modes == set(AssignmentMode)


async def test_nothing_is_in_the_future(loaded: Hub) -> None:
    now = loaded.clock.now()

    def times(doc: Doc) -> list[datetime]:
        return [value for _, value in doc if isinstance(value, datetime)]

    for kind in (Conversation, Message, Event, Contact, Identity, Attachment, Channel, Member):
        assert all(at <= now for doc in await loaded.store.find(kind, {}) for at in times(doc)), (
            kind
        )


async def test_files_are_kept_and_can_be_read(
    loaded: Hub, threads: dict[Id, list[Message]]
) -> None:
    stored = {each.id: each for each in await loaded.store.find(Attachment, {})}
    sent = [
        (message, file)
        for messages in threads.values()
        for message in messages
        for file in message.attachments
    ]
    assert {file.id for _, file in sent} == set(stored)
    assert {file.mime for _, file in sent} == {"image/jpeg", "application/pdf"}
    for message, file in sent:
        assert stored[file.id].state is AttachmentState.KEPT
        assert stored[file.id].message_id == message.id
        content = b"".join([part async for part in loaded.files.read(file.id, 0, file.size)])
        assert len(content) == file.size
    assert not [due for due in await loaded.store.find(Due, {}) if due.kind == "sweep_attachment"]
