"""Meta takes messages and fails them later because of the account: they wait, and go out when it may send."""

import asyncio
from dataclasses import dataclass

import pytest

from channels_adapters.whatsapp.simulator import Fault
from channels_adapters.whatsapp.simulator.customers import Person
from channels_adapters.whatsapp.simulator.webhooks import body_of
from hub.jobs.calls import Calls
from hub.jobs.handing_over import HandingOver
from hub.jobs.sending import Sending
from hub.kit.clock import SettableClock
from models.documents import Agent, Channel, Conversation, Member, Message, OutboxEntry
from models.wire.message import MessageBody
from models.words import ChannelState, Direction, MessageStatus, Role
from tests.inbound.conftest import Line
from tests.inbound.test_checks import present

PENDING, FAILED, DELIVERED = MessageStatus.PENDING, MessageStatus.FAILED, MessageStatus.DELIVERED

UNPAID, LOCKED = 131042, 131031


@dataclass
class Desk:
    """Sari at her desk, customers who have written, and workers that send what she answers."""

    line: Line
    sari: Member

    async def chat(self, last: int) -> tuple[Person, Conversation]:
        person = self.line.meta.person(f"62812345678{last:02}", f"Dewi {last}")
        person.writes("Halo")
        await self.line.settled()
        store = self.line.hub.store
        written = await store.get(Conversation, {"address": person.customer.wa_id, "open": True})
        assert written is not None
        return person, await self.line.hub.claim_conversation(self.sari, written.id)

    async def answers(self, chat: Conversation, *texts: str) -> None:
        for text in texts:
            body = MessageBody(client_id=f"answer-{chat.number}-{text}", text=text)
            await self.line.hub.answer_conversation(self.sari, chat.id, body)

    async def work(self, workers: int = 1) -> None:
        """All goes out that may, and what Meta says of it is heard."""
        hub = self.line.hub
        calls = Calls(hub.store, hub.directory, hub.files, hub.signer)
        handing = HandingOver(hub.store, calls, hub.hand_over_message, hub.reach_late_recipients)
        trouble = hub.note_channel_trouble
        made = [
            Sending(hub.store, hub.bus, handing, hub.accounts.of, trouble) for _ in range(workers)
        ]
        await asyncio.gather(*(one.send_due() for one in made))
        await self.line.settled()

    async def tried_again(self) -> Channel:
        """An admin has the connection tested."""
        await self.line.hub.check_channel(await present(self.line))
        return await present(self.line)

    async def written(self) -> list[Message]:
        return [one for one in await self.line.messages() if one.direction is Direction.OUTBOUND]

    async def statuses(self) -> set[MessageStatus]:
        return {one.status for one in await self.written()}


@pytest.fixture
async def desk(line: Line) -> Desk:
    store, now = line.hub.store, line.hub.clock.now()
    departments = list(line.hub.directory.departments)
    sari = Member(
        email="sari@paketara.example",
        name="Sari Wulandari",
        role=Role.AGENT,
        department_ids=departments,
        created_at=now,
    )
    await store.insert(sari)
    await store.insert(Agent(_id=sari.id, since=now))
    return Desk(line, sari)


def reached(person: Person) -> list[str]:
    """What stands on his phone, in its order."""
    ours = [bubble for bubble in person.customer.chat if not bubble.inbound]
    return [bubble.content["body"] for bubble in ours if bubble.status != "failed"]


