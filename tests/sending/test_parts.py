"""A message that takes several calls: what is reported of its parts, in whatever order it comes."""

import asyncio
from itertools import permutations

import pytest

from channels_adapters.whatsapp.correlation import message_and_part
from channels_adapters.whatsapp.simulator import Fault
from hub.flows.receive_statuses import ReceiveStatuses, Report
from models.documents import Message
from models.envelopes import AccountTrouble, StatusEnvelope
from models.words import MessageStatus
from tests.sending.conftest import Post

FAILED, UNKNOWN, SENT, DELIVERED, READ = (
    MessageStatus.FAILED,
    MessageStatus.UNKNOWN,
    MessageStatus.SENT,
    MessageStatus.DELIVERED,
    MessageStatus.READ,
)


async def with_papers(post: Post, dewi: str) -> Message:
    """Takes three calls: a text and two files."""
    papers = [await post.file(f"surat{n}.txt", b"isi surat %d" % n, "text/plain") for n in (1, 2)]
    return await post.send(dewi, text="k" * 2000, attachment_ids=papers)


async def tell(post: Post, *reports: StatusEnvelope) -> None:
    await ReceiveStatuses(post.store)([Report(post.channel, each) for each in reports])


def report(post: Post, part: int, status: str, code: str | None = None) -> StatusEnvelope:
    """What a webhook says of the call that was accepted at this place."""
    accepted = post.simulator.accepted[part]
    message_id, of_message = message_and_part(accepted.correlation_id)
    return StatusEnvelope(
        account_id=post.simulator.number.id,
        timestamp=post.clock.now(),
        target_message_id=accepted.wamid,
        status=status,
        error_code=code,
        correlation_id=message_id,
        part=of_message,
    )


async def taken(post: Post, count: int) -> None:
    async with asyncio.timeout(10):
        while len(post.simulator.accepted) < count:
            await asyncio.sleep(0.005)


async def test_what_is_delivered_before_all_parts_are_sent_is_not_forgotten(post: Post) -> None:
    dewi = await post.customer(1)
    message = await with_papers(post, dewi)
    second, third = asyncio.Event(), asyncio.Event()
    for until in (None, second, third):
        post.simulator.faults.plan(Fault.SLOW, until=until)
    sending = asyncio.create_task(post.worker().send_due())
    await taken(post, 1)
    await tell(post, report(post, 0, "delivered"))
    assert (await post.message(message)).status is MessageStatus.SENDING
    second.set()
    await taken(post, 2)
    await tell(post, report(post, 1, "delivered"))
    third.set()
    await sending

    assert (await post.message(message)).status is SENT
    await tell(post, report(post, 2, "delivered"))
    assert (await post.message(message)).status is DELIVERED
    assert post.doubled() == []


async def test_all_reported_before_the_last_answer_counts_at_once(post: Post) -> None:
    dewi = await post.customer(1)
    message = await with_papers(post, dewi)
    post.simulator.faults.plan(Fault.SLOW)
    post.simulator.faults.plan(Fault.SLOW)
    # The provider has taken the last call, its answer is on the way.
    arrives = asyncio.Event()
    post.simulator.faults.plan(Fault.ANSWERS_LATE, until=arrives)
    sending = asyncio.create_task(post.worker().send_due())
    await taken(post, 3)
    await tell(post, *(report(post, part, "read") for part in (2, 0, 1)))
    assert (await post.message(message)).status is READ
    arrives.set()
    await sending
    stored = await post.message(message)
    assert stored.status is READ
    assert stored.part_ids == [each.wamid for each in post.simulator.accepted]


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_it_has_come_as_far_as_its_last_part_in_whatever_order_and_how_often(
    post: Post, order: tuple[int, ...]
) -> None:
    dewi = await post.customer(1)
    message = await with_papers(post, dewi)
    await post.worker().send_due()
    seen = []
    for part in order:
        once = report(post, part, "delivered")
        await asyncio.gather(*(tell(post, once) for _ in range(3)))
        seen.append((await post.message(message)).status)
    assert seen == [SENT, SENT, DELIVERED]
    await tell(post, *(report(post, part, "read") for part in order))
    await tell(post, *(report(post, part, "delivered") for part in order))
    assert (await post.message(message)).status is READ


