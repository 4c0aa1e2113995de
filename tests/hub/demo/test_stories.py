"""What the demo shows is worth looking at."""

from collections import Counter, defaultdict

from hub.demo.wording import JAKARTA
from hub.rules.derived import is_unanswered
from hub.rules.tabs import Looking, Tab, rows_of
from hub.wiring import Hub
from models.documents import (
    Conversation,
    Due,
    Member,
    Message,
)
from models.documents.base import Id
from models.words import (
    ConversationState,
    Role,
)


def test_there_are_some_weeks_of_conversations_by_everybody(
    conversations: list[Conversation],
) -> None:
    states = Counter(each.state for each in conversations)
    assert states[ConversationState.RESOLVED] > 250
    assert (states[ConversationState.HANDLED], states[ConversationState.QUEUED]) == (16, 12)
    agents = Counter(each.last_agent.name for each in conversations if each.last_agent)
    assert len(agents) == 5 and min(agents.values()) > 15
    queues = {each.department_id for each in conversations if each.state == "queued"}
    assert len(queues) == 3


def test_what_is_over_began_in_working_hours(conversations: list[Conversation]) -> None:
    over = [each for each in conversations if each.state is ConversationState.RESOLVED]
    assert {each.started_at.astimezone(JAKARTA).hour for each in over} <= set(range(8, 20))


async def test_agents_find_work_of_every_kind(
    loaded: Hub, conversations: list[Conversation]
) -> None:
    now = loaded.clock.now()
    mine = defaultdict(list)
    for each in conversations:
        if each.assignee is not None:
            mine[each.assignee.name].append(each)
    assert len(mine) == 5
    for_sari = mine["Sari Wulandari"]
    assert any(each.unread for each in for_sari)
    assert any(each.waiting_since is None for each in for_sari)
    overdue = [each for each in conversations if is_unanswered(each, 15 * 60, now)]
    assert len(overdue) == 1 and overdue[0].unanswered_since is not None
    dues = await loaded.store.find(Due, {"kind": "conversation_unanswered"})
    planned = {due.object_id for due in dues}
    waiting = {each.id for each in conversations if each.assignee and each.waiting_since}
    assert planned == waiting - {overdue[0].id}


async def test_every_agent_has_a_queue_to_take_from(loaded: Hub) -> None:
    for member in await loaded.store.find(Member, {}):
        if member.role is Role.AGENT:
            seen = rows_of(Tab.QUEUED, Looking(member, loaded.clock.now(), 15 * 60, {}))
            assert seen is not None
            assert await loaded.store.count(Conversation, seen) >= 1, member.name


async def test_no_word_of_a_dialogue_is_left_unfilled(threads: dict[Id, list[Message]]) -> None:
    texts = [one.text for messages in threads.values() for one in messages]
    assert not [text for text in texts if set(text) & set("{}[]|")]
    assert all(
        text or one.attachments
        for messages in threads.values()
        for one in messages
        for text in [one.text]
    )
    assert max(Counter(texts).values()) < 25
