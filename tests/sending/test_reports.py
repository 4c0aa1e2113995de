"""What a provider reports, in whatever order, however often, about whatever: a status only moves forward."""

import asyncio
import random
from itertools import permutations, product
from typing import Any

import pytest

from channels_adapters.whatsapp.simulator import Fault
from hub.flows.receive_statuses import ReceiveStatuses, Report
from hub.kit.errors import Conflict
from hub.rules.message_status import RANK
from models.documents import Channel, Event, Message
from models.documents.base import Id
from models.envelopes import StatusEnvelope
from models.words import MessageStatus
from tests.sending.conftest import Post

PENDING, SENDING, UNKNOWN = MessageStatus.PENDING, MessageStatus.SENDING, MessageStatus.UNKNOWN
SENT, FAILED = MessageStatus.SENT, MessageStatus.FAILED
DELIVERED, READ = MessageStatus.DELIVERED, MessageStatus.READ

SAID = ("sent", "delivered", "read", "failed")


def report(post: Post, wamid: str, status: str, ours: str | None = None) -> StatusEnvelope:
    return StatusEnvelope(
        account_id=post.simulator.number.id,
        timestamp=post.clock.now(),
        target_message_id=wamid,
        status=status,
        error_code="131026" if status == "failed" else None,
        correlation_id=ours,
    )


async def tell(post: Post, *told: StatusEnvelope, channel: Channel | None = None) -> None:
    await ReceiveStatuses(post.store)([Report(channel or post.channel, each) for each in told])


async def sent(post: Post, dewi: str) -> tuple[Message, str]:
    [message] = await post.answer(dewi, "satu")
    await post.worker().send_due()
    stored = await post.message(message)
    assert stored.external_id is not None
    return stored, stored.external_id


def reached(said: tuple[str, ...]) -> MessageStatus:
    """What is true after all of it, in whatever order: it arrived if anything says so."""
    for status in (READ, DELIVERED, FAILED):
        if status.value in said:
            return status
    return SENT


async def test_every_order_ends_at_the_same_and_never_goes_back(post: Post) -> None:
    orders = [*permutations(SAID), *product(SAID, repeat=2)]
    dewi = await post.customer(1)
    post.simulator.reports_delivery = False
    for said in random.sample(orders, 20):
        message, wamid = await sent(post, dewi)
        ranks = [RANK[message.status]]
        for status in (*said, *said):
            await tell(post, report(post, wamid, status, str(message.id)))
            ranks.append(RANK[(await post.message(message)).status])
        assert ranks == sorted(ranks), said
        assert (await post.message(message)).status is reached(said), said
        post.clock.advance(6)


async def test_a_whole_batch_in_reverse_and_doubled_is_one_step(post: Post) -> None:
    dewi = await post.customer(1)
    message, wamid = await sent(post, dewi)
    told = [report(post, wamid, status) for status in ("read", "delivered", "sent") * 2]
    await asyncio.gather(*(tell(post, *told) for _ in range(3)))
    rows = await post.store.find(Event, {"object.id": message.id, "type": "message.status_changed"})
    steps = [row.changes["status"] for row in rows if row.changes["status"][1] == "read"]
    assert steps == [["sent", "read"]]


@pytest.mark.parametrize("said", ["delivered", "read", "failed"])
async def test_what_is_reported_before_the_answer_stays_true_after_it(
    post: Post, said: str
) -> None:
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    arrives = asyncio.Event()
    post.simulator.faults.plan(Fault.ANSWERS_LATE, until=arrives)
    sending = asyncio.create_task(post.worker().send_due())
    async with asyncio.timeout(5):
        while not post.simulator.accepted:
            await asyncio.sleep(0.005)
    [accepted] = post.simulator.accepted
    assert (await post.message(message)).status is SENDING
    await tell(post, report(post, accepted.wamid, said, str(message.id)))
    arrives.set()
    await sending
    stored = await post.message(message)
    assert stored.status is MessageStatus(said)
    assert stored.external_id == accepted.wamid
    assert await post.nothing_waits()


async def test_a_report_about_nobodys_message_or_another_channels_changes_nothing(
    post: Post,
) -> None:
    dewi = await post.customer(1)
    message, wamid = await sent(post, dewi)
    before = (await post.message(message)).version
    other = Channel(kind="whatsapp", name="Lain", created_at=post.clock.now())
    await post.store.insert(other)

    await tell(post, report(post, "wamid.nobody", "read"))
    await tell(post, report(post, "wamid.nobody", "read", str(Id())))
    await tell(post, report(post, "wamid.nobody", "failed", "no id at all"))
    await tell(post, report(post, wamid, "read"), channel=other)
    await tell(post, report(post, wamid, "failed", str(message.id)), channel=other)
    await tell(post, report(post, wamid, "deleted"))
    assert (await post.message(message)).version == before


async def test_what_is_said_of_the_first_try_is_not_said_of_the_second(post: Post) -> None:
    dewi = await post.customer(1)
    post.simulator.faults.plan(Fault.FAILS_LATER, 131026)
    message, first = await sent(post, dewi)
    await tell(post, report(post, first, "failed", str(message.id)))
    assert (await post.message(message)).status is FAILED

    await post.retry(post.sari, message.id)
    await tell(post, report(post, first, "failed", str(message.id)))
    assert (await post.message(message)).status is PENDING
    await post.worker().send_due()
    await tell(post, report(post, first, "failed", str(message.id)))
    stored = await post.message(message)
    assert stored.status is SENT
    second = stored.external_id
    assert second not in (None, first)
    await tell(post, report(post, str(second), "delivered", str(message.id)))
    assert (await post.message(message)).status is DELIVERED
    assert len(post.simulator.accepted) == 2


async def test_of_two_who_want_it_sent_again_at_once_it_goes_out_once(post: Post) -> None:
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    post.simulator.faults.plan(Fault.ERROR, 131026)
    await post.worker().send_due()

    async def again() -> Any:
        try:
            return await post.retry(post.sari, message.id)
        except Conflict as refused:
            return refused

    async def work() -> None:
        for _ in range(3):
            await post.worker().send_due()

    await asyncio.gather(*(again() for _ in range(8)), work(), work())
    await work()
    assert (await post.message(message)).status is SENT
    assert post.got(dewi) == ["satu"]
    rows = await post.store.find(Event, {"object.id": message.id, "actor.id": post.sari.id})
    assert [row.changes for row in rows if row.changes] == [{"status": ["failed", "pending"]}]


async def test_an_unknown_one_that_is_retried_while_its_report_comes_is_sent_at_most_twice(
    post: Post,
) -> None:
    """The agent was told that the customer may get it twice; the hub adds none of its own."""
    dewi = await post.customer(1)
    [message] = await post.answer(dewi, "satu")
    post.simulator.faults.plan(Fault.ANSWER_LOST)
    await post.worker().send_due()
    assert (await post.message(message)).status is UNKNOWN
    [first] = post.simulator.accepted

    await asyncio.gather(
        post.retry(post.sari, message.id),
        tell(post, report(post, first.wamid, "delivered", str(message.id))),
        return_exceptions=True,
    )
    for _ in range(3):
        await post.worker().send_due()
    assert (await post.message(message)).status is DELIVERED
    assert len(post.simulator.accepted) <= 2
    assert await post.nothing_waits()