async def test_of_a_part_that_failed_afterwards_only_that_part_is_sent_again(post: Post) -> None:
    dewi = await post.customer(1)
    message = await with_papers(post, dewi)
    await post.worker().send_due()
    failed = report(post, 1, "failed", "131053")
    await tell(post, report(post, 0, "delivered"), failed, report(post, 2, "delivered"))
    stored = await post.message(message)
    assert (stored.status, stored.error_code) == (FAILED, "131053")

    await post.retry(post.sari, message.id)
    # The same webhook once more, late: it speaks of the call that is past.
    await tell(post, failed)
    await post.worker().send_due()

    assert post.got(dewi) == ["k" * 2000, "document", "document", "document"]
    again = post.simulator.accepted[-1]
    assert again.correlation_id == f"{message.id}.1"
    stored = await post.message(message)
    assert (stored.status, stored.error_code) == (SENT, None)
    assert (stored.part_ids or [])[1] == again.wamid
    await tell(post, failed)
    assert (await post.message(message)).status is SENT
    await tell(post, report(post, 3, "delivered"))
    assert (await post.message(message)).status is DELIVERED


async def test_what_fails_while_the_rest_is_being_sent_fails_the_message_in_the_end(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    message = await with_papers(post, dewi)
    for seconds in (0.0, 0.3, 0.0):
        post.simulator.faults.plan(Fault.SLOW, seconds=seconds)
    sending = asyncio.create_task(post.worker().send_due())
    await taken(post, 1)
    await tell(post, report(post, 0, "failed", "131026"))
    await sending
    stored = await post.message(message)
    assert (stored.status, stored.error_code) == (FAILED, "131026")
    assert len(post.simulator.accepted) == 3


async def test_a_report_settles_the_part_whose_answer_was_lost_and_the_rest_goes_out_once(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    message = await with_papers(post, dewi)
    post.simulator.faults.plan(Fault.SLOW)
    post.simulator.faults.plan(Fault.ANSWER_LOST)
    await post.worker().send_due()
    assert (await post.message(message)).status is UNKNOWN
    await tell(post, report(post, 1, "delivered"))
    stored = await post.message(message)
    assert (stored.status, len(stored.part_ids or [])) == (UNKNOWN, 2)

    await post.retry(post.sari, message.id)
    await post.worker().send_due()
    assert (await post.message(message)).status is SENT
    assert post.got(dewi) == ["k" * 2000, "document", "document"]
    assert post.doubled() == []


async def test_a_report_about_one_whose_answer_was_lost_says_its_id(post: Post) -> None:
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    post.simulator.faults.plan(Fault.ANSWER_LOST)
    await post.worker().send_due()
    assert (await post.message(message)).status is UNKNOWN
    await tell(post, report(post, 0, "sent"))
    stored = await post.message(message)
    assert (stored.status, stored.error_code) == (SENT, None)
    assert stored.external_id == post.simulator.accepted[0].wamid


UNPAID = AccountTrouble(code="131042")


def unpaid(post: Post, part: int) -> StatusEnvelope:
    told = report(post, part, "failed", "131042")
    return told.model_copy(update={"trouble": UNPAID})


def parts_made(post: Post) -> list[int]:
    """The places of the calls that were accepted, in their order."""
    return [message_and_part(one.correlation_id)[1] for one in post.simulator.accepted]


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
async def test_parts_that_failed_for_the_account_wait_and_are_made_again_each_once(
    post: Post, order: tuple[int, int, int]
) -> None:
    """Of the first or of all of them, told one by one or in one batch."""
    dewi = await post.customer(1)
    post.simulator.reports_delivery = False
    message = await with_papers(post, dewi)
    await post.worker().send_due()
    arrived, *failed = order
    await tell(post, report(post, arrived, "delivered"), unpaid(post, failed[0]))
    await tell(post, *[unpaid(post, failed[1]), unpaid(post, failed[0])] * 2)
    waiting = await post.message(message)
    assert (waiting.status, waiting.error_code) == (MessageStatus.PENDING, "131042")

    await post.worker().send_due()

    assert (await post.message(message)).status is SENT
    assert parts_made(post) == [0, 1, 2, *sorted(failed)]
    await tell(post, *(report(post, place, "delivered") for place in (3, 4)))
    assert (await post.message(message)).status is DELIVERED
    assert await post.nothing_waits()


async def test_a_part_of_which_nobody_knows_is_not_made_again_because_another_one_failed(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    post.simulator.reports_delivery = False
    message = await with_papers(post, dewi)
    post.simulator.faults.plan(Fault.SLOW)
    post.simulator.faults.plan(Fault.ANSWER_LOST)
    await post.worker().send_due()
    assert (await post.message(message)).status is UNKNOWN

    await tell(post, unpaid(post, 0))

    assert (await post.message(message)).status is FAILED
    assert await post.nothing_waits()


async def test_what_was_unknown_waits_once_it_is_told_that_it_failed_for_the_account(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    post.simulator.faults.plan(Fault.ANSWER_LOST)
    [message] = await post.answer(dewi, "satu")
    post.simulator.reports_delivery = False
    await post.worker().send_due()
    assert (await post.message(message)).status is UNKNOWN

    await tell(post, unpaid(post, 0))
    assert (await post.message(message)).status is MessageStatus.PENDING
    await post.worker().send_due()

    assert (await post.message(message)).status is SENT
    assert len(post.simulator.accepted) == 2


@pytest.mark.parametrize("fault", [Fault.ANSWERS_LATE, Fault.ANSWER_LOST])
async def test_a_report_that_overtakes_the_answer_puts_the_message_back_when_the_call_has_ended(
    post: Post, fault: Fault
) -> None:
    dewi = await post.customer(1)
    post.simulator.reports_delivery = False
    [message] = await post.answer(dewi, "satu")
    ends = asyncio.Event()
    post.simulator.faults.plan(fault, until=ends)
    sending = asyncio.create_task(post.worker().send_due())
    await taken(post, 1)
    failed = unpaid(post, 0)
    await tell(post, *[failed] * 2)
    assert (await post.message(message)).status is MessageStatus.SENDING, "a call is under way"
    await post.switch(enabled=False)
    ends.set()
    await sending
    waiting = await post.message(message)
    assert (waiting.status, waiting.error_code) == (MessageStatus.PENDING, "131042")
    assert len(post.simulator.accepted) == 1

    await post.switch(enabled=True)
    await post.worker().send_due()
    await tell(post, failed)
    stored = await post.message(message)
    assert (stored.status, stored.error_code) == (SENT, None)
    assert stored.external_id == post.simulator.accepted[1].wamid
    assert len(post.simulator.accepted) == 2
    assert await post.nothing_waits()


async def test_what_failed_for_the_account_while_the_rest_is_being_sent_is_made_again_alone(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    post.simulator.reports_delivery = False
    message = await with_papers(post, dewi)
    second = asyncio.Event()
    for until in (None, second, None):
        post.simulator.faults.plan(Fault.SLOW, until=until)
    sending = asyncio.create_task(post.worker().send_due())
    await taken(post, 1)
    await tell(post, unpaid(post, 0))
    second.set()
    await sending

    assert (await post.message(message)).status is SENT
    assert parts_made(post) == [0, 1, 2, 0]
    assert await post.nothing_waits()


async def test_what_failed_for_the_account_is_made_again_before_the_rest_that_is_put_off(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    post.simulator.reports_delivery = False
    message = await with_papers(post, dewi)
    second = asyncio.Event()
    post.simulator.faults.plan(Fault.SLOW)
    post.simulator.faults.plan(Fault.SLOW, until=second)
    post.simulator.faults.plan(Fault.ERROR, 131056)
    sending = asyncio.create_task(post.worker().send_due())
    await taken(post, 1)
    await tell(post, unpaid(post, 0))
    second.set()
    await sending
    assert (await post.message(message)).status is MessageStatus.PENDING

    post.clock.advance(60)
    await post.worker().send_due()
    assert (await post.message(message)).status is SENT
    assert parts_made(post) == [0, 1, 0, 2]
