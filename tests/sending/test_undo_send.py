"""What was sent is held for a while, in which its author takes it back: then nothing goes out."""

import asyncio
import random
from collections import Counter
from datetime import timedelta

import pytest

from channels_adapters.whatsapp.simulator import Fault
from hub.flows.save_draft import SaveDraft
from hub.flows.sweep_attachment import SweepAttachment
from hub.flows.undo_send import UndoSend
from hub.jobs.reactions.answer_times import AnswerTimes
from hub.jobs.reactions.reader import ReactionReader
from hub.kit.errors import NotFound
from hub.rules.derived import is_unanswered
from hub.rules.refusals import MessageOnItsWay, MessageUndone
from hub.rules.targets import next_step, open_target
from hub.store.files import Files
from hub.store.sequencer import Sequencer
from models.documents import (
    AnswerTime,
    Attachment,
    Conversation,
    Draft,
    Due,
    Event,
    Member,
    Message,
    OutboxEntry,
)
from models.documents.base import Id
from models.wire.draft import DraftBody
from models.wire.template import TemplateBody
from models.words import AttachmentState, DueKind, EventType, MessageStatus, Role
from tests.sending.conftest import Post

SENT, PENDING = MessageStatus.SENT, MessageStatus.PENDING
HELD = 10
SAID = ("unanswered_since", "target_near_at", "target_missed_at")


@pytest.fixture(autouse=True)
def sari_may_take_back(post: Post) -> None:
    post.sari.undo_chat_seconds = HELD


def undo(post: Post) -> UndoSend:
    return UndoSend(post.store, post.directory)


async def reply_draft(post: Post, address: str) -> Draft:
    of_one = {"conversation_id": post.conversations[address].id, "kind": "reply"}
    found = await post.store.get(Draft, of_one)
    assert found is not None
    return found


async def test_a_message_is_held_and_goes_out_by_itself_when_its_time_has_come(post: Post) -> None:
    dewi = await post.customer(1)
    message = await post.send(dewi, text="satu")
    assert message.held_until == post.clock.now() + timedelta(seconds=HELD)

    for seconds in (0, HELD - 1):
        post.clock.advance(seconds)
        await post.worker().send_due()
        assert post.got(dewi) == []
    # Whoever is sent for meanwhile is not kept waiting by it.
    eka = await post.customer(2)
    post.sari.undo_chat_seconds = 0
    await post.send(eka, text="dua")
    await post.worker().send_due()
    assert post.got(eka) == ["dua"]

    post.clock.advance(1)
    await post.worker().send_due()
    assert post.got(dewi) == ["satu"]
    assert await post.nothing_waits()


