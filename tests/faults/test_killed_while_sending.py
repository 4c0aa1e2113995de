"""A worker is killed at every step of a message of three calls, and another one goes on after it."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest

from channels_adapters.email.mail_peer import MailPeer, serving
from channels_adapters.whatsapp.limits import PAIR
from channels_adapters.whatsapp.simulator import Simulator
from hub.kit.clock import SystemClock
from hub.store.leases import LONG_AGO
from hub.store.mongo import Store
from models.documents import Message, OutboxEntry
from models.words import MessageStatus
from tests.sending.conftest import Post, furnished
from tests.sending.mail_desk import asked, mailbox_at, write

pytestmark = pytest.mark.faults

SENT, UNKNOWN = MessageStatus.SENT, MessageStatus.UNKNOWN

STEPS = {
    # The step, how many calls the provider has taken by then, and whether the worker knew of all of them.
    "claimed": (0, True, SENT),
    "begun": (0, True, UNKNOWN),
    "called 1": (1, False, UNKNOWN),
    "answered 1": (1, False, UNKNOWN),
    "stored 1": (1, True, UNKNOWN),
    "called 2": (2, False, UNKNOWN),
    "answered 3": (3, False, UNKNOWN),
    "stored 3": (3, True, SENT),
    "finishing": (4, True, SENT),
}


@pytest.fixture
def clock() -> SystemClock:
    """Processes of their own have no other."""
    return SystemClock()


@pytest.fixture
async def post(store: Store) -> AsyncIterator[Post]:
    simulator = Simulator()
    async with furnished(store, store.clock, simulator) as made:
        yield made
    await simulator.close()


async def with_papers(post: Post, dewi: str) -> Message:
    """Takes three calls: a text and two files."""
    papers = [await post.file(f"surat{n}.txt", b"isi %d" % n, "text/plain") for n in (1, 2)]
    return await post.send(dewi, text="k" * 2000, attachment_ids=papers)


async def killed_at(post: Post, mongodb_url: str, step: str) -> None:
    arguments = [mongodb_url, post.store.db.name, step]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.dying_worker", *arguments
    )
    try:
        async with asyncio.timeout(40):
            assert await process.wait() == -9, "it was to die"
    finally:
        if process.returncode is None:
            process.kill()
    # Its claim runs out.
    await post.store.change(
        OutboxEntry, {"holder": {"$ne": None}}, {"$set": {"claimed_until": LONG_AGO}}
    )


def calls(post: Post) -> list[str]:
    """Each call that the provider took, by our id: the message and its part."""
    return [str(each.correlation_id) for each in post.simulator.accepted]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("step", STEPS)
async def test_what_was_sent_is_not_sent_again_and_the_rest_goes_out_in_order(
    post: Post, mongodb_url: str, step: str
) -> None:
    taken, known, status = STEPS[step]
    dewi = await post.customer(1)
    message = await with_papers(post, dewi)
    await post.answer(dewi, "sesudahnya")
    await killed_at(post, mongodb_url, step)
    assert len(calls(post)) == taken

    for _ in range(2):
        await post.worker().send_due()
    # What nobody knows is not sent by itself, and those after it go on.
    stored = await post.message(message)
    assert (stored.status, (await post.statuses(dewi))[1]) == (status, SENT)
    assert post.doubled() == []
    assert len(calls(post)) == (4 if status is SENT else taken + 1)
    assert await post.nothing_waits()
    if status is SENT:
        assert post.got(dewi) == ["k" * 2000, "document", "document", "sesudahnya"]
        return

    await post.retry(post.sari, message.id)
    await post.worker().send_due()
    assert (await post.message(message)).status is SENT
    # Parts whose answer was stored are never sent again; at most the one in doubt is.
    twice = [id for id in set(calls(post)) if calls(post).count(id) > 1]
    assert len(set(calls(post))) == 4
    assert len(calls(post)) - 4 == len(twice) == (0 if known else 1)


LATE_STEPS = {
    # How many mails the server has taken by then, and in the end; and what is said of who was late.
    "late claimed": (1, 2, None),
    "late begun": (1, 1, True),
    "late answered": (2, 2, True),
    "late stored": (2, 2, None),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("step", LATE_STEPS)
async def test_who_is_late_gets_a_mail_at_most_once_whenever_the_worker_is_killed(
    post: Post, mongodb_url: str, step: str
) -> None:
    by_then, in_the_end, unsure = LATE_STEPS[step]
    with serving(MailPeer()) as peer:
        chat = await asked(post, await mailbox_at(post, peer), 1)
        mail = await write(post, chat, to=["ani@bunga.example"], cc=["grey@bunga.example"])
        await post.worker().send_due()
        at_once = {"$set": {"due_at": post.clock.now()}}
        await post.store.change(OutboxEntry, {"_id": mail.id}, at_once)
        await killed_at(post, mongodb_url, step)
        assert len(peer.raw) == by_then

        for _ in range(2):
            await post.worker().send_due()
        assert len(peer.raw) == in_the_end
    stored = (await post.message(mail)).mail
    assert stored is not None
    assert [one.unsure for one in stored.bounced] == ([unsure] if unsure else [])
    assert await post.nothing_waits()


@pytest.mark.timeout(120)
async def test_what_a_killed_worker_has_sent_still_counts(post: Post, mongodb_url: str) -> None:
    """The count of a pair and of the number lies where no worker can take it with him."""
    dewi = await post.customer(1)
    texts = [f"{n}" for n in range(PAIR.burst + 8)]
    await post.answer(dewi, *texts)
    await killed_at(post, mongodb_url, "stored 25")
    assert len(calls(post)) == 25

    async with asyncio.timeout(30):
        while len(calls(post)) < PAIR.burst:
            await post.worker().send_due()
            await asyncio.sleep(0.05)
    for _ in range(5):
        await post.worker().send_due()
    taken = post.got(dewi)
    assert taken == texts[: len(taken)]
    # A little is paid back meanwhile, at one in 6 s.
    assert PAIR.burst <= len(taken) < PAIR.burst + 8
    number = post.simulator.number
    assert (number.customers[dewi].pair.refused, number.throughput.refused) == (0, 0)