@pytest.mark.parametrize("answers_after", [0.0, 0.3], ids=["", "overtaken by the report"])
async def test_they_wait_for_the_channel_and_go_out_once_in_their_order_when_it_works(
    desk: Desk, clock: SettableClock, answers_after: float
) -> None:
    meta = desk.line.meta
    meta.habits.copies, meta.habits.shuffled = 2, True
    chats = [await desk.chat(last) for last in range(4)]
    meta.faults.plan(Fault.FAILS_LATER, UNPAID, times=None, seconds=answers_after)
    for _, chat in chats:
        await desk.answers(chat, "satu", "dua", "tiga")
    await desk.work(workers=3)

    assert (await present(desk.line)).state is ChannelState.NEEDS_ATTENTION
    taken = len(meta.accepted)
    assert taken > 0
    assert await desk.statuses() == {PENDING}
    told = [one.error_code for one in await desk.written() if one.past_ids]
    assert told and set(told) == {str(UNPAID)}, "it says why it waits"
    await desk.work(workers=3)
    assert len(meta.accepted) == taken, "nobody tries while it is not mended"

    # The test finds nothing wrong, but it is not paid yet.
    clock.advance(60)
    assert (await desk.tried_again()).state is ChannelState.CONNECTED
    await desk.work()
    assert (await present(desk.line)).state is ChannelState.NEEDS_ATTENTION
    assert await desk.statuses() == {PENDING}

    clock.advance(60)
    meta.faults.clear()
    await desk.answers(chats[0][1], "empat")
    assert (await desk.tried_again()).state is ChannelState.CONNECTED
    await desk.work(workers=3)

    assert await desk.statuses() == {DELIVERED}
    assert [one.error_code for one in await desk.written() if one.error_code] == []
    assert reached(chats[0][0]) == ["satu", "dua", "tiga", "empat"]
    assert [reached(person) for person, _ in chats[1:]] == [["satu", "dua", "tiga"]] * 3
    assert await desk.line.hub.store.count(OutboxEntry, {}) == 0


async def test_who_cannot_be_answered_freely_any_more_by_then_is_not_written_to(
    desk: Desk, clock: SettableClock
) -> None:
    person, chat = await desk.chat(1)
    desk.line.meta.faults.plan(Fault.FAILS_LATER, LOCKED)
    await desk.answers(chat, "satu")
    await desk.work()
    assert await desk.statuses() == {PENDING}

    clock.advance(25 * 3600)
    await desk.tried_again()
    await desk.work()

    [message] = await desk.written()
    assert (message.status, message.error_code) == (FAILED, "window_closed")
    assert reached(person) == []


async def test_what_arrived_after_all_is_not_sent_again(desk: Desk, clock: SettableClock) -> None:
    """It failed on one of his devices, says Meta, and arrived on another one."""
    person, chat = await desk.chat(1)
    desk.line.meta.faults.plan(Fault.FAILS_AND_ARRIVES, LOCKED)
    desk.line.meta.habits.held, desk.line.meta.habits.batch = True, 10
    await desk.answers(chat, "satu")
    await desk.work()
    desk.line.meta.webhooks.release()
    await desk.line.settled()

    clock.advance(60)
    await desk.tried_again()
    await desk.work()

    [message] = await desk.written()
    assert (message.status, message.error_code, message.past_ids) == (DELIVERED, None, [])
    assert message.external_id is not None
    assert reached(person) == ["satu"]
    assert desk.line.meta.times_accepted(str(message.id)) == 1


async def test_what_is_told_only_after_the_account_may_send_again_goes_out_at_once(
    desk: Desk, clock: SettableClock
) -> None:
    person, chat = await desk.chat(1)
    meta = desk.line.meta
    meta.faults.plan(Fault.FAILS_LATER, LOCKED)
    meta.habits.held = True
    await desk.answers(chat, "satu")
    await desk.work()
    clock.advance(60)
    meta.locks(0)
    *late, lifted = meta.webhooks.waiting()

    for change in (lifted, *late):
        await desk.line.hub.take_payload(await present(desk.line), body_of([change]))
    assert await desk.statuses() == {PENDING}
    assert (await present(desk.line)).state is ChannelState.CONNECTED
    await desk.work()
    meta.habits.held = False
    meta.webhooks.release()
    await desk.line.settled()

    assert await desk.statuses() == {DELIVERED}
    assert reached(person) == ["satu"]


async def test_what_failed_for_another_reason_stays_so(desk: Desk) -> None:
    _, chat = await desk.chat(1)
    desk.line.meta.faults.plan(Fault.FAILS_LATER, 131026)
    await desk.answers(chat, "satu")
    await desk.work()
    assert await desk.statuses() == {FAILED}
    assert (await present(desk.line)).state is ChannelState.CONNECTED
