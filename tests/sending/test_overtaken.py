"""A worker that was thought lost comes back: what it says late spoils nothing that was done since."""

import asyncio

import pytest

from channels_adapters.whatsapp.simulator import Fault
from hub.flows.hand_over_message import HandOverMessage, Trouble
from hub.flows.receive_statuses import ReceiveStatuses, Report
from hub.services import outbox
from models.documents import Message, OutboxEntry
from models.envelopes import AccountTrouble, Sent, StatusEnvelope
from models.words import MessageStatus
from tests.sending.conftest import Post

SENDING, SENT = MessageStatus.SENDING, MessageStatus.SENT
UNKNOWN, FAILED = MessageStatus.UNKNOWN, MessageStatus.FAILED
LATE = Trouble("131026", "undeliverable")


async def claimed(post: Post, holder: str) -> OutboxEntry:
    """By this holder, although the one before him has not given it back."""
    await post.store.change(OutboxEntry, {}, {"$unset": outbox.UNCLAIMED})
    entry = await outbox.claim(post.store, post.channel.id, holder, 30.0)
    assert entry is not None
    return entry


async def tried_again(
    post: Post, flow: HandOverMessage
) -> tuple[OutboxEntry, Message, OutboxEntry, Message]:
    """The first try was lost, somebody wanted another, and that is on its way now."""
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    first = await claimed(post, "first")
    begun = await flow.begin(first, message, 1)
    assert begun is not None
    second = await claimed(post, "second")
    await flow.lose(second, begun)
    assert (await post.message(message)).status is UNKNOWN
    again = await post.retry(post.sari, message.id)
    second = await claimed(post, "second")
    on_its_way = await flow.begin(second, again, 1)
    assert on_its_way is not None
    return first, begun, second, on_its_way


@pytest.mark.parametrize("late", ["failed", "lost", "waits", "rests"])
async def test_what_is_heard_late_of_the_first_try_is_not_said_of_the_second(
    post: Post, late: str
) -> None:
    flow = HandOverMessage(post.store)
    first, begun, second, again = await tried_again(post, flow)
    match late:
        case "failed":
            await flow.failed(first, begun, LATE)
        case "lost":
            await flow.failed(first, begun, LATE, uncertain=True)
        case "waits":
            await flow.waits(first, begun, LATE, post.clock.now())
        case _:
            await flow.rests(first, begun, post.clock.now())
    stored = await post.message(begun)
    # Were it pending now and the second worker died, a third would send it once more.
    assert (stored.status, stored.error_code) == (SENDING, None)

    await flow.took(second, again, 0, Sent("wamid.2"))
    assert (await post.message(begun)).status is SENT


async def test_that_the_first_try_was_taken_is_true_whenever_it_is_heard(post: Post) -> None:
    flow = HandOverMessage(post.store)
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    first = await claimed(post, "first")
    begun = await flow.begin(first, message, 1)
    assert begun is not None
    await flow.lose(await claimed(post, "second"), begun)
    await flow.took(first, begun, 0, Sent("wamid.1"))
    stored = await post.message(message)
    assert (stored.status, stored.external_id, stored.error_code) == (SENT, "wamid.1", None)


async def test_that_the_first_try_was_taken_is_nothing_new_once_it_is_known_to_have_failed(
    post: Post,
) -> None:
    flow = HandOverMessage(post.store)
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    first = await claimed(post, "first")
    begun = await flow.begin(first, message, 1)
    assert begun is not None
    await flow.lose(await claimed(post, "second"), begun)
    failed = StatusEnvelope(
        account_id=post.simulator.number.id,
        timestamp=post.clock.now(),
        target_message_id="wamid.1",
        status="failed",
        error_code="131042",
        correlation_id=str(message.id),
        trouble=AccountTrouble(code="131042"),
    )
    await ReceiveStatuses(post.store)([Report(post.channel, failed)])
    await flow.took(first, begun, 0, Sent("wamid.1"))
    stored = await post.message(message)
    # Were it sent by now, nobody would send it.
    assert (stored.status, stored.external_id) == (MessageStatus.PENDING, None)


async def test_who_lost_his_claim_between_two_parts_sends_no_more_of_them(post: Post) -> None:
    dewi = await post.customer(1)
    papers = [await post.file(f"surat{n}.txt", b"isi", "text/plain") for n in (1, 2)]
    message = await post.send(dewi, text="k" * 2000, attachment_ids=papers)
    taken = asyncio.Event()
    post.simulator.faults.plan(Fault.SLOW, until=taken)
    slow = asyncio.create_task(post.worker().send_due())
    while (await post.message(message)).status is not SENDING:
        await asyncio.sleep(0.01)
    await claimed(post, "other")
    taken.set()
    await slow
    assert post.got(dewi) == ["k" * 2000]
    # The one who has it now says so; the parts that were taken stay taken.
    other = await claimed(post, "other")
    await HandOverMessage(post.store).lose(other, await post.message(message))
    await post.retry(post.sari, message.id)
    await post.store.change(OutboxEntry, {}, {"$unset": outbox.UNCLAIMED})
    await post.worker().send_due()
    assert post.got(dewi) == ["k" * 2000, "document", "document"]
    assert post.doubled() == []


async def test_what_was_erased_between_two_parts_is_not_sent_on_and_learns_no_id(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    papers = [await post.file(f"surat{n}.txt", b"isi", "text/plain") for n in (1, 2)]
    message = await post.send(dewi, text="k" * 2000, attachment_ids=papers)
    taken = asyncio.Event()
    post.simulator.faults.plan(Fault.SLOW, until=taken)
    sending = asyncio.create_task(post.worker().send_due())
    while (await post.message(message)).status is not SENDING:
        await asyncio.sleep(0.01)
    gone = {"status": FAILED.value, "text": "", "deleted_at": post.clock.now(), "attachments": []}
    await post.store.db["messages"].update_one({"_id": message.id}, {"$set": gone})
    taken.set()
    await sending
    assert post.got(dewi) == ["k" * 2000]
    stored = await post.message(message)
    assert (stored.external_id, stored.part_ids) == (None, None)
    assert await post.nothing_waits()
