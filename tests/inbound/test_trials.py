"""The test message of a channel: out by the real way, and heard of as far as the provider tells."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from channels_adapters.email.dovecot import PASSWORD, Dovecot, running
from channels_adapters.email.mail_peer import MailPeer, serving
from channels_adapters.kit import waiting
from channels_adapters.whatsapp.simulator.faults import Fault
from hub.flows.send_trial import MailboxNotOpen
from hub.jobs.watching import Watching
from hub.kit.clock import SettableClock
from hub.kit.ending import end_all
from hub.kit.errors import Invalid
from hub.kit.sealing import seal
from hub.rules.actors import SYSTEM
from hub.rules.refusals import ChannelOff
from hub.services import trials
from models.documents import Channel, Conversation, Message, Trial
from models.words import MessageStatus
from tests.inbound.conftest import Line

DEWI = "6281234567890"


async def present(line: Line, channel: Channel) -> Trial:
    found = await trials.of(line.hub.store, channel.id)
    assert found is not None
    return found


async def until(line: Line, channel: Channel, wanted: MessageStatus) -> Trial:
    async def is_there() -> bool:
        return (await present(line, channel)).status is wanted

    await waiting.until(is_there)
    return await present(line, channel)


async def verdict(line: Line, channel: Channel) -> dict[str, bool]:
    return {step.name: step.well for step in await line.hub.check_channel(channel)}


async def written(line: Line) -> Conversation:
    """Dewi has written, as the admin with his own phone."""
    line.meta.person(DEWI, "Dewi").writes("Halo")
    await line.settled()
    [conversation] = await line.conversations()
    return conversation


async def test_a_test_message_arrives_on_the_phone_and_in_no_conversation(line: Line) -> None:
    dewi = await written(line)
    assert [one.id for one in await line.hub.send_trial.recipients(line.channel)] == [dewi.id]
    assert not (await verdict(line, line.channel))["trial"]

    sent = await line.hub.send_trial(line.channel, dewi.id, SYSTEM)
    await line.settled()
    await until(line, line.channel, MessageStatus.DELIVERED)

    # The provider's report of delivery may be here before its answer is written down.
    assert sent.to == "Dewi"
    assert sent.status in {MessageStatus.SENT, MessageStatus.DELIVERED}
    assert (await verdict(line, line.channel))["trial"]
    assert [one.text for one in await line.messages()] == ["Halo"]


async def test_a_phone_that_is_off_leaves_it_on_its_way(line: Line) -> None:
    dewi = await written(line)
    line.meta.person(DEWI, "Dewi").switches_phone(on=False)
    await line.hub.send_trial(line.channel, dewi.id, SYSTEM)
    await line.settled()

    steps = {step.name: step for step in await line.hub.check_channel(line.channel)}
    assert (await present(line, line.channel)).status is MessageStatus.SENT
    assert not steps["trial"].well

    line.meta.person(DEWI, "Dewi").switches_phone(on=True)
    await line.settled()
    await until(line, line.channel, MessageStatus.DELIVERED)


async def test_what_the_provider_refuses_is_told_in_its_words(line: Line) -> None:
    dewi = await written(line)
    line.meta.faults.plan(Fault.ERROR, 131031)
    failed = await line.hub.send_trial(line.channel, dewi.id, SYSTEM)

    steps = {step.name: step for step in await line.hub.check_channel(line.channel)}
    assert failed.status is MessageStatus.FAILED
    assert failed.detail
    assert steps["trial"].detail == failed.detail


async def test_of_two_at_once_the_last_one_counts_and_is_delivered(line: Line) -> None:
    dewi = await written(line)
    await asyncio.gather(*(line.hub.send_trial(line.channel, dewi.id, SYSTEM) for _ in range(2)))
    await line.settled()
    await until(line, line.channel, MessageStatus.DELIVERED)


async def test_nobody_gets_one_who_has_not_just_written(line: Line, clock: SettableClock) -> None:
    dewi = await written(line)
    clock.advance(25 * 3600)
    assert await line.hub.send_trial.recipients(line.channel) == []
    for to in (dewi.id, None):
        with pytest.raises(Invalid):
            await line.hub.send_trial(line.channel, to, SYSTEM)


async def test_a_channel_that_is_off_sends_none(line: Line) -> None:
    dewi = await written(line)
    off = line.channel.model_copy(update={"enabled": False})
    with pytest.raises(ChannelOff):
        await line.hub.send_trial(off, dewi.id, SYSTEM)


class Forwards(MailPeer):
    """Puts what it is given into the mailbox."""

    def __init__(self, box: Dovecot) -> None:
        super().__init__(signs_in=True)
        self.box = box

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.get_running_loop().run_in_executor(None, self.box.put, envelope.content)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def box() -> Iterator[Dovecot]:
    if shutil.which("dovecot") is None:
        pytest.fail("dovecot is missing; `make test` installs it or says how")
    with running() as box:
        yield box


@pytest.fixture
async def mailbox(line: Line, box: Dovecot) -> AsyncIterator[Callable[[int], Channel]]:
    """Of a port to send by: the channel, watched by a worker."""
    made: list[Channel] = []

    def channel_of(smtp_port: int) -> Channel:
        secrets = {"password": PASSWORD}
        channel = Channel(
            kind="email",
            name="E-mail",
            settings={
                "address": box.user,
                "imap_host": "127.0.0.1",
                "imap_port": box.imap,
                "imap_security": "none",
                "smtp_host": "127.0.0.1",
                "smtp_port": smtp_port,
                "smtp_security": "none",
            },
            created_at=line.hub.clock.now(),
        )
        channel.sealed_secrets = seal(line.hub.sealing_key, secrets, str(channel.id))
        made.append(channel)
        return channel

    hub = line.hub
    watcher = Watching(
        hub.store,
        hub.take_payload,
        hub.accounts.of,
        hub.note_channel_trouble,
        hub.webhook_sightings.came,
    )
    task = asyncio.create_task(watcher.run())
    yield channel_of
    await end_all([task])


async def test_a_test_mail_goes_there_and_comes_back(
    line: Line, box: Dovecot, mailbox: Callable[[int], Channel]
) -> None:
    with serving(Forwards(box)) as peer:
        channel = mailbox(peer.port)
        await line.hub.store.insert(channel)
        await line.hub.directory.refresh()
        before = await verdict(line, channel)
        # Also before anybody has opened the mailbox: what comes earlier than that is not looked at.
        sent = await line.hub.send_trial(channel, None, SYSTEM)
        await until(line, channel, MessageStatus.DELIVERED)

    assert (sent.to, before["trial"]) == (box.user, False)
    assert (await verdict(line, channel))["trial"]

    # That something came is written down once it has been handled.
    async def is_told() -> bool:
        return (await verdict(line, channel))["first_message"]

    await waiting.until(is_told)
    assert await line.hub.store.count(Message, {"channel_id": channel.id}) == 0


async def test_a_mail_that_does_not_come_back_stays_under_way(
    line: Line, mailbox: Callable[[int], Channel]
) -> None:
    with serving(MailPeer(signs_in=True)) as peer:
        channel = mailbox(peer.port)
        await line.hub.store.insert(channel)
        await line.hub.directory.refresh()
        sent = await line.hub.send_trial(channel, None, SYSTEM)

    assert sent.status is MessageStatus.SENT
    assert not (await verdict(line, channel))["trial"]


async def test_a_mailbox_that_nobody_reads_gets_no_test_mail(line: Line) -> None:
    settings = {"address": "help@kirim.example", "imap_host": "127.0.0.1", "smtp_host": "127.0.0.1"}
    unread = Channel(
        kind="email", name="E-mail", settings=settings, created_at=line.hub.clock.now()
    )
    line.hub.send_trial.opened_within = 0.1
    with pytest.raises(MailboxNotOpen):
        await line.hub.send_trial(unread, None, SYSTEM)
    assert await trials.of(line.hub.store, unread.id) is None
