"""What was sent is held for a while, in which its author takes it back: then nothing goes out."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from channels_adapters.whatsapp.simulator import Fault
from hub.flows.save_draft import SaveDraft
from hub.flows.sweep_attachment import SweepAttachment
from hub.kit.errors import NotFound
from hub.rules.refusals import MessageOnItsWay, MessageUndone
from hub.store.files import Files
from models.documents import Attachment, Due, Member, Message, OutboxEntry
from models.documents.base import Id
from models.wire.draft import DraftBody
from models.wire.template import TemplateBody
from models.words import AttachmentState, DueKind, MessageStatus, Role
from tests.sending.conftest import Post
from tests.sending.taking_back import HELD, Hesitation, let_take_back, reply_draft, undo

SENT, PENDING = MessageStatus.SENT, MessageStatus.PENDING


@pytest.fixture(autouse=True)
def sari_may_take_back(post: Post) -> None:
    let_take_back(post)


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


@pytest.mark.timeout(120)
async def test_a_worker_and_its_author_at_the_same_moment_never_both_and_never_neither(
    post: Post,
) -> None:
    """Each message is either at the provider, once, or a draft again; whoever lost is told."""
    post.sari.capacity = 500
    rounds = 60
    came_first: Counter[str] = Counter()
    hesitation = Hesitation()
    for number in range(rounds):
        dewi = await post.customer(number + 1)
        text = f"pesan {number}"
        file = await post.file("a.txt", b"x", "text/plain") if number % 3 == 0 else None
        message = await post.send(dewi, text=text, attachment_ids=[file] if file else [])
        post.clock.advance(HELD)

        async def take_back(id: Id = message.id) -> str:
            await hesitation.wait()
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
        hesitation.learn(too_late=answer == "late")
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
