"""What supervisors and admins are told of, beyond their own chats: by limits, once until read."""

from hub.flows.mark_unanswered import MarkUnanswered
from hub.flows.note_channel_trouble import NoteChannelTrouble
from hub.flows.return_silent import ReturnSilent
from hub.flows.tell_long_wait import TellLongWait
from hub.jobs.due_times import DueTimes
from hub.rules.actors import SYSTEM
from hub.services import conversations, notification_settings
from hub.store.transaction import Transaction
from models.documents import Channel, Conversation, Member
from models.documents.base import Id
from models.words import (
    DueKind,
    EventType,
    NotificationKind,
    Role,
)
from tests.hub.flows.conftest import House, house
from tests.hub.jobs.bells import bell_of, read_on, waiting

__all__ = ["house"]


async def limit(house: House, member: Member, **values: int) -> None:
    async def work(tx: Transaction) -> None:
        await notification_settings.change(tx, member, dict(values))

    await house.store.transact(work)


async def test_supervisors_are_told_of_a_long_wait_each_by_his_own_limit_once_until_read(
    house: House,
) -> None:
    late = house.hana.model_copy(update={"id": Id(), "email": "joko@paketara.example"})
    await house.store.insert(late)
    await limit(house, late, oldest_wait=1800)
    first = await waiting(house)
    taken = await waiting(house)
    await read_on(house)
    await house.claim(house.sari, taken.id)
    due_times = DueTimes(house.store, {DueKind.CONVERSATION_LONG_WAIT: TellLongWait(house.store)})

    async def told(member: Member) -> int:
        while await due_times.act_on_next():
            pass
        return len(await bell_of(house, member, NotificationKind.LONG_WAIT))

    assert await told(house.hana) == 0
    house.clock.advance(600)
    await waiting(house)
    await read_on(house)
    assert (await told(house.hana), await told(late)) == (1, 0)
    house.clock.advance(1200)
    assert (await told(house.hana), await told(late)) == (1, 1)
    [entry] = await bell_of(house, late, NotificationKind.LONG_WAIT)
    assert entry.department_id == first.department_id
    assert await bell_of(house, house.sari, NotificationKind.LONG_WAIT) == []


async def test_supervisors_are_told_when_many_chats_are_unanswered_not_of_single_ones(
    house: House,
) -> None:
    mark = MarkUnanswered(house.store, house.directory)
    due_times = DueTimes(house.store, {DueKind.CONVERSATION_UNANSWERED: mark})
    await limit(house, house.hana, unanswered=2)
    for expected in (0, 1, 1):
        await house.claim(house.sari, (await waiting(house)).id)
        house.clock.advance(15 * 60)
        while await due_times.act_on_next():
            pass
        await read_on(house)
        assert len(await bell_of(house, house.hana, NotificationKind.UNANSWERED)) == expected


async def test_supervisors_hear_of_a_chat_that_nobody_answers_from_the_second_time_on(
    house: House,
) -> None:
    await house.set(silent_after=120)
    silent = DueTimes(house.store, {DueKind.CONVERSATION_SILENT: ReturnSilent(house.store)})
    chat = await waiting(house)
    told = []
    for agent in (house.sari, house.budi, house.sari):
        await house.assign(house.hana, chat.id, agent.id)
        house.clock.advance(120)
        assert await silent.act_on_next()
        await read_on(house)
        told.append(len(await bell_of(house, house.hana, NotificationKind.SILENT)))

    assert told == [0, 1, 2]
    assert await bell_of(house, house.sari, NotificationKind.SILENT) == []


async def test_a_missed_target_is_told_to_who_oversees_it_until_he_looks(house: House) -> None:
    for _ in range(2):
        chat = await waiting(house)
        missed = EventType.CONVERSATION_TARGET_MISSED

        async def work(tx: Transaction, chat: Conversation = chat) -> None:
            conversations.record(tx, missed, chat, SYSTEM)  # noqa: B023

        await house.store.transact(work)
        await read_on(house)
        house.clock.advance(60)

    [entry] = await bell_of(house, house.hana, NotificationKind.TARGET_MISSED)
    assert entry.department_id == house.department.id
    assert await bell_of(house, house.budi, NotificationKind.TARGET_MISSED) == []


async def test_a_channel_that_breaks_is_told_to_who_oversees_it_until_he_looks(
    house: House,
) -> None:
    now = house.store.clock.now()
    elsewhere = Member(
        email="elsewhere@paketara.example",
        name="Wira Elok",
        role=Role.SUPERVISOR,
        department_ids=[Id()],
        created_at=now,
    )
    await house.store.insert(elsewhere)
    channel = Channel(
        kind="telegram", name="Bot", department_id=house.department.id, created_at=now
    )
    await house.store.insert(channel)
    trouble = NoteChannelTrouble(house.store)
    told = NotificationKind.CHANNEL_BROKEN

    await trouble(channel.id, "token_refused", "Unauthorized", channel.version)
    await trouble(channel.id, "token_refused", "Unauthorized", channel.version)
    await read_on(house)

    [entry] = await bell_of(house, house.hana, told)
    assert (entry.channel_id, entry.times) == (channel.id, 1)
    assert await bell_of(house, elsewhere, told) == []
    assert await bell_of(house, house.sari, told) == []


async def test_of_a_channel_that_is_switched_off_nobody_hears(house: House) -> None:
    channel = Channel(
        kind="telegram", name="Bot", enabled=False, created_at=house.store.clock.now()
    )
    await house.store.insert(channel)

    await NoteChannelTrouble(house.store)(channel.id, "token_refused", "", channel.version)
    await read_on(house)

    assert await bell_of(house, house.hana, NotificationKind.CHANNEL_BROKEN) == []
