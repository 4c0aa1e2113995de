"""What was taken back leaves its conversation, its search and its figures as if it had never been sent."""

from datetime import timedelta

import pytest

from hub.flows.resolve_conversation import ResolveConversation
from hub.flows.undo_resolve import UndoResolve, UndoTooLate
from hub.jobs.reactions.answer_times import AnswerTimes
from hub.jobs.reactions.reader import ReactionReader
from hub.jobs.reactions.vocabulary import Vocabulary
from hub.rules.derived import is_unanswered
from hub.rules.targets import next_step, open_target
from hub.store.sequencer import Sequencer
from models.documents import AnswerTime, Conversation, Due, Event, Message, Word
from models.words import ConversationState, DueKind, EventType, MessageStatus
from tests.sending.conftest import Post
from tests.sending.taking_back import HELD, let_take_back, undo

SAID = ("unanswered_since", "target_near_at", "target_missed_at")


@pytest.fixture(autouse=True)
def sari_may_take_back(post: Post) -> None:
    let_take_back(post)


async def test_whoever_waited_for_the_answer_waits_again(post: Post) -> None:
    dewi = await post.customer(1)
    asked = await asks(post, dewi)
    post.clock.advance(60)
    first, second = await post.answer(dewi, "Sebentar", "Sudah di Depok")
    assert (await post.conversation(dewi)).waiting_since is None

    # The other answer is still to go out.
    await undo(post)(post.sari, first.id)
    between = await post.conversation(dewi)
    assert between.waiting_since is None
    assert between.last_message is not None
    assert between.last_message.text == "Sudah di Depok"

    await undo(post)(post.sari, second.id)
    after = await post.conversation(dewi)
    assert (after.waiting_since, after.answered_at) == (asked.at, None)
    assert after.last_message is not None
    assert after.last_message.text == "Di mana paket saya?"
    kinds = {due.kind for due in await post.store.find(Due, {"object_id": after.id})}
    assert DueKind.CONVERSATION_UNANSWERED in kinds
    assert DueKind.CONVERSATION_QUIET not in kinds
    assert is_unanswered(after, 900, post.clock.now() + timedelta(hours=1))


async def asks(post: Post, address: str) -> Message:
    """Her question, in a conversation that came from the queue."""
    conversation = post.conversations[address]
    asked = Message(
        conversation_id=conversation.id,
        channel_id=conversation.channel_id,
        number=1,
        direction="inbound",
        author={"kind": "customer", "id": conversation.contact.id, "name": "Dewi"},
        text="Di mana paket saya?",
        status=MessageStatus.RECEIVED,
        at=post.clock.now(),
    )
    await post.store.insert(asked)
    waits = {
        "last_number": 1,
        "queued_at": asked.at,
        "waiting_since": asked.at,
        "last_inbound_at": asked.at,
        "words": ["paket", "mana"],
    }
    await post.store.change(type(conversation), {"_id": conversation.id}, {"$set": waits})
    return asked


async def test_what_was_said_of_the_wait_is_not_said_again(post: Post) -> None:
    dewi = await post.customer(1)
    asked = await asks(post, dewi)
    said = {name: asked.at + timedelta(seconds=n) for n, name in enumerate(SAID, start=1)}
    same = {"_id": post.conversations[dewi].id}
    await post.store.change(Conversation, same, {"$set": said})
    post.clock.advance(60)
    first, second = await post.answer(dewi, "Sebentar", "Sudah di Depok")
    answered = await post.conversation(dewi)
    assert [getattr(answered, name) for name in SAID] == [None] * len(SAID)

    # In whatever order they are taken back.
    await undo(post)(post.sari, first.id)
    await undo(post)(post.sari, second.id)
    after = await post.conversation(dewi)
    assert {name: getattr(after, name) for name in SAID} == said
    target = open_target(after, post.directory.workspace, post.department, 60)
    assert target is not None
    assert next_step(after, target) is None

    # Whoever asks anew after an answer that went out has not been spoken of.
    post.sari.undo_chat_seconds = 0
    await post.answer(dewi, "Sudah")
    assert (await post.conversation(dewi)).answered_wait is None