async def test_what_was_taken_back_never_goes_out_and_is_a_draft_again_as_it_was(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    [question] = await post.answer(dewi, "Nomor resinya?")
    file = await post.file("resi.txt", b"JKT-1", "text/plain")
    message = await post.send(
        dewi, text="Ini resinya", attachment_ids=[file], reply_to=str(question.id)
    )

    draft = await undo(post)(post.sari, message.id)

    assert draft.text == "Ini resinya"
    assert [str(one.id) for one in draft.files] == [file]
    assert draft.reply_to_id == question.id
    assert (await reply_draft(post, dewi)).version == draft.version
    assert await post.store.get(Message, {"_id": message.id}) is None
    post.clock.advance(HELD)
    await post.worker().send_due()
    assert post.got(dewi) == ["Nomor resinya?"]
    assert await post.nothing_waits()

    # The file waits as if it had just been uploaded, and goes out with the next try.
    again = await post.send(dewi, text=draft.text, attachment_ids=[file])
    post.clock.advance(HELD)
    await post.worker().send_due()
    assert (await post.message(again)).status is SENT
    assert post.got(dewi) == ["Nomor resinya?", "document"]
    assert (await reply_draft(post, dewi)).filled is None


async def test_a_template_that_was_taken_back_is_there_with_what_was_filled_in(post: Post) -> None:
    dewi = await post.customer(1)
    await post.sync_templates()
    parameters = {"1": "Dewi", "2": "NP-2201"}
    template = TemplateBody(name="order_update", language="en", parameters=parameters)
    message = await post.send(dewi, template=template)
    draft = await undo(post)(post.sari, message.id)
    assert draft.text == ""
    assert draft.filled
    assert draft.template is not None
    assert draft.template.model_dump() == template.model_dump()

    # Sent after all it takes nothing else with it.
    save = SaveDraft(post.store)
    body = DraftBody(text="Nanti saya tulis", template=template)
    await save(post.sari, post.conversations[dewi].id, body)
    await post.send(dewi, template=template)
    left = await reply_draft(post, dewi)
    assert (left.text, left.template) == ("Nanti saya tulis", None)


async def test_what_has_been_begun_meanwhile_stands_below_what_comes_back(post: Post) -> None:
    dewi = await post.customer(1)
    message = await post.send(dewi, text="pertama")
    save = SaveDraft(post.store)
    body = DraftBody(text="berikutnya")
    await save(post.sari, post.conversations[dewi].id, body)
    draft = await undo(post)(post.sari, message.id)
    assert draft.text == "pertama\n\nberikutnya"


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


async def test_only_its_author_takes_it_back(post: Post) -> None:
    dewi = await post.customer(1)
    message = await post.send(dewi, text="satu")
    hana = Member(
        email="hana@paketara.example", name="Hana", role=Role.ADMIN, created_at=post.clock.now()
    )
    for member, id in ((hana, message.id), (post.sari, Id())):
        with pytest.raises(NotFound):
            await undo(post)(member, id)
    assert (await post.message(message)).status is PENDING


async def test_what_was_sent_and_what_was_sent_once_already_cannot_be_taken_back(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    post.simulator.faults.plan(Fault.ANSWER_LOST)
    lost, sent = await post.answer(dewi, "satu", "dua")
    post.clock.advance(HELD)
    await post.worker().send_due()
    await post.retry(post.sari, lost.id)
    for message in (lost, sent):
        with pytest.raises(MessageOnItsWay):
            await undo(post)(post.sari, message.id)
    await post.worker().send_due()
    assert post.got(dewi) == ["satu", "dua", "satu"]


async def test_what_a_provider_that_is_away_keeps_waiting_can_be_taken_back_for_longer(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    message = await post.send(dewi, text="satu")
    post.simulator.graph.is_down = True
    post.clock.advance(HELD)
    await post.worker().send_due()
    assert (await post.message(message)).status is PENDING
    await undo(post)(post.sari, message.id)
    post.simulator.graph.is_down = False
    post.clock.advance(3600)
    await post.worker().send_due()
    assert post.got(dewi) == []
    assert await post.nothing_waits()


async def test_taking_back_twice_is_once_and_a_late_repeat_of_the_message_writes_nothing(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    body = await post.body(dewi, text="satu")
    conversation_id = post.conversations[dewi].id
    message = (await post.write(post.sari, conversation_id, body)).message
    drafts = await asyncio.gather(*(undo(post)(post.sari, message.id) for _ in range(4)))
    assert {(draft.text, draft.version) for draft in drafts} == {("satu", drafts[0].version)}
    with pytest.raises(MessageUndone):
        await post.write(post.sari, conversation_id, body)
    assert await post.statuses(dewi) == []


async def test_a_file_in_a_draft_is_not_swept(post: Post) -> None:
    dewi = await post.customer(1)
    file = await post.file("resi.txt", b"JKT-1", "text/plain")
    message = await post.send(dewi, attachment_ids=[file])
    await undo(post)(post.sari, message.id)
    sweep = SweepAttachment(post.store, Files(post.store))
    of_file = {"kind": DueKind.SWEEP_ATTACHMENT, "object_id": Id(file)}

    async def come_due() -> bool:
        post.clock.advance(25 * 3600)
        due = await post.store.get(Due, of_file)
        assert due is not None
        assert due.at <= post.clock.now()
        await sweep(due)
        return await post.store.get(Attachment, {"_id": Id(file)}) is not None

    assert await come_due()
    save = SaveDraft(post.store)
    await save(post.sari, post.conversations[dewi].id, DraftBody(text=""))
    assert not await come_due()


@pytest.mark.timeout(120)
async def test_a_worker_and_its_author_at_the_same_moment_never_both_and_never_neither(
    post: Post,
) -> None:
    """Each message is either at the provider, once, or a draft again; whoever lost is told."""
    post.sari.capacity = 500
    rounds = 60
    came_first: Counter[str] = Counter()
    for number in range(rounds):
        dewi = await post.customer(number + 1)
        text = f"pesan {number}"
        file = await post.file("a.txt", b"x", "text/plain") if number % 3 == 0 else None
        message = await post.send(dewi, text=text, attachment_ids=[file] if file else [])
        post.clock.advance(HELD)

        async def take_back(id: Id = message.id) -> str:
            await asyncio.sleep(random.uniform(0, 0.015))
            try:
                await undo(post)(post.sari, id)
            except MessageOnItsWay:
                return "late"
            return "undone"

        told = await asyncio.gather(
            take_back(), take_back(), post.worker().send_due(), post.worker().send_due()
        )
        await post.worker().send_due()

        [answer] = set(told[:2])
        came_first[answer] += 1
        stored = await post.store.get(Message, {"_id": message.id})
        sent = [one for one in post.simulator.accepted if one.address == dewi]
        if answer == "undone":
            assert (stored, sent) == (None, [])
            assert (await reply_draft(post, dewi)).text == text
        else:
            assert stored is not None
            assert stored.status is SENT
            assert len(sent) == 1
        if file is not None:
            kept = await post.store.get(Attachment, {"_id": Id(file)})
            assert kept is not None
            free = AttachmentState.STAGED if answer == "undone" else AttachmentState.KEPT
            assert kept.state is free
        assert await post.store.get(OutboxEntry, {"_id": post.conversations[dewi].id}) is None
    print(f"of {rounds} races: {dict(came_first)}")
    assert post.doubled() == []
    assert set(came_first) == {"undone", "late"}
