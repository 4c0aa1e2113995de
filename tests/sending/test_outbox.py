"""The outbox against a provider that speaks the real protocol and counts what it takes."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from channels_adapters.whatsapp.simulator import Fault
from hub.flows.hand_over_message import HandOverMessage
from hub.kit.errors import Conflict, NotFound
from hub.rules.refusals import MessageOnItsWay
from hub.store.leases import LONG_AGO
from models.documents import Channel, Event, Message, OutboxEntry
from models.documents.base import Id
from models.words import ChannelState, MessageStatus
from tests.sending.conftest import Post

SENT, PENDING = MessageStatus.SENT, MessageStatus.PENDING
FAILED, UNKNOWN = MessageStatus.FAILED, MessageStatus.UNKNOWN


async def test_an_answer_is_pending_until_the_provider_has_taken_it(post: Post) -> None:
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "Selamat pagi")
    assert message.status is PENDING

    await post.worker().send_due()

    stored = await post.message(message)
    [accepted] = post.simulator.accepted
    assert (stored.status, stored.external_id) == (SENT, accepted.wamid)
    assert accepted.correlation_id == str(message.id)
    assert stored.part_ids == [accepted.wamid]
    rows = await post.store.find(
        Event, {"type": "message.status_changed"}, sort=[("object.version", 1)]
    )
    assert [row.changes["status"] for row in rows] == [["pending", "sending"], ["sending", "sent"]]
    assert await post.nothing_waits()


async def test_messages_of_a_conversation_go_out_in_their_order_whoever_sends(post: Post) -> None:
    people = [await post.customer(number) for number in range(1, 6)]
    for dewi in people:
        await post.answer(dewi, *(f"{n}" for n in range(6)))

    await asyncio.gather(*(post.worker().send_due() for _ in range(4)))

    assert await post.nothing_waits()
    for dewi in people:
        assert post.got(dewi) == [f"{n}" for n in range(6)]
    assert post.doubled() == []


async def test_what_is_put_in_while_the_outbox_is_emptied_goes_out_too(post: Post) -> None:
    dewi = await post.customer(1)

    async def write() -> None:
        for n in range(30):
            await post.answer(dewi, f"{n}")

    async def send() -> None:
        worker = post.worker()
        while not writing.done() or not await post.nothing_waits():
            await worker.send_due()

    writing = asyncio.create_task(write())
    await asyncio.gather(writing, send(), send())
    assert post.got(dewi) == [f"{n}" for n in range(30)]


async def test_ten_workers_at_once_send_nothing_twice(post: Post) -> None:
    people = [await post.customer(number) for number in range(1, 41)]
    for dewi in people:
        await post.answer(dewi, "satu", "dua")

    await asyncio.gather(*(post.worker().send_due() for _ in range(10)))

    assert await post.nothing_waits()
    assert len(post.simulator.accepted) == 80
    assert post.doubled() == []


async def test_a_refused_message_has_failed_and_those_after_it_go_on(post: Post) -> None:
    dewi = await post.customer(1)
    refused, _ = await post.answer(dewi, "satu", "dua")
    post.simulator.faults.plan(Fault.ERROR, 131026)

    await post.worker().send_due()

    assert await post.statuses(dewi) == [FAILED, SENT]
    stored = await post.message(refused)
    assert stored.error_code == "131026"
    assert stored.error


async def test_an_answer_that_was_lost_leaves_the_message_unknown_and_it_is_not_sent_again(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    await post.answer(dewi, "satu", "dua")
    post.simulator.faults.plan(Fault.ANSWER_LOST)

    for _ in range(3):
        await post.worker().send_due()
        post.clock.advance(3600)

    assert await post.statuses(dewi) == [UNKNOWN, SENT]
    assert post.got(dewi) == ["satu", "dua"]
    assert post.doubled() == []


async def test_the_limit_of_a_pair_makes_this_conversation_wait_in_order_and_no_other(
    post: Post,
) -> None:
    dewi, eka = await post.customer(1), await post.customer(2)
    # Somebody else has written to her by the same number.
    post.simulator.number.customers[dewi].pair.size = 5
    texts = [f"{n}" for n in range(8)]
    await post.answer(dewi, *texts)
    await post.answer(eka, "satu")

    await post.worker().send_due()
    assert post.got(dewi) == texts[:5]
    assert await post.statuses(eka) == [SENT]
    waiting = await post.store.find(OutboxEntry, {})
    assert [entry.attempts for entry in waiting] == [1]

    for _ in range(10):
        post.clock.advance(6)
        await post.worker().send_due()
    assert post.got(dewi) == texts
    assert await post.nothing_waits()


async def test_a_channel_that_is_asked_to_be_slower_waits_as_a_whole_as_long_as_it_is_told(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    await post.answer(dewi, "satu")
    post.simulator.faults.plan(Fault.HTTP, 429)
    await post.worker().send_due()
    assert await post.statuses(dewi) == [PENDING]

    # Another worker keeps the pause as well, for all conversations of the channel.
    eka = await post.customer(2)
    await post.answer(eka, "dua")
    await post.worker().send_due()
    assert post.simulator.accepted == []
    post.clock.advance(3)
    await post.worker().send_due()
    assert (post.got(dewi), post.got(eka)) == (["satu"], ["dua"])


async def test_a_provider_that_is_down_for_an_hour_gets_everything_after_it_in_order_once(
    post: Post,
) -> None:
    people = [await post.customer(number) for number in range(1, 9)]
    post.simulator.graph.is_down = True
    ends = post.clock.now() + timedelta(hours=1)
    written = 0
    while post.clock.now() < ends:
        await post.answer(people[written % len(people)], f"{written}")
        written += 1
        await asyncio.gather(*(post.worker().send_due() for _ in range(2)))
        post.clock.advance(60)
    assert post.simulator.accepted == []
    post.simulator.graph.is_down = False

    post.clock.advance(90)
    for _ in range(5):
        await asyncio.gather(*(post.worker().send_due() for _ in range(3)))

    assert await post.nothing_waits()
    for at, dewi in enumerate(people):
        assert post.got(dewi) == [f"{n}" for n in range(at, written, len(people))]
    assert post.doubled() == []


async def test_a_revoked_token_stops_the_channel_and_its_messages_wait_for_the_new_one(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    post.simulator.number.access_token = "another"
    await post.answer(dewi, "satu", "dua")

    for _ in range(3):
        await post.worker().send_due()
        post.clock.advance(3600)
    assert await post.statuses(dewi) == [PENDING, PENDING]
    channel = await post.store.get(Channel, {"_id": post.channel.id})
    assert channel is not None
    assert channel.state is ChannelState.NEEDS_ATTENTION

    await post.set_token("another")
    await post.worker().send_due()
    assert post.got(dewi) == ["satu", "dua"]
    assert await post.statuses(dewi) == [SENT, SENT]


async def test_a_report_that_overtakes_the_answer_is_not_lost(post: Post) -> None:
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    taken = asyncio.Event()
    post.simulator.faults.plan(Fault.SLOW, until=taken)
    sending = asyncio.create_task(post.worker().send_due())
    while (await post.message(message)).status is not MessageStatus.SENDING:
        await asyncio.sleep(0.01)
    # What the webhook with our id does.
    await post.store.db["messages"].update_one(
        {"_id": message.id}, {"$set": {"status": "delivered"}, "$inc": {"version": 1}}
    )
    taken.set()
    await sending
    stored = await post.message(message)
    assert (stored.status, bool(stored.external_id)) == (MessageStatus.DELIVERED, True)


async def test_what_failed_is_sent_again_when_somebody_says_so(post: Post) -> None:
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    post.simulator.faults.plan(Fault.ERROR, 131026)
    await post.worker().send_due()

    again = await post.retry(post.sari, message.id)
    assert (again.status, again.error, again.error_code) == (PENDING, None, None)
    assert (await post.retry(post.sari, message.id)).version == again.version
    await post.worker().send_due()

    assert await post.statuses(dewi) == [SENT]
    [accepted] = post.simulator.accepted
    assert accepted.correlation_id == str(message.id)
    with pytest.raises(MessageOnItsWay):
        await post.retry(post.sari, message.id)
    rows = await post.store.find(Event, {"object.id": message.id, "actor.id": post.sari.id})
    assert [row.changes for row in rows if row.changes] == [{"status": ["failed", "pending"]}]


async def test_only_who_may_answer_may_send_again(post: Post) -> None:
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    post.simulator.faults.plan(Fault.ERROR, 131026)
    await post.worker().send_due()
    budi = post.sari.model_copy(update={"id": Id(), "name": "Budi"})
    with pytest.raises((Conflict, NotFound)):
        await post.retry(budi, message.id)
    assert await post.statuses(dewi) == [FAILED]


async def test_of_a_message_in_parts_those_that_were_taken_are_not_sent_again(post: Post) -> None:
    dewi = await post.customer(1)
    papers = [await post.file(f"surat{n}.txt", b"isi surat %d" % n, "text/plain") for n in (1, 2)]
    message = await post.send(dewi, text="k" * 2000, attachment_ids=papers)
    # The second call is refused.
    post.simulator.faults.plan(Fault.SLOW)
    post.simulator.faults.plan(Fault.ERROR, 131026)
    await post.worker().send_due()
    stored = await post.message(message)
    assert (stored.status, stored.part_count) == (FAILED, 3)
    assert stored.part_ids is not None
    assert len(stored.part_ids) == 1

    await post.retry(post.sari, message.id)
    await post.worker().send_due()

    stored = await post.message(message)
    assert stored.status is SENT
    assert stored.part_ids == [each.wamid for each in post.simulator.accepted]
    assert post.got(dewi) == ["k" * 2000, "document", "document"]
    assert post.doubled() == []


async def test_whose_worker_has_not_come_back_is_unknown_and_the_rest_goes_on(post: Post) -> None:
    dewi = await post.customer(1)
    first, _ = await post.answer(dewi, "satu", "dua")
    post.simulator.faults.plan(Fault.SLOW, seconds=3)
    stuck = asyncio.create_task(post.worker(lease_seconds=0.2).send_due())
    while (await post.message(first)).status is not MessageStatus.SENDING:
        await asyncio.sleep(0.01)
    stuck.cancel()
    # Its claim is gone as after kill -9: nobody has given it back.
    await post.store.change(
        OutboxEntry, {}, {"$set": {"holder": "gone", "claimed_until": LONG_AGO}}
    )
    await post.worker().send_due()
    assert await post.statuses(dewi) == [UNKNOWN, SENT]
    assert post.doubled() == []


async def test_a_conversation_that_nobody_can_work_at_is_come_back_to_and_stops_nobody(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    dewi, eka = await post.customer(1), await post.customer(2)
    [stuck] = await post.answer(dewi, "satu")
    await post.answer(eka, "dua")
    tries, begin = list[Id](), HandOverMessage.begin

    async def fails(flow: HandOverMessage, entry: OutboxEntry, message: Message, count: int) -> Any:
        if message.id != stuck.id:
            return await begin(flow, entry, message, count)
        tries.append(message.id)
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(HandOverMessage, "begin", fails)
    worker = post.worker()
    for _ in range(5):
        await worker.send_due()
        post.clock.advance(1)
    assert (await post.statuses(eka), len(tries)) == ([SENT], 1)
    post.clock.advance(15)
    await worker.send_due()
    assert len(tries) == 2

    monkeypatch.setattr(HandOverMessage, "begin", begin)
    post.clock.advance(15)
    await worker.send_due()
    assert post.got(dewi) == ["satu"]
    assert await post.nothing_waits()