async def test_nobody_finds_it_by_words_that_stood_in_it_alone(post: Post) -> None:
    dewi = await post.customer(1)
    await asks(post, dewi)
    kept, gone = await post.answer(dewi, "Paket di Depok", "Paket rahasia di Depok")
    same = {"_id": post.conversations[dewi].id}
    assert await post.store.count(Conversation, same | {"words": "rahasia"}) == 1
    await undo(post)(post.sari, gone.id)
    assert await post.store.count(Conversation, same | {"words": "rahasia"}) == 0
    assert await post.store.count(Conversation, same | {"words": {"$all": ["paket", "depok"]}}) == 1
    await undo(post)(post.sari, kept.id)
    assert await post.store.count(Conversation, same | {"words": "depok"}) == 0
    assert await post.store.count(Conversation, same | {"words": "paket"}) == 1


async def test_a_first_answer_counts_once_when_it_was_taken_back_and_sent_anew(post: Post) -> None:
    sequencer = Sequencer(post.store)
    await sequencer.begin_term()

    async def counted() -> list[tuple[int, float]]:
        while await sequencer.stamp():
            pass
        while await ReactionReader(post.store, AnswerTimes()).read_batch():
            pass
        return [(day.answers, day.seconds) for day in await post.store.find(AnswerTime, {})]

    dewi = await post.customer(1)
    await asks(post, dewi)
    post.clock.advance(60)
    first = await post.send(dewi, text="Sudah di Depok")
    assert await counted() == []
    await undo(post)(post.sari, first.id)
    assert await counted() == []
    post.clock.advance(30)
    await post.send(dewi, text="Sudah di Depok, Kak")
    post.clock.advance(HELD)
    await post.worker().send_due()
    await post.send(dewi, text="Ada lagi?")
    post.clock.advance(HELD)
    await post.worker().send_due()
    assert await counted() == [(1, 90)]


async def test_those_after_a_message_that_was_taken_back_need_not_wait_for_its_time(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    first = await post.send(dewi, text="satu")
    post.sari.undo_chat_seconds = 0
    await post.send(dewi, text="dua")
    await post.worker().send_due()
    assert post.got(dewi) == []
    await undo(post)(post.sari, first.id)
    await post.worker().send_due()
    assert post.got(dewi) == ["dua"]


async def test_all_who_see_the_conversation_hear_that_it_is_gone(post: Post) -> None:
    dewi = await post.customer(1)
    message = await post.send(dewi, text="satu")
    await undo(post)(post.sari, message.id)
    [row] = await post.store.find(Event, {"type": EventType.MESSAGE_UNDONE})
    assert (row.object.id, row.object.version) == (message.id, message.version + 1)
    assert "admins" in row.rooms
    assert "satu" not in row.model_dump_json()


async def test_words_that_were_taken_back_are_proposed_to_nobody(post: Post) -> None:
    dewi = await post.customer(1)
    eka = await post.customer(2)
    kept = await post.send(eka, text="refund disetujui")
    message = await post.send(dewi, text="refund ditolakmentah")
    sequencer = Sequencer(post.store)
    await sequencer.begin_term()
    while await sequencer.stamp():
        pass
    while await ReactionReader(post.store, Vocabulary()).read_batch():
        pass
    assert await post.store.get(Word, {"_id": "ditolakmentah"})

    await undo(post)(post.sari, message.id)

    known = {word.id for word in await post.store.find(Word, {})}
    assert "ditolakmentah" not in known
    assert {"refund", "disetujui"} <= known
    assert await post.store.get(Message, {"_id": kept.id})


async def test_who_takes_his_last_words_back_late_has_not_ended_the_chat(post: Post) -> None:
    post.sari.undo_chat_seconds = 30
    dewi = await post.customer(1)
    message = await post.send(dewi, text="sudah beres")
    chat = post.conversations[dewi].id
    resolve = ResolveConversation(post.store, post.directory)
    undo_resolve = UndoResolve(post.store, post.directory)
    await resolve(post.sari, chat)
    post.clock.advance(25)
    with pytest.raises(UndoTooLate):
        await undo_resolve(post.sari, chat)

    await undo(post)(post.sari, message.id)
    assert (await undo_resolve(post.sari, chat)).state is not ConversationState.RESOLVED

    # Only right then: what was taken back a while ago opens nothing.
    eka = await post.customer(2)
    message, chat = await post.send(eka, text="sudah beres"), post.conversations[eka].id
    await resolve(post.sari, chat)
    post.clock.advance(25)
    await undo(post)(post.sari, message.id)
    post.clock.advance(11)
    with pytest.raises(UndoTooLate):
        await undo_resolve(post.sari, chat)
